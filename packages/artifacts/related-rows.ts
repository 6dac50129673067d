// Rows that belong to other rows: a table by its rowid, rows grouped by the row they name, and many-to-many joins as two
// sorted arrays of numbers. Held in memory, compactly: a store of a million messages has a million rows in its join.

import { type Issue, isIssue, type RawValue } from '@manumit/base'
import type { SqliteValue } from '@manumit/formats'
import { type Database, rawValue } from './sqlite-rows.ts'

/** The live rows of a table by rowid. */
export interface KeyedRows {
  readonly size: number
  /** In the order of the table. */
  readonly rowids: readonly (number | bigint)[]
  /** Values in the order of the columns asked for. */
  find(rowid: SqliteValue | undefined): readonly SqliteValue[] | undefined
}

export function* keyedRows(
  database: Database,
  table: string,
  columns: readonly string[],
): Generator<Issue, KeyedRows> {
  const rowids: (number | bigint)[] = []
  const values: (readonly SqliteValue[])[] = []
  let isSorted = true
  for (const row of database.live.rows(table, { columns })) {
    if (isIssue(row)) yield row
    else if (row.rowid !== null) {
      isSorted &&= rowids.length === 0 || rowids[rowids.length - 1]! < row.rowid
      rowids.push(row.rowid)
      values.push(kept(row.values))
    }
  }
  // A damaged tree may give keys out of order, or twice: then the first stands.
  if (!isSorted) return findByMap(rowids, values)
  return {
    size: rowids.length,
    rowids,
    find: (rowid) => {
      if (typeof rowid !== 'number' && typeof rowid !== 'bigint') return undefined
      const at = lowerBound(rowids, rowid)
      return rowids[at] === rowid ? values[at] : undefined
    },
  }
}

function findByMap(
  rowids: readonly (number | bigint)[],
  values: readonly (readonly SqliteValue[])[],
): KeyedRows {
  const byId = new Map<SqliteValue | undefined, readonly SqliteValue[]>()
  for (const [i, rowid] of rowids.entries()) if (!byId.has(rowid)) byId.set(rowid, values[i]!)
  return { size: byId.size, rowids, find: (rowid) => byId.get(rowid) }
}

/** A row kept for joining: its rowid, and its values in the order of the columns asked for. */
export interface KeptRow {
  readonly rowid: number | bigint
  readonly values: readonly SqliteValue[]
}

/** The live rows of a table grouped by the row of another table that a column names. */
export interface OwnedRows {
  /** Rows read. */
  readonly read: number
  /** Rows of an owner, by ascending rowid. */
  of(owner: number | bigint): readonly KeptRow[]
}

export function* ownedRows(
  database: Database,
  {
    table,
    owner,
    columns,
  }: { readonly table: string; readonly owner: string; readonly columns: readonly string[] },
): Generator<Issue, OwnedRows> {
  const byOwner = new Map<SqliteValue, KeptRow[]>()
  let read = 0
  for (const row of database.live.rows(table, { columns: [owner, ...columns] })) {
    if (isIssue(row)) {
      yield row
      continue
    }
    read++
    if (row.rowid === null) continue
    const key = row.values[0]!
    const one = { rowid: row.rowid, values: kept(row.values.slice(1)) }
    const group = byOwner.get(key)
    if (group) group.push(one)
    else byOwner.set(key, [one])
  }
  return { read, of: (key) => byOwner.get(key) ?? [] }
}

/** The rows of `target` that one column of `rows` names, each once, by ascending rowid: joins have no order of their own. */
export function namedRows(rows: readonly KeptRow[], column: number, target: KeyedRows): readonly KeptRow[] {
  const named = new Set(rows.map(({ values }) => values[column]).filter((id) => typeof id === 'number'))
  return [...named]
    .sort((a, b) => a - b)
    .flatMap((rowid) => {
      const values = target.find(rowid)
      return values ? [{ rowid, values }] : []
    })
}

/**
 * Makes the function that keeps joined rows among a record's raw values: `table[1].rowid`, `table[1].column`, and so on, by
 * their order in the record. The names are made once, so that records share their shapes.
 */
