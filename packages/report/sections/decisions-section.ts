// What was measured against hash banks, which persons may be one, and who judged what, when and why. Matches stand as text;
// a report holds no picture, and of a bank of unlawful material nothing but its name.

import type { Judgement } from '@manumit/model'
import {
  type Block,
  code,
  definition,
  heading,
  type Line,
  newLine,
  note,
  paragraph,
  quoted,
  type Section,
  type Stream,
  type TableRow,
} from '../document.ts'
import { counted, grouped, utcText } from '../printed-text.ts'
import type { CandidateSide, ReportCandidate, ReportFacts, ReportMatch } from '../report-facts.ts'

export function matchesSection(facts: ReportFacts): Section {
  const { scans } = facts
  const blocks: Block[] =
    scans.length === 0
      ? [paragraph('No file was compared with a hash bank in this workspace.')]
      : [
          paragraph(
            'Files that came near to an entry of a hash bank. A match is a distance between two hashes, not an identity, and it decides nothing. No picture is shown. Of a bank of unlawful material a report names the bank only.',
          ),
          {
            block: 'table',
            caption: 'Scans',
            columns: [
              { head: 'Scan', isNumber: true },
              { head: 'Bank' },
              { head: 'Paths' },
              { head: 'Started' },
              { head: 'Finished' },
              { head: 'Files compared', isNumber: true },
              { head: 'Matches', isNumber: true },
            ],
            rows: scans.map((scan) => ({
              cells: [
                String(scan.id),
                quoted(scan.bank),
                scan.paths.flatMap((path, i) => (i === 0 ? [code(path)] : [', ', code(path)])),
                utcText(scan.startedAt),
                scan.finishedAt === null ? 'not finished' : utcText(scan.finishedAt),
                grouped(scan.files),
                grouped(scan.matches),
              ],
            })),
            empty: '',
          },
          {
            block: 'table',
            caption: 'Matches',
            columns: [
              { head: 'Match', isNumber: true },
              { head: 'File and its SHA-256' },
              { head: 'Bank' },
              { head: 'Measured' },
              { head: 'Judged' },
            ],
            rows: mapped(facts.matches(), matchRow),
            empty: 'No file came near to an entry of these banks.',
          },
        ]
  return { id: 'matches', title: 'Matches with hash banks', blocks }
}

const matchRow = ({ id, path, sha256, bank, measured, judgements }: ReportMatch): TableRow => ({
  id: `match-${id}`,
  cells: [
    String(id),
    [code(path), newLine, code(sha256)],
    quoted(bank),
    measured === null
      ? 'not reported for this bank'
      : `${measured.kind}: distance ${measured.distance}; threshold ${measured.threshold} (${measured.thresholdSource})${measured.orientation === null ? '' : `; orientation ${measured.orientation}`}; entry ${measured.entry}`,
    judgedLine(judgements),
  ],
})

export function candidatesSection(facts: ReportFacts): Section {
  return {
    id: 'candidates',
    title: 'Candidates: accounts that may belong to one person',
    blocks: candidateBlocks(facts.candidates()),
  }
}

async function* candidateBlocks(candidates: Stream<ReportCandidate>): AsyncGenerator<Block> {
  let any = false
  for await (const candidate of candidates) {
    if (!any)
      yield paragraph(
        'A candidate is two identities that may be one person, with reasons for and against. The weight of a reason is given in bits: one bit makes it twice as likely, minus one half as likely. Weights are no probability of a fact; a candidate stays open until a person judges it.',
      )
    any = true
    yield* candidateParts(candidate)
  }
  if (!any) yield paragraph('No candidate has been found in this workspace, or none was looked for.')
}

function* candidateParts(candidate: ReportCandidate): Generator<Block> {
  const { left, right, reasons, priorBits, totalBits, notCompared, limits, state, judgements } = candidate
  yield heading([quoted(left.label), ' and ', quoted(right.label)])
  yield {
    block: 'definitions',
    definitions: [
      definition('Candidate', code(candidate.id)),
      definition('One', ...sideLines(left)),
      definition('The other', ...sideLines(right)),
      definition('State', state),
      definition('Judged', judgedLine(judgements)),
      ...(notCompared.length > 0 ? [definition('Not compared', notCompared.join(', '))] : []),
      ...(limits.length > 0 ? [definition('Limits', ...limits)] : []),
    ],
  }
  yield {
    block: 'table',
    caption: `Reasons; ${bitsText(priorBits)} before any reason, ${bitsText(totalBits)} with these`,
    columns: [{ head: 'Reason' }, { head: 'One' }, { head: 'The other' }, { head: 'Bits', isNumber: true }],
    rows: reasons.map((reason) => ({
      cells: [
        quoted(reason.sentence),
        quoted(reason.left),
        quoted(reason.right),
        bitsText(reason.bits).replace(' bits', ''),
      ],
    })),
    empty: 'No reason is recorded.',
  }
}

const sideLines = ({ label, source, identifiers }: CandidateSide): Line[] => [
  [quoted(label), ' in source ', quoted(source)],
  identifiers.flatMap((each, i) => (i === 0 ? [code(each)] : [', ', code(each)])),
]

/** Rounded to a tenth: more would pretend. */
const bitsText = (bits: number): string =>
  `${bits > 0 ? '+' : bits < 0 ? '−' : ''}${Math.abs(bits).toFixed(1)} bits`

/** The newest judgement; the section on judgements has each. */
function judgedLine(judgements: readonly Judgement[]): Line {
  const last = judgements.at(-1)
  return last === undefined
    ? 'not judged'
    : [
        quoted(last.decision),
        ' by ',
        quoted(last.author),
        `, ${utcText(last.at)}: `,
        quoted(last.reason),
        ...(judgements.length > 1 ? [` (${judgements.length} judgements; the newest counts)`] : []),
      ]
}

export function judgementsSection(facts: ReportFacts): Section {
  return {
    id: 'judgements',
    title: 'Who judged what',
    blocks: [
      paragraph(
        'Judgements in the order they were made. They are appended and never changed: of several on one subject the newest counts.',
      ),
      {
        block: 'table',
        caption: 'Judgements',
        columns: [
          { head: 'When' },
          { head: 'Who' },
          { head: 'On what' },
          { head: 'Decision' },
          { head: 'Reason' },
        ],
        rows: mapped(facts.judgements(), ({ at, author, subject, decision, reason }) => ({
          cells: [utcText(at), quoted(author), code(subject), quoted(decision), quoted(reason)],
        })),
        empty: 'No judgement has been made in this workspace.',
      },
    ],
  }
}

export function logSection({ auditHead, producedAt }: ReportFacts): Section {
  return {
    id: 'log',
    title: 'The log',
    blocks: [
      paragraph(
        `The workspace keeps a log to which entries can only be added; each holds the hash of the one before. When this report was made, at ${utcText(producedAt)}, its head was:`,
      ),
      {
        block: 'definitions',
        definitions: [
          definition('Entry', grouped(auditHead.seq)),
          definition('SHA-256', code(auditHead.hash)),
          definition('To check', code(`manumit audit-log verify --head ${auditHead.seq}:${auditHead.hash}`)),
        ],
      },
      note(
        `The command recomputes the chain and finds ${counted(auditHead.seq, 'entry', 'entries')} unchanged, or names the first that does not follow. The making of this report is the entry after that head.`,
      ),
    ],
  }
}

async function* mapped<In, Out>(stream: Stream<In>, of: (value: In) => Out): AsyncGenerator<Out> {
  for await (const value of stream) yield of(value)
}
