// What the store needs of a database beyond Kysely's typed SQL: the few places where SQLite and PostgreSQL differ, in one
// interface. Everything else in this package is written once.

import type { Expression, Kysely, SqlBool, Transaction } from 'kysely'
import type { IssueColumns, ObservationColumns } from './row-batch.ts'
import type { Schema } from './schema.ts'
import type { Tally, TallyRow } from './tally.ts'

export interface Engine {
  readonly name: 'sqlite' | 'postgres'
  readonly db: Kysely<Schema>
  /** Many rows into a table, inside the given transaction. */
  readonly bulk: BulkWriter
  /** Does the text hold the part, in any case? */
  containsText(text: Expression<string | null>, part: string): Expression<SqlBool>
  /**
   * Entries of a bank, to be gone through without waiting and more than once; of one kind or of each. Ordered by entry
   * number, or by kind, hash and note as bytes compare.
   */
  bankEntries(
    bankId: number,
    options: { readonly kind?: string; readonly order?: 'entry' | 'content' },
  ): Promise<Iterable<BankEntryRow>>
  /** Takes observations [first, end) out of the full-text index, where there is one, before their rows go. */
  forgetIndexed(trx: Transaction<Schema>, first: number, end: number): Promise<void>
  /** As inTransaction, but a crash may take the whole of it back: for what can be made again, as an index can. */
  inRepeatableTransaction<T>(work: (trx: Transaction<Schema>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface BulkWriter {
  /** Rows of one unit, ids from its number and their ordinals. */
  observations(trx: Transaction<Schema>, owner: ObservationOwner, columns: ObservationColumns): Promise<void>
  issues(trx: Transaction<Schema>, owner: RowOwner, columns: IssueColumns): Promise<void>
  mentions(trx: Transaction<Schema>, rows: MentionRows): Promise<void>
  /** Adds to what is counted there; each key once. */
  tally(trx: Transaction<Schema>, tally: Tally, rows: readonly TallyRow[]): Promise<void>
  identifierMentions(trx: Transaction<Schema>, rows: IdentifierMentionRows): Promise<void>
}

export interface RowOwner {
  readonly unitId: number
  readonly sourceId: number
}

/** Whose observations these are, and the numbers of their shapes and threads by position in the batch. */
export interface ObservationOwner extends RowOwner {
  readonly shapeIds: readonly number[]
  readonly threadIds: readonly number[]
}

/** The i-th mention: of which party, by which row of the batch's observations. */
export interface MentionRows extends RowOwner {
  readonly count: number
  readonly partyIds: Float64Array
  readonly rows: Uint32Array
  readonly observations: ObservationColumns
}

/** Places where records name identifiers, no place twice. `starts[i]` is −1 where the field itself is the identifier. */
export interface IdentifierMentionRows {
  readonly observationIds: readonly number[]
  readonly identifierIds: readonly number[]
  readonly fields: readonly string[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly roles: readonly string[]
  readonly utc: readonly (number | null)[]
}

export interface BankEntryRow {
  readonly entry: number
  readonly kind: string
  readonly hash: string
  readonly note: string | null
}

/** Rows one multi-row statement takes: well under the parameter limits of both engines. */
export const ROWS_PER_STATEMENT = 500

/** A transaction that no other of this workspace comes between. */
export const inTransaction = <T>(
  engine: Engine,
  work: (trx: Transaction<Schema>) => Promise<T>,
): Promise<T> => engine.db.transaction().execute(work)