export function joinedRaw(
  table: string,
  columns: readonly string[],
): (raw: Record<string, RawValue>, rows: readonly KeptRow[]) => void {
  const names: string[][] = []
  return (raw, rows) => {
    for (let n = 0; n < rows.length; n++) {
      names[n] ??= ['rowid', ...columns].map((column) => `${table}[${n + 1}].${column}`)
      const { rowid, values } = rows[n]!
      raw[names[n]![0]!] = rowid
      for (let i = 0; i < columns.length; i++) raw[names[n]![i + 1]!] = rawValue(values[i]!)
    }
  }
}

/** A many-to-many join as pairs of numbers, sorted by owner and then by member. */
export interface Join {
  /** Rows read, those with keys that are no numbers included. */
  readonly read: number
  /** Index of the first pair of an owner; `size` where it has none. Asking in ascending order is fastest. */
  first(owner: number | bigint): number
  /** One past the last pair of the owner at this index. */
  end(first: number): number
  member(index: number): number
  readonly size: number
}

export function* join(
  database: Database,
  { table, owner, member }: { readonly table: string; readonly owner: string; readonly member: string },
): Generator<Issue, Join> {
  const pairs = new Pairs()
  let read = 0
  for (const row of database.live.rows(table, { columns: [owner, member] })) {
    if (isIssue(row)) {
      yield row
      continue
    }
    read++
    const [a, b] = row.values
    if (typeof a === 'number' && typeof b === 'number') pairs.add(a, b)
  }
  return pairs.join(read)
}

/** Growing columns of numbers: 16 bytes a pair, no object each. */
class Pairs {
  #owners = new Float64Array(1024)
  #members = new Float64Array(1024)
  #size = 0
  #isSorted = true

  add(owner: number, member: number): void {
    const i = this.#size
    if (i === this.#owners.length) {
      this.#owners = grown(this.#owners)
      this.#members = grown(this.#members)
    }
    if (i > 0 && !isBefore(this.#owners[i - 1]!, this.#members[i - 1]!, owner, member)) this.#isSorted = false
    this.#owners[i] = owner
    this.#members[i] = member
    this.#size++
  }

  join(read: number): Join {
    if (!this.#isSorted) this.#sort()
    const size = this.#size
    const owners = this.#owners.subarray(0, size)
    const members = this.#members
    let cursor = 0
    return {
      read,
      size,
      first: (owner) => {
        if (cursor > 0 && owners[cursor - 1]! >= owner) cursor = lowerBound(owners, owner)
        else if (cursor < size && owners[cursor]! < owner) {
          cursor++
          if (cursor < size && owners[cursor]! < owner) cursor = lowerBound(owners, owner)
        }
        return cursor < size && owners[cursor] === owner ? cursor : size
      },
      end: (first) => {
        let end = first
        while (end < size && owners[end] === owners[first]) end++
        return end
      },
      member: (index) => members[index]!,
    }
  }

  #sort(): void {
    const [owners, members] = [this.#owners, this.#members]
    const order = Uint32Array.from({ length: this.#size }, (_, i) => i)
    order.sort((a, b) => owners[a]! - owners[b]! || members[a]! - members[b]!)
    this.#owners = Float64Array.from(order, (i) => owners[i]!)
    this.#members = Float64Array.from(order, (i) => members[i]!)
  }
}

const isBefore = (owner: number, member: number, nextOwner: number, nextMember: number): boolean =>
  owner < nextOwner || (owner === nextOwner && member <= nextMember)

function grown(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2)
  larger.set(array)
  return larger
}

/** Index of the first element not below the key. */
function lowerBound(sorted: ArrayLike<number | bigint>, key: number | bigint): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}

/** Blobs of a row may share memory with the reader's page: what is kept beyond the row is copied. */
const kept = (values: readonly SqliteValue[]): readonly SqliteValue[] =>
  values.some((value) => value instanceof Uint8Array)
    ? values.map((value) => (value instanceof Uint8Array ? value.slice() : value))
    : values
