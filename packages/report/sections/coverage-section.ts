// Coverage: what each source had, what was read of it, what its scope left out, what could not be read and why. Each count
// stands beside what it is a part of.

import { observationKind } from '@manumit/model'
import {
  type Block,
  code,
  heading,
  type Line,
  paragraph,
  quoted,
  type Section,
  type Table,
} from '../document.ts'
import { counted, grouped, total } from '../printed-text.ts'
import type { IssueGroup, ReportFacts, SourceFactsOf } from '../report-facts.ts'

export function coverageSection(facts: ReportFacts): Section {
  return {
    id: 'coverage',
    title: 'What was read, and what was not',
    blocks: [
      paragraph(
        'What a reader took from a file is a record that was kept, a record that lies outside the scope of its source and was left out, or an issue: something that could not be read, or was odd. The three add up to what was taken.',
      ),
      coverageTable(facts.sources),
      kindTable(facts.sources),
      heading('Issues, in words'),
      ...issueBlocks(facts.issues),
      heading('Limits of the readers used'),
      ...limitBlocks(facts),
    ],
  }
}

function coverageTable(sources: readonly SourceFactsOf[]): Table {
  return {
    block: 'table',
    caption: 'Coverage by source',
    columns: [
      { head: 'Source' },
      { head: 'Files hashed', isNumber: true },
      { head: 'of these read', isNumber: true },
      { head: 'Taken', isNumber: true },
      { head: 'Kept', isNumber: true },
      { head: 'Left out by scope', isNumber: true },
      { head: 'Issues', isNumber: true },
    ],
    rows: sources.map(({ id, declaration, files, filesRead, records, outOfScope, issues }) => ({
      cells: [
        [`${id}  `, quoted(declaration.name)],
        grouped(files),
        grouped(filesRead),
        grouped(total(records) + total(outOfScope) + total(issues)),
        grouped(total(records)),
        grouped(total(outOfScope)),
        grouped(total(issues)),
      ],
    })),
    empty: 'No source has been added.',
  }
}

function kindTable(sources: readonly SourceFactsOf[]): Table {
  return {
    block: 'table',
    caption: 'Records by source and kind',
    columns: [
      { head: 'Source' },
      { head: 'Kind' },
      { head: 'Kept', isNumber: true },
      { head: 'Left out by scope', isNumber: true },
    ],
    rows: sources.flatMap(({ id, declaration, records, outOfScope }) =>
      [...new Set([...Object.keys(records), ...Object.keys(outOfScope)])].sort().map((kind) => ({
        cells: [
          [`${id}  `, quoted(declaration.name)],
          observationKind(kind)?.title ?? kind,
          grouped(records[kind] ?? 0),
          grouped(outOfScope[kind] ?? 0),
        ],
      })),
    ),
    empty: 'No record was taken from these sources.',
  }
}

const SEVERITY: Readonly<Record<string, string>> = {
  error: 'Something is missing',
  warning: 'Something may be missing',
  info: 'Worth knowing',
}

function issueBlocks(issues: readonly IssueGroup[]): Block[] {
  if (issues.length === 0) return [paragraph('No issue was recorded while these sources were read.')]
  return [
    paragraph(
      `${counted(
        issues.reduce((sum, issue) => sum + issue.count, 0),
        'issue was',
        'issues were',
      )} recorded. Each stands once per source and code, with how often it was met and where first; the list of issues of the CSV and JSON reports has each by itself.`,
    ),
    {
      block: 'table',
      caption: 'Issues by source and code',
      columns: [
        { head: 'Source' },
        { head: 'Means' },
        { head: 'Count', isNumber: true },
        { head: 'What was met' },
        { head: 'Where first' },
      ],
      rows: issues.map((issue) => ({
        cells: [
          String(issue.source.id),
          SEVERITY[issue.severity] ?? issue.severity,
          grouped(issue.count),
          issueLine(issue),
          issue.firstPlace === '' ? 'the source as a whole' : quoted(issue.firstPlace),
        ],
      })),
      empty: '',
    },
  ]
}

const issueLine = ({ sentence, code: name, firstData }: IssueGroup): Line => [
  `${sentence} `,
  code(name),
  ...(firstData === '' ? [] : [' First: ', quoted(firstData)]),
]

function limitBlocks({ artifacts, survey }: ReportFacts): Block[] {
  if (artifacts.length === 0)
    return [paragraph('No record of this report was read, so no reader’s limits apply.')]
  return artifacts.flatMap(({ id, version, title, limits }): Block[] => {
    const records = survey.byArtifact.get(`${id} ${version}`) ?? 0
    return [
      paragraph(
        { strong: title },
        `. Reader ${id}, version ${version}; ${counted(records, 'record')} in this report.`,
      ),
      { block: 'list', items: limits.length > 0 ? limits : ['No limits are declared for this reader.'] },
    ]
  })
}
