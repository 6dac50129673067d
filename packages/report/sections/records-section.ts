// Records in the order of their times, each with its place and the command that shows the same bytes; and where in time
// they lie.

import { isoOfUtc, type Utc } from '@manumit/base'
import { isRowPlace, type Observation, observationKind, type RowState } from '@manumit/model'
import {
  type Bars,
  type Block,
  code,
  note,
  type Piece,
  paragraph,
  quoted,
  type RecordEntry,
  type Section,
  type Stream,
} from '../document.ts'
import { fieldText } from '../field-text.ts'
import { cutText } from '../inert-text.ts'
import { counted, shortDigest, timeText } from '../printed-text.ts'
import type { ReportRecord } from '../record.ts'
import { phonePlaceText, placeText, rawText } from '../record.ts'
import type { RecordSurvey } from '../record-survey.ts'
import type { LocalZone, ReportFacts } from '../report-facts.ts'
import { showCommand } from '../show-command.ts'
import { filterParagraph } from './case-section.ts'

/** Longest text shown in print, in UTF-16 units; the other formats hold it whole. */
export const MOST_TEXT = 8_000
const MOST_FACT = 1_000

export const recordAnchor = (id: number): string => `record-${id}`
export const fileAnchor = (sha256: string): string => `file-${sha256.slice(0, 16)}`

export function recordsSection(facts: ReportFacts): Section {
  const { survey, zone } = facts
  const blocks: Block[] = [
    paragraph(
      `${counted(survey.total, 'record')}; those without a time come last. ${counted(survey.superseded, 'row', 'rows')} of them stood in an earlier state of a database and not, or not alike, in its last one: superseded. That says nothing of who changed them, or why.`,
    ),
    filterParagraph(facts.filter),
    ...(survey.days.size > 0 ? [activity(survey)] : []),
    note(
      'Under each record stands where it was read: source, file, first digits of the file’s SHA-256, table and row or range of bytes, how the row was had. The command under it shows the same bytes with a common tool; “Looking at the same bytes” says how to use it.',
    ),
    {
      block: 'records',
      records: entriesOf(facts.records(), zone),
      empty: 'None found in these sources.',
    },
  ]
  return { id: 'records', title: 'Records in the order of their times', blocks }
}

async function* entriesOf(
  records: Stream<ReportRecord>,
  zone: LocalZone | null,
): AsyncGenerator<RecordEntry> {
  for await (const record of records) yield recordEntry(record, zone)
}

export function recordEntry(record: ReportRecord, zone: LocalZone | null): RecordEntry {
  const { id, source, observation } = record
  const { at, kind, where } = observation
  const declared = observationKind(kind)
  const texts: RecordEntry['texts'][number][] = []
  const facts: RecordEntry['facts'][number][] = []
  for (const [name, field] of Object.entries(declared?.fields ?? {})) {
    const value = (observation.fields as Readonly<Record<string, unknown>>)[name]
    const text = fieldText(field, value)
    if (text === '') continue
    const unit = field.unit && field.unit !== 'none' ? ` ${field.unit}` : ''
    if (field.type === 'text' && field.search) {
      const { text: shown, whole } = cutText(text, MOST_TEXT)
      texts.push({ title: field.title, text: { quoted: shown, whole } })
    } else facts.push({ title: field.title, text: quoted(shortened(`${text}${unit}`)) })
  }
  if (declared === undefined) facts.push({ title: 'Values as stored', text: quoted(rawValues(observation)) })
  if (at.raw !== null) facts.push({ title: 'Time as stored', text: quoted(shortened(rawText(at.raw))) })
  return {
    id: recordAnchor(id),
    group: 'utc' in at ? isoOfUtc(at.utc).slice(0, 10) : 'Without a time in UTC',
    time: timeText(at, zone),
    kind: declared?.title ?? kind,
    source: quoted(source.name),
    mark: stateMark(observation),
    texts,
    facts,
    place: placePieces(record),
    command: showCommand(where),
  }
}

function shortened(text: string): string {
  const { text: shown, whole } = cutText(text, MOST_FACT)
  return whole === null ? shown : `${shown} … (cut here; ${whole} characters in the whole)`
}

const rawValues = ({ raw }: Observation): string =>
  shortened(
    Object.entries(raw)
      .map(([name, value]) => `${name}: ${rawText(value)}`)
      .join(', '),
  )

/** How a row was had, where it does not stand in the last state. */
export function stateMark({ where: { place } }: Observation): string | null {
  if (!isRowPlace(place) || place.state === 'live') return null
  return `${STATES[place.state]}, seen in ${place.via === 'main' ? 'the main file alone' : place.via.replace(':', ' ')}`
}

const STATES: Readonly<Record<RowState, string>> = { live: 'live', superseded: 'superseded' }

function placePieces({ id, source, artifact, observation }: ReportRecord): Piece[] {
  const { where } = observation
  const onPhone = phonePlaceText(where)
  return [
    `Record ${id} · source ${source.id}, `,
    quoted(source.name),
    ' · ',
    code(onPhone === '' ? where.file.path : onPhone),
    ...(onPhone === '' ? [] : [' stored as ', code(where.file.path)]),
    ' · SHA-256 ',
    { to: fileAnchor(where.file.sha256), text: shortDigest(where.file.sha256) },
    ' · ',
    quoted(placeText(where)),
    ` · read by ${artifact.id} v${artifact.version}`,
  ]
}

const DAY_MICROS = 86_400_000_000
/** Bars that are still told apart on a page. */
const MOST_BARS = 92

/** Records a day; where the days are many, so many days to a bar. */
function activity({ days, untimed }: RecordSurvey): Bars {
  const numbers = [...days.keys()].sort((a, b) => a - b)
  const first = numbers[0]!
  const last = numbers.at(-1)!
  const width = Math.ceil((last - first + 1) / MOST_BARS)
  const series = [...new Set([...days.values()].flatMap((counts) => Object.keys(counts)))].sort()
  const counts = Array.from({ length: Math.ceil((last - first + 1) / width) }, () => series.map(() => 0))
  for (const [day, byKind] of days)
    for (const [kind, count] of Object.entries(byKind))
      counts[Math.floor((day - first) / width)]![series.indexOf(kind)]! += count
  const sums = counts.map((bar) => bar.reduce((sum, count) => sum + count, 0))
  const most = sums.indexOf(sums.reduce((a, b) => Math.max(a, b)))
  const spanText = width === 1 ? 'day' : `${width} days`
  return {
    block: 'bars',
    caption: `Records of this report by ${width === 1 ? 'day' : `spans of ${width} days`} (UTC)`,
    summary: `Most in the ${spanText} from ${dayText(first + most * width)}: ${counted(sums[most]!, 'record')}. Spans without a bar have no record in the sources read; that is not an absence of events.${untimed > 0 ? ` ${counted(untimed, 'record')} without a time in UTC ${untimed === 1 ? 'is' : 'are'} not drawn.` : ''}`,
    series: series.map((kind) => observationKind(kind)?.title ?? kind),
    bars: counts.map((bar, i) => ({ label: dayText(first + i * width), counts: bar })),
  }
}

const dayText = (day: number): string => isoOfUtc((day * DAY_MICROS) as Utc).slice(0, 10)
