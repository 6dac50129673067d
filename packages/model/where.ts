// Where: the place a record was read from, exact enough that another examiner finds the same bytes with another tool.

import type { Sha256 } from '@manumit/base'

/** A file of evidence as records refer to it. One object per file, shared by its records. */
export interface FileRef {
  readonly sha256: Sha256
  /** Path inside the source, as found (not normalised). */
  readonly path: string
  readonly sizeBytes: number
  /** Where it lay on the phone, when that is not its path: a backup gives its files other names. Set on what a store gives back. */
  readonly logical?: { readonly domain?: string; readonly path: string }
}

/**
 * How a row was had. live: reachable in the last committed state. superseded: it stood in an earlier state (the main
 * file under its write-ahead log, or an earlier commit) and stands in the live one with other content or not at all.
 * That says nothing of who changed it, or why.
 */
export type RowState = 'live' | 'superseded'

/** A row of a database. `via` says in which state of the file it was seen: `live`, `main`, or `commit:<n>` from 1. */
export interface RowPlace {
  readonly table: string
  readonly rowid: number | bigint
  readonly state: RowState
  readonly via: 'live' | 'main' | `commit:${number}`
}

/** A range of bytes of the file: [offset, offset + length). */
export interface RangePlace {
  readonly offset: number
  readonly length: number
}

export type Place = RowPlace | RangePlace

export interface Where {
  readonly file: FileRef
  readonly place: Place
}

export const isRowPlace = (place: Place): place is RowPlace => 'table' in place
