// The bulk of an ingest into SQLite: prepared statements of many rows each, since a call costs as much as a row. Texts are
// bound as the UTF-8 bytes they came as, without a string in between.

import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { ROW_STATES } from './encode-items.ts'
import type { BulkWriter, IdentifierMentionRows, MentionRows, ObservationOwner, RowOwner } from './engine.ts'
import type { IssueColumns, ObservationColumns } from './row-batch.ts'
import { idOf, UNTIMED } from './schema.ts'
import { type Tally, type TallyRow, tallyColumns, tallyConflict } from './tally.ts'

/** Values bound to one statement: past this a longer statement gains nothing. */
const VALUES_PER_STATEMENT = 256

/** Bytes are what the file holds of a text: the cast only says so. */
const OBSERVATION = inserts('observation', '(?, ?, ?, ?, ?, ?, cast(? as text), cast(? as text), ?)', 9)
const ISSUE = inserts('issue', '(?, ?, ?, ?, ?)', 5)
const MENTION = inserts('mention', '(?, ?, ?, ?, ?, ?)', 6)
const IDENTIFIER_MENTION = inserts('identifier_mention', '(?, ?, ?, ?, ?, ?, ?)', 7)

interface Inserts {
  readonly columns: number
  readonly one: string
  readonly many: string
  readonly rowsOfMany: number
}

/** Statements are prepared when first used: the tables may not be there when the engine is made. */
export function makeSqliteBulkWriter(database: DatabaseSync): BulkWriter {
  const prepared = new Map<string, StatementSync>()
  const prepare = (text: string): StatementSync => {
    const known = prepared.get(text)
    if (known) return known
    const statement = database.prepare(text)
    prepared.set(text, statement)
    return statement
  }
  const rowWriter = (inserts: Inserts): RowWriter =>
    makeRowWriter(inserts, { one: prepare(inserts.one), many: prepare(inserts.many) })
  return {
    observations: async (_, owner, columns) => writeObservations(rowWriter(OBSERVATION), owner, columns),
    issues: async (_, owner, columns) => writeIssues(rowWriter(ISSUE), owner, columns),
    mentions: async (_, rows) => writeMentions(rowWriter(MENTION), rows),
    tally: async (_, tally, rows) => addTo(prepare(tallyInsert(tally)), rows),
    identifierMentions: async (_, rows) => writeIdentifierMentions(rowWriter(IDENTIFIER_MENTION), rows),
  }
}

/** Takes rows one by one and inserts them many at a time. */
interface RowWriter {
  row(...values: SQLInputValue[]): void
  /** Inserts what is left. */
  end(): void
}

function makeRowWriter(
  { columns, rowsOfMany }: Inserts,
  insert: { readonly one: StatementSync; readonly many: StatementSync },
): RowWriter {
  const waiting: SQLInputValue[] = []
  return {
    row(...values) {
      waiting.push(...values)
      if (waiting.length < rowsOfMany * columns) return
      insert.many.run(...waiting)
      waiting.length = 0
    },
    end() {
      for (let i = 0; i < waiting.length; i += columns) insert.one.run(...waiting.slice(i, i + columns))
    },
  }
}

function writeObservations(
  into: RowWriter,
  { unitId, sourceId, shapeIds, threadIds }: ObservationOwner,
  columns: ObservationColumns,
): void {
  const { count, ordinals, utc, kind, kinds, state, shape, thread } = columns
  const { records, recordEnds, searchTexts, searchEnds } = columns
  const firstId = idOf(unitId, 0)
  let recordStart = 0
  let searchStart = 0
  for (let i = 0; i < count; i++) {
    const recordEnd = recordEnds[i]!
    const searchEnd = searchEnds[i]!
    into.row(
      firstId + ordinals[i]!,
      kinds[kind[i]!]!,
      nullWhereNone(utc[i]!),
      sourceId,
      ROW_STATES[state[i]!]!,
      shapeIds[shape[i]!]!,
      records.subarray(recordStart, recordEnd),
      searchEnd > searchStart ? searchTexts.subarray(searchStart, searchEnd) : null,
      threadIds[thread[i]! - 1] ?? null,
    )
    recordStart = recordEnd
    searchStart = searchEnd
  }
  into.end()
}

function writeIssues(into: RowWriter, { unitId, sourceId }: RowOwner, columns: IssueColumns): void {
  const { count, ordinals, codes, severities, records } = columns
  for (let i = 0; i < count; i++)
    into.row(idOf(unitId, ordinals[i]!), sourceId, codes[i]!, severities[i]!, records[i]!)
  into.end()
}

function writeMentions(into: RowWriter, mentions: MentionRows): void {
  const { unitId, sourceId, count, partyIds, rows } = mentions
  const { ordinals, utc, kind, kinds, state } = mentions.observations
  const firstId = idOf(unitId, 0)
  for (let i = 0; i < count; i++) {
    const row = rows[i]!
    into.row(
      partyIds[i]!,
      Number.isNaN(utc[row]!) ? UNTIMED : utc[row]!,
      firstId + ordinals[row]!,
      kinds[kind[row]!]!,
      sourceId,
      ROW_STATES[state[row]!]!,
    )
  }
  into.end()
}

/** Row by row: a count is added to one that stands, and few rows are new. */
function addTo(statement: StatementSync, rows: readonly TallyRow[]): void {
  for (const row of rows) statement.run(...row)
}

function tallyInsert(tally: Tally): string {
  const columns = tallyColumns(tally)
  return `insert into ${tally.table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})
    ${tallyConflict(tally)}`
}

function writeIdentifierMentions(into: RowWriter, rows: IdentifierMentionRows): void {
  const { observationIds, identifierIds, fields, starts, ends, roles, utc } = rows
  for (let i = 0; i < observationIds.length; i++)
    into.row(
      observationIds[i]!,
      identifierIds[i]!,
      fields[i]!,
      starts[i]!,
      ends[i]!,
      roles[i]!,
      utc[i] ?? null,
    )
  into.end()
}

const nullWhereNone = (utc: number): number | null => (Number.isNaN(utc) ? null : utc)

/** "or fail": the transaction is undone as a whole, so no statement need be ready to undo its own rows, which costs as much again. */
function inserts(table: string, row: string, columns: number): Inserts {
  const one = `insert or fail into ${table} values ${row}`
  const rowsOfMany = Math.floor(VALUES_PER_STATEMENT / columns)
  return { columns, one, many: `${one}${`, ${row}`.repeat(rowsOfMany - 1)}`, rowsOfMany }
}
