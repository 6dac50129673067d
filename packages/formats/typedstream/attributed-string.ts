// NSAttributedString out of a typedstream: its text, and the runs of attributes that lie over it (message part, link,
// mention, transferred file, …). Foundation's own classes become plain values; any other object is named by its class.

import type { Issue } from '@manumit/base'
import { issue } from '../errors.ts'
import type { ByteRange, Reading } from '../reading.ts'
import { decodeUtf8 } from '../text.ts'
import type { Typedstream, TypedstreamEntity, TypedstreamGroup, TypedstreamValue } from './types.ts'

export type AttributeValue =
  | null
  | string
  | number
  | bigint
  | Uint8Array
  | readonly AttributeValue[]
  | ReadonlyMap<string, AttributeValue>
  /** An object of a class that is not decoded here: its number in the table of entities. */
  | { readonly className: string; readonly entity: number }

export interface AttributedRun {
  /** In UTF-16 units of the text, as Foundation counts. */
  readonly start: number
  readonly length: number
  readonly attributes: ReadonlyMap<string, AttributeValue>
}

export interface AttributedString {
  readonly text: string
  /** Where the text's bytes lie in the stream. */
  readonly textRange: ByteRange
  readonly runs: readonly AttributedRun[]
}

type ObjectEntity = TypedstreamEntity & { kind: 'object' }

/** Nested dictionaries and arrays inside attributes are followed this deep. */
const MAX_DEPTH = 8
/** Attribute values decoded for one string, so that shared containers cannot multiply. */
const MAX_VALUES = 100_000

/**
 * The attributed string a typedstream's first object is.
 *
 * @returns null where its first object is none, or has no text
 * @issues  E_ATTRIBUTED_STRING_NONE, E_ATTRIBUTED_STRING_TEXT, E_ATTRIBUTED_STRING_RUNS
 */
export function attributedString(stream: Typedstream): Reading<AttributedString | null> {
  const root = objectOf(stream, stream.groups[0]?.values[0])
  const stored = root === null ? null : objectOf(stream, root.groups[0]?.values[0])
  const bytes = stored && familyOf(stream, stored) === 'NSString' ? stored.groups[0]?.values[0] : undefined
  if (root === null || bytes?.kind !== 'bytes')
    return { value: null, issues: [issue('E_ATTRIBUTED_STRING_NONE', { offset: root?.range.offset ?? 0 })] }
  const { text, valid } = decodeUtf8(bytes.bytes)
  const issues: Issue[] = valid ? [] : [issue('E_ATTRIBUTED_STRING_TEXT', { offset: bytes.range.offset })]
  const runs = readRuns(stream, root.groups)
  const covered = runs.reduce((sum, run) => sum + run.length, 0)
  const isWhole = covered === text.length && runs.every((run) => run.hasAttributes)
  // Only a text that decoded cleanly has a length that the runs can be held against.
  if (valid && !isWhole)
    issues.push(
      issue('E_ATTRIBUTED_STRING_RUNS', { offset: root.range.offset }, { covered, units: text.length }),
    )
  return {
    value: {
      text,
      textRange: bytes.range,
      runs: runs.map(({ start, length, attributes }) => ({ start, length, attributes })),
    },
    issues,
  }
}

/**
 * Runs follow the text as pairs `iI`: the number of an attribute set, from 1, and a length. The set itself stands behind
 * its first use; later runs only name it.
 */
function readRuns(stream: Typedstream, groups: readonly TypedstreamGroup[]) {
  const budget = { values: MAX_VALUES }
  const sets = new Map<number, ReadonlyMap<string, AttributeValue>>()
  const runs: { number: number; start: number; length: number }[] = []
  let start = 0
  for (const group of groups.slice(1)) {
    const [number, length] = group.values
    const last = runs.at(-1)
    if (number?.kind === 'integer' && length?.kind === 'integer') {
      runs.push({ number: Number(number.value), start, length: Number(length.value) })
      start += Number(length.value)
    } else if (number?.kind === 'reference' && last && !sets.has(last.number)) {
      const value = attributeValue(stream, number, MAX_DEPTH, budget)
      if (value instanceof Map) sets.set(last.number, value)
    }
  }
  return runs.map(({ number, start, length }) => ({
    start,
    length,
    attributes: sets.get(number) ?? NO_ATTRIBUTES,
    hasAttributes: sets.has(number),
  }))
}

const NO_ATTRIBUTES: ReadonlyMap<string, AttributeValue> = new Map()

function attributeValue(
  stream: Typedstream,
  value: TypedstreamValue | undefined,
  depth: number,
  budget: { values: number },
): AttributeValue {
  if (value === undefined || value.kind === 'nil') return null
  if (value.kind === 'integer' || value.kind === 'real') return value.value
  if (value.kind === 'bytes') return value.bytes
  if (value.kind === 'list') return value.values.map((item) => attributeValue(stream, item, 0, budget))
  const entity = stream.entities[value.to]
  if (entity?.kind === 'cstring') return decodeUtf8(entity.bytes).text
  if (entity?.kind !== 'object') return null
  const { groups } = entity
  const first = groups[0]?.values[0]
  const second = groups[1]?.values[0]
  const family = familyOf(stream, entity)
  if (family === 'NSString' && first?.kind === 'bytes') return decodeUtf8(first.bytes).text
  // NSNumber: its type as a C string, then the value. NSURL: a flag, then the text. NSData: a length, then the bytes.
  if (family === 'NSValue' && second && second.kind !== 'reference')
    return attributeValue(stream, second, 0, budget)
  if (family === 'NSData' && second?.kind === 'bytes') return second.bytes
  if (depth > 0 && budget.values > 0) {
    const decode = (item: TypedstreamValue | undefined) => {
      budget.values--
      return budget.values < 0 ? null : attributeValue(stream, item, depth - 1, budget)
    }
    if (family === 'NSURL' && groups.length === 2) return decode(second)
    if (family === 'NSArray') return groups.slice(1).flatMap((group) => group.values.map(decode))
    if (family === 'NSDictionary') return dictionaryOf(groups, decode)
  }
  const named = entity.class === null ? undefined : stream.entities[entity.class]
  return { className: named?.kind === 'class' ? named.name : '', entity: value.to }
}

/** After a count, keys and values in turn: each in a group of its own. */
function dictionaryOf(
  groups: readonly TypedstreamGroup[],
  decode: (item: TypedstreamValue | undefined) => AttributeValue,
): ReadonlyMap<string, AttributeValue> {
  const map = new Map<string, AttributeValue>()
  for (let i = 1; i + 1 < groups.length; i += 2) {
    const key = decode(groups[i]!.values[0])
    if (typeof key === 'string') map.set(key, decode(groups[i + 1]!.values[0]))
  }
  return map
}

function objectOf(stream: Typedstream, value: TypedstreamValue | undefined): ObjectEntity | null {
  const entity = value?.kind === 'reference' ? stream.entities[value.to] : undefined
  return entity?.kind === 'object' ? entity : null
}

const FAMILIES = new Set(['NSString', 'NSValue', 'NSData', 'NSURL', 'NSArray', 'NSDictionary'])

/** The first class in the chain of parents that is decoded here. Parents may stand anywhere; the chain is bounded. */
function familyOf(stream: Typedstream, entity: ObjectEntity): string | null {
  let at = entity.class
  for (let steps = 0; at !== null && steps < 16; steps++) {
    const named = stream.entities[at]
    if (named?.kind !== 'class') return null
    if (FAMILIES.has(named.name)) return named.name
    at = named.parent
  }
  return null
}
