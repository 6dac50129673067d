// Options by which records are chosen, shared by timeline, search and export; and how their texts become a filter.

import { type Result, refuse, type Utc, utcOfIso } from '@manumit/base'
import { observationKinds } from '@manumit/model'
import type { ObservationFilter } from '@manumit/store'
import { listValue, type Option, textValue, type Values } from '../command.ts'

export const KINDS = observationKinds.map((kind) => kind.id)

export const FILTER_OPTIONS: readonly Option[] = [
  {
    name: 'kind',
    value: 'kinds',
    list: true,
    choices: KINDS,
    summary: `only these kinds, comma-separated: ${KINDS.join(', ')}`,
  },
  { name: 'source', value: 'id', summary: 'only this source (its number in manumit sources)' },
  { name: 'from', value: 'time', summary: 'from this time on: 2026-05-02, or 2026-05-02T10:00:00Z' },
  { name: 'to', value: 'time', summary: 'up to this time; a date means its whole day, UTC' },
  {
    name: 'party',
    value: 'id',
    summary: 'only records that name this number or address, exactly as recorded',
  },
  { name: 'state', value: 'state', choices: ['live', 'superseded'], summary: 'only rows had this way' },
]

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** Refusals: E_KIND_UNKNOWN, E_TIME_TEXT, E_NUMBER_TEXT. */
export function filterOf(values: Values): Result<ObservationFilter> {
  const filter: Writable<ObservationFilter> = {}
  const kinds = kindsOf(values, 'kind')
  if (!kinds.ok) return kinds
  if (kinds.value.length > 0) filter.kinds = kinds.value
  const source = numberOf(values, 'source')
  if (!source.ok) return source
  if (source.value !== undefined) filter.sourceId = source.value
  const range = rangeOf(values)
  if (!range.ok) return range
  const party = textValue(values, 'party')
  if (party !== undefined) filter.party = party
  const state = textValue(values, 'state')
  if (state === 'live' || state === 'superseded') filter.state = state
  return { ok: true, value: { ...filter, ...range.value } }
}

export function kindsOf(values: Values, name: string): Result<readonly string[]> {
  const kinds = listValue(values, name)
  const unknown = kinds.find((kind) => !KINDS.includes(kind))
  return unknown === undefined
    ? { ok: true, value: kinds }
    : refuse('E_KIND_UNKNOWN', { kind: unknown, known: KINDS.join(', ') })
}

export function rangeOf(values: Values): Result<{ readonly from?: Utc; readonly to?: Utc }> {
  const range: { from?: Utc; to?: Utc } = {}
  for (const name of ['from', 'to'] as const) {
    const text = textValue(values, name)
    if (text === undefined) continue
    const utc = momentOf(text, name)
    if (utc === null) return refuse('E_TIME_TEXT', { text })
    range[name] = utc
  }
  return { ok: true, value: range }
}

/** A page of no rows has no place to go on from, so `limit` begins at 1. Refusals: E_NUMBER_TEXT, E_LIMIT_ZERO. */
export function numberOf(values: Values, name: string): Result<number | undefined> {
  const text = textValue(values, name)
  if (text === undefined) return { ok: true, value: undefined }
  if (!/^\d{1,15}$/.test(text)) return refuse('E_NUMBER_TEXT', { option: name, text })
  return name === 'limit' && Number(text) === 0 ? refuse('E_LIMIT_ZERO') : { ok: true, value: Number(text) }
}

/** A date is its first moment as `from` and its last microsecond as `to`. */
function momentOf(text: string, end: 'from' | 'to'): Utc | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return utcOfIso(text)
  return utcOfIso(`${text}T${end === 'from' ? '00:00:00' : '23:59:59.999999'}Z`)
}
