// A report as flat files, one per kind of row, in CSV or in lines of JSON, and a manifest with the digest of each. The
// manifest comes last: a folder without one is not a whole report.

import { isoOfUtc } from '@manumit/base'
import { printCsvRow } from '@manumit/formats'
import { type ObservationKind, observationKind } from '@manumit/model'
import {
  candidateTable,
  type FlatTable,
  fileTable,
  issueTable,
  judgementTable,
  matchTable,
  recordTable,
  type Stream,
  sourceTable,
} from '@manumit/report'
import type { GatheredReport } from './gather-report.ts'
import { digestedPieces, type FileToWrite } from './whole-files.ts'

export type FlatFormat = 'csv' | 'jsonl'

/** A byte-order mark: without it spreadsheet programs read UTF-8 as something else. */
const BYTE_ORDER_MARK = '\ufeff'

interface ListedFile {
  readonly name: string
  readonly rows: number
  readonly sizeBytes: number
  readonly sha256: string
}

export function* flatFiles(facts: GatheredReport, format: FlatFormat): Generator<FileToWrite> {
  const listed: ListedFile[] = []
  const fileOf = <Row>(table: FlatTable<Row>, rows: () => Stream<Row>): FileToWrite => {
    const name = `${table.name}.${format}`
    return {
      name,
      async *pieces() {
        let count = 0
        const lines = async function* () {
          if (format === 'csv') yield BYTE_ORDER_MARK + printCsvRow(table.heads)
          for await (const row of rows()) {
            count++
            yield format === 'csv' ? printCsvRow(table.cells(row)) : `${JSON.stringify(table.object(row))}\n`
          }
        }
        yield* digestedPieces(lines(), (digest) => listed.push({ name, rows: count, ...digest }))
      },
    }
  }
  for (const id of Object.keys(facts.survey.byKind).sort())
    yield fileOf(recordTable(observationKind(id) ?? unknownKind(id)), () => facts.records(id))
  yield fileOf(sourceTable, () => facts.sources)
  yield fileOf(fileTable, () => facts.everyFile())
  yield fileOf(issueTable, () => facts.everyIssue())
  yield fileOf(matchTable, () => facts.matches())
  yield fileOf(candidateTable, () => facts.candidates())
  yield fileOf(judgementTable, () => facts.judgements())
  yield { name: 'manifest.json', pieces: () => manifest(facts, listed) }
}

/** A kind that this version does not know: its records still have times, places and stored values. */
const unknownKind = (id: string): ObservationKind => ({ id, title: id, fields: {}, caption: [] })

async function* manifest(facts: GatheredReport, files: readonly ListedFile[]): AsyncGenerator<string> {
  const { filter, zone } = facts
  const what = {
    title: facts.title,
    workspace: { id: facts.workspace.id, name: facts.workspace.name },
    toolVersion: facts.toolVersion,
    producedAt: isoOfUtc(facts.producedAt),
    producedBy: facts.producedBy,
    filter: {
      ...filter,
      ...(filter.from !== undefined && { from: isoOfUtc(filter.from) }),
      ...(filter.to !== undefined && { to: isoOfUtc(filter.to) }),
    },
    times: 'UTC',
    zoneAskedFor: zone?.id ?? null,
    records: facts.survey.total,
    recordsByKind: facts.survey.byKind,
    auditHead: facts.auditHead,
    limits: Object.fromEntries(
      facts.artifacts.map(({ id, version, limits }) => [`${id} v${version}`, limits]),
    ),
    notes: [
      'Matches of a bank of unlawful material name file, digest and bank only.',
      'Cells that a spreadsheet program would take for a formula begin with an apostrophe in the CSV files.',
    ],
    files,
  }
  yield `${JSON.stringify(what, null, 2)}\n`
}
