// A record as it is stored: a JSON array of values alone. Their names stand once for all records that have the same, in a
// shape. Nearly every field of a phone's record repeats one of its raw values, so a field may say which instead of saying it again.
//
//     [place, …raw values, at, …fields]
//
//     place   a row number: that live row of the shape's table; else [place]
//     raw     null, a number, a string, as they are; ["123"] a 64-bit integer; [310] a blob of so many bytes; else an object
//             of stored JSON
//     fields  0: not stated. n > 0: what the n-th raw value says. true, false, a string: itself. [utc, form, n]: a moment whose
//             raw value is the n-th. [value]: any other value, as stored JSON
//     at      as a field
//
// Where a field's type is party (or parties), a text is the party that has it as its id and nothing else (or a list of that one),
// and true is this device.

import type { Moment, TimeUnit, ZoneSource } from '@manumit/base'
import type { FieldType, Observation, Party, Place } from '@manumit/model'
import { revive } from './stored-json.ts'

/** What records of one make have in common. */
export interface RecordShape {
  /** The table its rows stand in; null for ranges of bytes. */
  readonly table: string | null
  /** Names of raw values, in the record's order. */
  readonly raw: readonly string[]
  /** Names of fields, in the record's order, with their types: as declared when the record was written. */
  readonly fields: readonly (readonly [name: string, type: FieldType | 'undeclared'])[]
}

/** What a record holds beside its kind and its file. */
export interface RecordContent {
  readonly at: Moment
  readonly place: Place
  readonly fields: Observation['fields']
  readonly raw: Observation['raw']
}

/** Forms of a moment are numbered by these lists: a name is added at the end, never elsewhere. */
const PRECISIONS = ['s', 'ms', 'us', 'ns'] as const satisfies readonly TimeUnit[]
const EPOCHS = ['unix', 'mac', 'webkit', 'text'] as const
const ZONES = ['utc', 'recorded-offset', 'derived', 'supplied'] as const satisfies readonly ZoneSource[]
const FORMS_PER_LIST = 16

/** A moment that has a UTC. */
export type UtcMoment = Extract<Moment, { readonly utc: unknown }>

/** The number of a moment's precision, epoch and zone; −1 where they have none. */
export function formOfMoment({ precision, epoch, zone, offsetMinutes }: UtcMoment): number {
  const p = PRECISIONS.indexOf(precision)
  const e = EPOCHS.indexOf(epoch)
  const z = ZONES.indexOf(zone)
  return p < 0 || e < 0 || z < 0 || offsetMinutes !== undefined
    ? -1
    : (z * FORMS_PER_LIST + e) * FORMS_PER_LIST + p
}

/** The text of a shape, by which equal shapes are known. */
export const shapeText = ({ table, raw, fields }: RecordShape): string =>
  JSON.stringify({ table, raw, fields })

/** What shapeText was given. Throws on text it did not make: the workspace is then damaged. */
export const shapeOf = (text: string): RecordShape => JSON.parse(text) as RecordShape

/** A stored record → what it was made of, equal in depth but for members that were undefined. */
export function decodeRecord(shape: RecordShape, record: string): RecordContent {
  const values = JSON.parse(record) as unknown[]
  const raws = values.slice(1, 1 + shape.raw.length).map(rawOfSlot)
  const raw: Record<string, unknown> = {}
  for (const [i, name] of shape.raw.entries()) define(raw, name, raws[i])
  const rawAt = (i: number): unknown => raws[i]
  const fields = fieldsOfSlots(shape, values, rawAt)
  const at = fieldOfSlot(values[1 + shape.raw.length], 'moment', rawAt)
  return { at, place: placeOfSlot(values[0], shape.table), fields, raw } as RecordContent
}

/** Its fields alone, of which most need no raw value. */
export function decodeFields(shape: RecordShape, record: string): Observation['fields'] {
  const values = JSON.parse(record) as unknown[]
  return fieldsOfSlots(shape, values, (i) => rawOfSlot(values[1 + i])) as Observation['fields']
}

/** `rawAt` gives the i-th raw value. */
function fieldsOfSlots(
  shape: RecordShape,
  values: readonly unknown[],
  rawAt: (i: number) => unknown,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  const first = 2 + shape.raw.length
  for (let i = 0; i < shape.fields.length; i++) {
    const slot = values[first + i]
    if (slot === 0) continue
    const [name, type] = shape.fields[i]!
    define(fields, name, fieldOfSlot(slot, type, rawAt))
  }
  return fields
}

function placeOfSlot(slot: unknown, table: string | null): Place {
  if (typeof slot === 'number') return { table: table!, rowid: slot, state: 'live', via: 'live' }
  return revive((slot as unknown[])[0]) as Place
}

function rawOfSlot(slot: unknown): unknown {
  if (!Array.isArray(slot)) return revive(slot)
  const [value] = slot as unknown[]
  if (typeof value === 'string') return BigInt(value)
  return typeof value === 'number' ? { blobBytes: value } : revive(value)
}

function fieldOfSlot(slot: unknown, type: string, rawAt: (i: number) => unknown): unknown {
  if (Array.isArray(slot)) return slot.length === 1 ? revive(slot[0]) : momentOfSlot(slot as number[], rawAt)
  const value = typeof slot === 'number' ? rawAt(slot - 1) : slot
  return type === 'party' ? partyOf(value) : type === 'parties' ? [partyOf(value)] : value
}

const partyOf = (value: unknown): Party =>
  value === true ? { id: null, device: true } : { id: value as string }

function momentOfSlot([utc, form, source]: readonly number[], rawAt: (i: number) => unknown): Moment {
  const rest = Math.floor(form! / FORMS_PER_LIST)
  return {
    utc,
    precision: PRECISIONS[form! % FORMS_PER_LIST],
    epoch: EPOCHS[rest % FORMS_PER_LIST],
    zone: ZONES[Math.floor(rest / FORMS_PER_LIST)],
    raw: rawAt(source! - 1),
  } as Moment
}

/** Defined, not assigned: a column may be named __proto__. */
const define = (target: Record<string, unknown>, name: string, value: unknown): void => {
  if (name === '__proto__')
    Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true })
  else target[name] = value
}
