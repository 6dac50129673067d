// The cover, and what was handed over: sources with their digests, authority and scope.

import {
  type Block,
  type Cover,
  code,
  definition,
  heading,
  type Line,
  paragraph,
  quoted,
  type Section,
  warning,
} from '../document.ts'
import { counted, grouped, utcText } from '../printed-text.ts'
import type { ReportFacts, ReportFilter, SourceFactsOf } from '../report-facts.ts'

export function coverOf(facts: ReportFacts): Cover {
  const { workspace, survey, auditHead } = facts
  return {
    kicker: 'Report of records read from devices and files',
    title: quoted(facts.title),
    definitions: [
      definition('Case', quoted(workspace.name)),
      definition('Workspace', code(workspace.id)),
      definition('Produced', utcText(facts.producedAt)),
      definition('Produced by', quoted(facts.producedBy)),
      definition('Tool', facts.toolVersion),
      definition('Sources', ...sourceNames(facts)),
      definition('Records chosen by', ...filterLines(facts.filter)),
      definition(
        'Records in this report',
        survey.total === 0
          ? 'none found in these sources'
          : `${counted(survey.total, 'record')}${survey.firstUtc === null ? '' : `, from ${utcText(survey.firstUtc)} to ${utcText(survey.lastUtc!)}`}`,
      ),
      definition('Times', ...zoneLines(facts)),
      definition('Head of the log', [`entry ${grouped(auditHead.seq)}, `, code(auditHead.hash)]),
    ],
    notes: [
      'This report says what was read in the sources named here, where, and what could not be read. That no record of something is shown means only that no such record was found in these sources.',
      'A number, address or name in a record is an account, not a person. A place is a record in a file, not where a person was.',
    ],
  }
}

const sourceNames = ({ sources }: ReportFacts): Line[] =>
  sources.length === 0
    ? ['none']
    : sources.map(({ id, declaration }) => [`${id}  `, quoted(declaration.name)])

/** What chose the records, in words. */
export function filterLines(filter: ReportFilter): Line[] {
  const lines: Line[] = []
  if (filter.kinds) lines.push(`kinds: ${filter.kinds.join(', ')}`)
  if (filter.source) lines.push([`source ${filter.source.id}: `, quoted(filter.source.name)])
  if (filter.from !== undefined) lines.push(`from ${utcText(filter.from)}`)
  if (filter.to !== undefined) lines.push(`to ${utcText(filter.to)}`)
  if (filter.party !== undefined) lines.push(['naming exactly ', quoted(filter.party)])
  if (filter.state !== undefined) lines.push(`rows had as ${filter.state}`)
  if (filter.text !== undefined) lines.push(['with the text ', quoted(filter.text)])
  return lines.length === 0 ? ['no filter: each record that was kept'] : lines
}

function zoneLines({ zone }: ReportFacts): Line[] {
  const utc =
    'UTC. A time that its record gives without a zone is shown without one, and is placed nowhere in time.'
  return zone === null
    ? [utc, 'No zone was chosen; local time stands only where a record names its own offset.']
    : [utc, `Local time beside it: ${zone.id}, ${zone.source}.`]
}

export function sourcesSection(facts: ReportFacts): Section {
  return {
    id: 'sources',
    title: 'Sources and authority',
    blocks: facts.sources.flatMap(sourceBlocks),
  }
}

function sourceBlocks(source: SourceFactsOf): Block[] {
  const { declaration, digests } = source
  const { scope, authority, holderRole } = declaration
  return [
    heading([`Source ${source.id}: `, quoted(declaration.name)], `source-${source.id}`),
    ...(source.isComplete
      ? []
      : [warning('This source has not been read whole. What follows is what had been read so far.')]),
    {
      block: 'definitions',
      definitions: [
        definition('Opened', [code(source.path)]),
        definition('Taken for', [`${source.treeKind}: `, quoted(source.treeReason)]),
        definition(
          'Authority as stated',
          authority === null ? 'not stated when the source was added' : quoted(authority),
        ),
        definition('Holder as stated', holderRole),
        definition('Scope', ...scopeLines(scope, source.scopeRevision)),
        definition('Added', [utcText(source.addedAt), ' by ', quoted(source.addedBy)]),
        definition('Read with', source.toolVersion),
        definition(
          'Digests',
          ...(digests === null
            ? [
                'each file was hashed by itself; the files that were read are listed with their digests under “Files and digests”',
              ]
            : [
                ['SHA-256 ', code(digests.sha256)],
                ['SHA-1 ', code(digests.sha1)],
                ['MD5 ', code(digests.md5)],
              ]),
        ),
      ],
    },
  ]
}

function scopeLines(scope: SourceFactsOf['declaration']['scope'], revision: number): Line[] {
  const lines: Line[] = []
  if (scope.kinds) lines.push(`permits these kinds: ${scope.kinds.join(', ') || 'none'}`)
  if (scope.from !== undefined) lines.push(`permits from ${utcText(scope.from)}`)
  if (scope.to !== undefined) lines.push(`permits to ${utcText(scope.to)}`)
  if (lines.length === 0) lines.push('not limited: each kind and time that could be read')
  if (revision > 1)
    lines.push(
      `widened ${revision - 1 === 1 ? 'once' : `${revision - 1} times`}; the log has the reasons, as source.widened`,
    )
  return lines
}

export const filterParagraph = (filter: ReportFilter): Block =>
  paragraph(
    'Records chosen by: ',
    ...filterLines(filter).flatMap((line, i) => [
      i > 0 ? '; ' : '',
      ...(Array.isArray(line) ? line : [line]),
    ]),
    '.',
  )
