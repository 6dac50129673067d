// Message records as conversations. Each line leads to its record, where its place stands.

import { type Attachment, observationKind, type Party } from '@manumit/model'
import {
  type Block,
  type Bubble,
  code,
  type Line,
  type Piece,
  paragraph,
  quoted,
  type Section,
  type Stream,
} from '../document.ts'
import { partyText } from '../field-text.ts'
import { cutText } from '../inert-text.ts'
import { counted, timeText, utcText } from '../printed-text.ts'
import type { ReportRecord } from '../record.ts'
import { messageFields, type SurveyedConversation } from '../record-survey.ts'
import type { LocalZone, ReportFacts } from '../report-facts.ts'
import { MOST_TEXT, recordAnchor, stateMark } from './records-section.ts'

export function conversationsSection(facts: ReportFacts): Section {
  return { id: 'conversations', title: 'Conversations', blocks: blocksOf(facts) }
}

function* blocksOf({ survey, zone, conversation }: ReportFacts): Generator<Block> {
  const { conversations } = survey
  if (conversations.length === 0) {
    yield paragraph('No message record is among the records of this report.')
    return
  }
  yield paragraph(
    `${counted(conversations.length, 'conversation')} of the records chosen, in the order of their first messages. A conversation is what one file stores under one identifier of a thread; where records name no thread, they are put together by the accounts they name. A row of an earlier state of the file is marked superseded.`,
  )
  for (const [i, each] of conversations.entries())
    yield {
      block: 'conversation',
      id: `conversation-${i + 1}`,
      title: [`${i + 1}. `, ...titleOf(each)],
      facts: factsOf(each),
      messages: bubblesOf(conversation(each.ids), zone),
    }
}

function titleOf({ parties, partyCount }: SurveyedConversation): Piece[] {
  if (parties.length === 0) return ['No account is named']
  const names = parties.flatMap((name, i): Piece[] => (i === 0 ? [quoted(name)] : [', ', quoted(name)]))
  return partyCount > parties.length ? [...names, ` and ${partyCount - parties.length} more`] : names
}

const factsOf = ({ source, thread, ids, superseded, firstUtc, lastUtc }: SurveyedConversation): Line => [
  `${counted(ids.length, 'message record')}${superseded > 0 ? `, ${superseded} of them superseded` : ''}`,
  firstUtc === null ? ' · no time recorded' : ` · ${utcText(firstUtc)} to ${utcText(lastUtc!)}`,
  ` · source ${source.id}, `,
  quoted(source.name),
  ...(thread === null ? [] : [' · thread ', code(thread)]),
]

async function* bubblesOf(records: Stream<ReportRecord>, zone: LocalZone | null): AsyncGenerator<Bubble> {
  for await (const record of records) yield bubbleOf(record, zone)
}

function bubbleOf({ id, observation }: ReportRecord, zone: LocalZone | null): Bubble {
  const fields = messageFields(observation)
  const text = fields.body ?? fields.subject
  return {
    side:
      fields.direction === 'incoming' ? 'incoming' : fields.direction === 'outgoing' ? 'outgoing' : 'other',
    from: fromLine(fields.from, fields.direction),
    time: timeText(observation.at, zone),
    text: text === undefined ? null : quoteOf(text),
    notes: notesOf(observation.fields as Readonly<Record<string, unknown>>, zone),
    mark: stateMark(observation),
    record: { to: recordAnchor(id), text: `record ${id}` },
  }
}

function quoteOf(text: string): NonNullable<Bubble['text']> {
  const cut = cutText(text, MOST_TEXT)
  return { quoted: cut.text, whole: cut.whole }
}

function fromLine(from: Party | undefined, direction: string | undefined): Line {
  const said = direction ?? 'direction not recorded'
  return from === undefined ? said : [quoted(partyText(from)), ` (${said})`]
}

const TIMES = ['editedAt', 'retractedAt', 'recentlyDeletedAt'] as const

function notesOf(fields: Readonly<Record<string, unknown>>, zone: LocalZone | null): Line[] {
  const titles = observationKind('message')!.fields
  const notes: Line[] = []
  for (const name of ['event', 'reaction'] as const)
    if (typeof fields[name] === 'string') notes.push([`${titles[name]!.title}: `, quoted(fields[name])])
  for (const name of TIMES) {
    const moment = fields[name] as Parameters<typeof timeText>[0] | undefined
    if (moment && !('unset' in moment))
      notes.push([`${titles[name]!.title}: `, quoted(timeText(moment, zone).text)])
  }
  for (const { path, mimeType } of (fields.attachments as readonly Attachment[] | undefined) ?? [])
    notes.push([
      'Attachment as recorded, not shown: ',
      quoted(path ?? 'no path'),
      ...(mimeType === undefined ? [] : [', ', quoted(mimeType)]),
    ])
  return notes
}
