// Writes records as record-shape.ts says, straight into bytes. The shape of a record is found while it is written, along a
// tree whose branches are the names met so far: a step costs one comparison where the next name is the usual one.

import type { Moment } from '@manumit/base'
import {
  type FieldType,
  isRowPlace,
  type Observation,
  observationKind,
  type Party,
  type Place,
} from '@manumit/model'
import { formOfMoment, type RecordShape, shapeText } from './record-shape.ts'
import { makeJsonWriter } from './stored-json.ts'
import type { TextColumn } from './text-column.ts'

/** How often a field's value is looked for among the raw values before the place found last is the only one tried. */
const SEARCHES = 50

const OPEN = 0x5b
const CLOSE = 0x5d
const COMMA = 0x2c
const ABSENT = 0x30

export interface RecordEncoder {
  /** Adds a record to the present text of the column; gives its shape's position in `shapes`. */
  write(item: Observation): number
  /** Texts of the shapes met. */
  readonly shapes: readonly string[]
}

type FieldKind = FieldType | 'undeclared'

/** A name on the way to a shape. */
interface Branch {
  /** null between the raw values and the fields, where the moment stands; and for the table of a range of bytes. */
  readonly name: string | null
  readonly type: FieldKind
  /** What came next last time. */
  next: Branch | null
  readonly others: Map<string | null, Branch>
  /** Where a field's value stood among the raw values last time, from 1; 0: nowhere. */
  source: number
  searches: number
  /** Of a record that ends here; −1 before one did. */
  shape: number
}

export function makeRecordEncoder(column: TextColumn): RecordEncoder {
  const writeJson = makeJsonWriter(column)
  const roots = new Map<string, Branch>()
  const shapes: string[] = []
  /** Raw values of the record being written: the first `rawCount`; what follows is an earlier record's. */
  const raws: unknown[] = []
  let rawCount = 0

  function write(item: Observation): number {
    const { kind, at, fields, raw } = item
    const { place } = item.where
    let branch = step(rootOf(kind), isRowPlace(place) ? place.table : null)
    column.byte(OPEN)
    writePlace(place)
    rawCount = 0
    for (const name in raw) {
      const value = raw[name]
      if (value === undefined) continue
      branch = step(branch, name)
      raws[rawCount++] = value
      writeRaw(value)
    }
    branch = step(branch, null)
    column.byte(COMMA)
    writeMoment(at, branch)
    for (const name in fields) {
      branch = step(branch, name, kind)
      const value = (fields as Readonly<Record<string, unknown>>)[name]
      if (value === undefined) column.commaByte(ABSENT)
      else {
        column.byte(COMMA)
        writeField(value, branch)
      }
    }
    column.byte(CLOSE)
    if (branch.shape < 0) branch.shape = shapes.push(shapeText(shapeOfItem(item))) - 1
    return branch.shape
  }

  function rootOf(kind: string): Branch {
    let root = roots.get(kind)
    if (!root) {
      root = makeBranch(null)
      roots.set(kind, root)
    }
    return root
  }

  function writePlace(place: Place): void {
    if (
      isRowPlace(place) &&
      place.state === 'live' &&
      place.via === 'live' &&
      typeof place.rowid === 'number'
    )
      column.integer(place.rowid)
    else writeWhole(place)
  }

  function writeRaw(value: unknown): void {
    if (value === null) {
      column.commaNull()
      return
    }
    column.byte(COMMA)
    if (typeof value === 'string') column.jsonString(value)
    else if (typeof value === 'number') writeJson(value)
    else if (typeof value === 'bigint') {
      column.ascii('["')
      column.bigint(value)
      column.ascii('"]')
    } else if (isBlob(value)) {
      column.byte(OPEN)
      column.integer(value.blobBytes)
      column.byte(CLOSE)
    } else if (Array.isArray(value)) writeWhole(value)
    else writeJson(value)
  }

  function writeMoment(moment: Moment, branch: Branch): void {
    const form = 'utc' in moment ? formOfMoment(moment) : -1
    const source = form < 0 ? 0 : sourceOf(moment.raw, branch)
    if (source > 0 && 'utc' in moment) {
      column.byte(OPEN)
      column.integer(moment.utc)
      column.byte(COMMA)
      column.integer(form)
      column.byte(COMMA)
      column.integer(source)
      column.byte(CLOSE)
    } else writeWhole(moment)
  }

  function writeField(value: unknown, branch: Branch): void {
    const { type } = branch
    if (type === 'party') writeParty(value, value as Party, branch)
    else if (type === 'parties') {
      const only = Array.isArray(value) && value.length === 1 ? (value[0] as Party) : null
      writeParty(value, only, branch)
    } else if (typeof value === 'string') writeText(value, branch)
    else if (typeof value === 'boolean') column.ascii(value ? 'true' : 'false')
    else if (type === 'moment' && isObject(value)) writeMoment(value as unknown as Moment, branch)
    else writeWhole(value)
  }

  /** `only`: the party that the value is, or the only one it lists. */
  function writeParty(value: unknown, only: Party | null, branch: Branch): void {
    if (!isObject(only) || only.name !== undefined) writeWhole(value)
    else if (typeof only.id === 'string' && only.device === undefined) writeText(only.id, branch)
    else if (only.id === null && only.device === true) column.ascii('true')
    else writeWhole(value)
  }

  function writeText(text: string, branch: Branch): void {
    const source = sourceOf(text, branch)
    if (source > 0) column.integer(source)
    else column.jsonString(text)
  }

  function writeWhole(value: unknown): void {
    column.byte(OPEN)
    writeJson(value)
    column.byte(CLOSE)
  }

  /** Where among the raw values this very value stands, from 1; 0 where it does not, or was not found in time. */
  function sourceOf(value: unknown, branch: Branch): number {
    if (branch.source > 0 && raws[branch.source - 1] === value) return branch.source
    if (branch.searches >= SEARCHES) return 0
    branch.searches++
    // 0 equals −0, and is not it.
    for (let i = 0; i < rawCount; i++) {
      if (raws[i] !== value || value === 0) continue
      branch.source = i + 1
      return branch.source
    }
    return 0
  }

  return { write, shapes }
}

const makeBranch = (name: string | null, type: FieldKind = 'undeclared'): Branch => ({
  name,
  type,
  next: null,
  others: new Map(),
  source: 0,
  searches: 0,
  shape: -1,
})

/** The branch of the next name: of a raw value, or of a field where its kind is told. */
function step(from: Branch, name: string | null, kind?: string): Branch {
  const usual = from.next
  if (usual !== null && usual.name === name) return usual
  let next = from.others.get(name)
  if (!next) {
    next = makeBranch(name, kind === undefined || name === null ? 'undeclared' : fieldType(kind, name))
    from.others.set(name, next)
  }
  from.next = next
  return next
}

const fieldType = (kind: string, field: string): FieldKind => {
  const fields = observationKind(kind)?.fields
  return fields && Object.hasOwn(fields, field) ? fields[field]!.type : 'undeclared'
}

function shapeOfItem({ kind, where, fields, raw }: Observation): RecordShape {
  return {
    table: isRowPlace(where.place) ? where.place.table : null,
    raw: Object.keys(raw).filter((name) => raw[name] !== undefined),
    fields: Object.keys(fields).map((name) => [name, fieldType(kind, name)] as const),
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isBlob = (value: unknown): value is { readonly blobBytes: number } =>
  isObject(value) &&
  'blobBytes' in value &&
  Number.isSafeInteger(value.blobBytes) &&
  !(value instanceof Uint8Array)
