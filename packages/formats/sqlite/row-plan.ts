// What to decode for a set of wanted columns, worked out once a walk: which fields of the record, in stored order, into
// which places of the row. Fields nobody asked for are skipped by their type, so a wide table costs little.

import type { Literal } from './affinity.ts'
import type { TableColumn } from './create-table.ts'
import type { Encoding } from './text.ts'
import type { RowOptions, SqliteValue } from './types.ts'

/** The table as the row reader knows it; `schema.ts` makes it. */
export interface TableLayout {
  readonly columns: readonly TableColumn[]
  /** Column of each field of a record, in stored order; -1 for none. */
  readonly fields: readonly number[]
}

export interface RowPlan {
  /** A row with nothing read yet: to be copied. */
  readonly empty: readonly SqliteValue[]
  /** Fields wanted, ascending; the same one twice where its column was asked for twice. */
  readonly wanted: Int32Array
  /** Place in the row for each of `wanted`. */
  readonly slots: Int32Array
  /** 1 where an integer reads as a real. */
  readonly isReal: Uint8Array
  /** For each of `wanted`: the value in rows that have no such field. */
  readonly whenMissing: readonly SqliteValue[]
  /** Places that hold the rowid. */
  readonly rowidSlots: readonly number[]
  readonly names: readonly string[]
  /** Fields a record of this table has at most. */
  readonly fieldCount: number
  readonly bigints: boolean
  readonly encoding: Encoding
  /** Text is given as its bytes. */
  readonly asBytes: boolean
  /** Blobs are views of the page. */
  readonly sharesBlobs: boolean
  /** Wanted columns that read null for lack of a stored value, and those whose default could not be read. */
  readonly computed: readonly string[]
  readonly unreadDefaults: ReadonlyMap<number, string>
}

/** The plan for a table and the columns asked for. */
export function planRows(layout: TableLayout, encoding: Encoding, options: RowOptions): RowPlan {
  const { columns, fields } = layout
  const bigints = options.integers === 'bigint'
  const names = options.columns ?? columns.map((column) => column.name)
  const columnOf = new Map(columns.map((column, index) => [column.name.toLowerCase(), index]))
  const fieldOf = new Map(fields.map((column, field) => [column, field]))

  const wanted: { field: number; slot: number; column: TableColumn }[] = []
  const rowidSlots: number[] = []
  const computed: string[] = []
  for (const [slot, name] of names.entries()) {
    const index = columnOf.get(name.toLowerCase())
    const column = index === undefined ? undefined : columns[index]
    if (index === undefined || column === undefined) continue
    const field = fieldOf.get(index)
    if (column.isRowid) rowidSlots.push(slot)
    else if (field === undefined) computed.push(column.name)
    else wanted.push({ field, slot, column })
  }
  wanted.sort((a, b) => a.field - b.field)
  const asBytes = options.text === 'bytes'
  return {
    empty: names.map(() => null),
    wanted: Int32Array.from(wanted, ({ field }) => field),
    slots: Int32Array.from(wanted, ({ slot }) => slot),
    isReal: Uint8Array.from(wanted, ({ column }) => (column.affinity === 'real' ? 1 : 0)),
    whenMissing: wanted.map(({ column }) =>
      valueOfLiteral(column.whenMissing ?? null, { bigints, encoding: asBytes ? encoding : null }),
    ),
    rowidSlots,
    names,
    fieldCount: fields.length,
    bigints,
    encoding,
    asBytes,
    sharesBlobs: options.blobs === 'shared',
    computed,
    unreadDefaults: new Map(
      wanted.flatMap(({ column }, index) =>
        column.whenMissing === undefined ? [[index, column.name] as const] : [],
      ),
    ),
  }
}

function valueOfLiteral(
  literal: Literal,
  { bigints, encoding }: { bigints: boolean; encoding: Encoding | null },
): SqliteValue {
  if (typeof literal === 'bigint' && !bigints) {
    const number = Number(literal)
    return Number.isSafeInteger(number) ? number : literal
  }
  return typeof literal === 'string' && encoding !== null ? encodeText(literal, encoding) : literal
}

function encodeText(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf8') return new TextEncoder().encode(text)
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), encoding === 'utf16le')
  return bytes
}
