// Flat tables of a report, for CSV and lines of JSON: one declaration of columns gives both. Records have their own
// (record.ts), one table per kind.

import { isoOfUtc } from '@manumit/base'
import type { Judgement, ObservationKind } from '@manumit/model'
import type { ReportRecord } from './record.ts'
import { columnsOf, recordObject } from './record.ts'
import type { ReportCandidate, ReportFile, ReportMatch, SourceFactsOf } from './report-facts.ts'
import { showCommand } from './show-command.ts'

export interface FlatTable<Row> {
  /** `records-message`: the file it goes to, without its ending. */
  readonly name: string
  readonly heads: readonly string[]
  cells(row: Row): readonly string[]
  /** The row as an object for a line of JSON, keys in a fixed order. */
  object(row: Row): Readonly<Record<string, unknown>>
}

/** An issue by itself. */
export interface ReportIssue {
  readonly id: number
  readonly source: { readonly id: number; readonly name: string }
  readonly path: string
  readonly place: string
  readonly code: string
  readonly severity: string
  readonly sentence: string
  readonly artifact: { readonly id: string; readonly version: number }
}

/** Records of one kind, each with the command that shows its bytes. */
export function recordTable(kind: ObservationKind): FlatTable<ReportRecord> {
  const columns = columnsOf([kind])
  return {
    name: `records-${kind.id}`,
    heads: [...columns.map((column) => column.head), 'Command that shows the same bytes'],
    cells: (record) => [
      ...columns.map((column) => column.cell(record)),
      showCommand(record.observation.where),
    ],
    object: (record) => ({ ...recordObject(record), command: showCommand(record.observation.where) }),
  }
}

type Value = string | number | boolean | null
interface FlatColumn<Row> {
  readonly name: string
  readonly head: string
  value(row: Row): Value
}

const column = <Row>(name: string, head: string, value: (row: Row) => Value): FlatColumn<Row> => ({
  name,
  head,
  value,
})

const defineTable = <Row>(name: string, columns: readonly FlatColumn<Row>[]): FlatTable<Row> => ({
  name,
  heads: columns.map(({ head }) => head),
  cells: (row) => columns.map(({ value }) => cellOf(value(row))),
  object: (row) => Object.fromEntries(columns.map(({ name: key, value }) => [key, value(row)])),
})

const cellOf = (value: Value): string => (value === null ? '' : String(value))

const countsJson = (counts: Readonly<Record<string, number>>): string => JSON.stringify(counts)

export const sourceTable: FlatTable<SourceFactsOf> = defineTable('sources', [
  column('id', 'Source', ({ id }) => id),
  column('name', 'Name', ({ declaration }) => declaration.name),
  column('path', 'Opened', ({ path }) => path),
  column('treeKind', 'Taken for', ({ treeKind }) => treeKind),
  column('authority', 'Authority as stated', ({ declaration }) => declaration.authority),
  column('holderRole', 'Holder as stated', ({ declaration }) => declaration.holderRole),
  column('scope', 'Scope', ({ declaration }) => JSON.stringify(declaration.scope)),
  column('scopeRevision', 'Scope revision', ({ scopeRevision }) => scopeRevision),
  column('addedAt', 'Added (UTC)', ({ addedAt }) => isoOfUtc(addedAt)),
  column('addedBy', 'Added by', ({ addedBy }) => addedBy),
  column('toolVersion', 'Read with', ({ toolVersion }) => toolVersion),
  column('isComplete', 'Read whole', ({ isComplete }) => isComplete),
  column('files', 'Files hashed', ({ files }) => files),
  column('filesRead', 'Files read', ({ filesRead }) => filesRead),
  column('records', 'Records kept, by kind', ({ records }) => countsJson(records)),
  column('outOfScope', 'Left out by scope, by kind', ({ outOfScope }) => countsJson(outOfScope)),
  column('issues', 'Issues, by code', ({ issues }) => countsJson(issues)),
])

export const fileTable: FlatTable<ReportFile> = defineTable('files', [
  column('source', 'Source', ({ source }) => source.id),
  column('path', 'File', ({ path }) => path),
  column('onPhone', 'Place on the phone', ({ onPhone }) => onPhone),
  column('sizeBytes', 'Bytes', ({ sizeBytes }) => sizeBytes),
  column('type', 'Type', ({ type }) => type),
  column('readBy', 'Read by', ({ readBy }) => readBy.join('; ')),
  column('sha256', 'SHA-256', ({ digests }) => digests?.sha256 ?? null),
  column('sha1', 'SHA-1', ({ digests }) => digests?.sha1 ?? null),
  column('md5', 'MD5', ({ digests }) => digests?.md5 ?? null),
])

export const issueTable: FlatTable<ReportIssue> = defineTable('issues', [
  column('id', 'Issue', ({ id }) => id),
  column('source', 'Source', ({ source }) => source.id),
  column('path', 'File', ({ path }) => path),
  column('place', 'Where', ({ place }) => place),
  column('severity', 'Severity', ({ severity }) => severity),
  column('code', 'Code', ({ code }) => code),
  column('sentence', 'What was met', ({ sentence }) => sentence),
  column('artifact', 'Read by', ({ artifact }) => `${artifact.id} v${artifact.version}`),
])

/** What was measured is left empty for a bank that a report only names. */
export const matchTable: FlatTable<ReportMatch> = defineTable('matches', [
  column('id', 'Match', ({ id }) => id),
  column('scan', 'Scan', ({ scanId }) => scanId),
  column('path', 'File', ({ path }) => path),
  column('sha256', 'SHA-256 of the file', ({ sha256 }) => sha256),
  column('bank', 'Bank', ({ bank }) => bank),
  column('kind', 'Hash kind', ({ measured }) => measured?.kind ?? null),
  column('distance', 'Distance', ({ measured }) => measured?.distance ?? null),
  column('threshold', 'Threshold', ({ measured }) => measured?.threshold ?? null),
  column('thresholdSource', 'Source of the threshold', ({ measured }) => measured?.thresholdSource ?? null),
  column('orientation', 'Orientation', ({ measured }) => measured?.orientation ?? null),
  column('decision', 'Newest judgement', ({ judgements }) => judgements.at(-1)?.decision ?? null),
])

export const candidateTable: FlatTable<ReportCandidate> = defineTable('candidates', [
  column('id', 'Candidate', ({ id }) => id),
  column('left', 'One', ({ left }) => left.label),
  column('leftSource', 'Source of the one', ({ left }) => left.source),
  column('right', 'The other', ({ right }) => right.label),
  column('rightSource', 'Source of the other', ({ right }) => right.source),
  column('reasons', 'Reasons for and against', ({ reasons }) =>
    reasons.map(({ sentence, bits }) => `${sentence} (${bits} bits)`).join('; '),
  ),
  column('priorBits', 'Bits before any reason', ({ priorBits }) => priorBits),
  column('totalBits', 'Bits with the reasons', ({ totalBits }) => totalBits),
  column('state', 'State', ({ state }) => state),
])

export const judgementTable: FlatTable<Judgement> = defineTable('judgements', [
  column('at', 'When (UTC)', ({ at }) => isoOfUtc(at)),
  column('author', 'Who', ({ author }) => author),
  column('subject', 'On what', ({ subject }) => subject),
  column('decision', 'Decision', ({ decision }) => decision),
  column('reason', 'Reason', ({ reason }) => reason),
])
