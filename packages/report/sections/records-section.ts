// Records in the order of their times, each with its place and the command that shows the same bytes; and where in time
// they lie.

import { isoOfUtc, type Utc } from '@manumit/base'
import {
  isRowPlace,
  type Observation,
  type ObservationKind,
  observationKind,
  type RowState,
} from '@manumit/model'
import {
  type Bars,
  type Block,
  code,
  type EntryFact,
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
/** A text that is no part of the caption stands by itself from this length on. */
const LONG_FACT = 120

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
  const { id, observation } = record
  const { at, kind, where } = observation
  const declared = observationKind(kind)
  return {
    id: recordAnchor(id),
    group: 'utc' in at ? isoOfUtc(at.utc).slice(0, 10) : 'Without a time in UTC',
    time: timeText(at, zone),
    kind: oneOf(declared?.title ?? kind),
    mark: stateMark(observation),
    ...statedBy(observation, declared),
    place: placePieces(record),
    command: showCommand(where),
  }
}

/** `Message records` → `Message record`: titles of kinds name many. */
const oneOf = (title: string): string => title.replace(/ies$/, 'y').replace(/s$/, '')

type Stated = Pick<RecordEntry, 'facts' | 'texts' | 'more'>

/** The fields of a record: those its kind names in a caption first, the rest after. Each that is stated is there once. */
function statedBy(observation: Observation, declared: ObservationKind | undefined): Stated {
  const { at } = observation
  const stored = at.raw === null ? [] : [factOf('Time as stored', rawText(at.raw))]
  if (declared === undefined)
    return { facts: [], texts: [], more: [factOf('Values as stored', rawValues(observation)), ...stored] }
  const facts: EntryFact[] = []
  const texts: Stated['texts'][number][] = []
  const more: EntryFact[] = []
  for (const name of new Set([...declared.caption, ...Object.keys(declared.fields)])) {
    const field = declared.fields[name]!
    const text = fieldText(field, (observation.fields as Readonly<Record<string, unknown>>)[name])
    if (text === '') continue
    const isCaption = declared.caption.includes(name)
    if (field.type === 'text' && field.search && (isCaption || text.length > LONG_FACT)) {
      const { text: shown, whole } = cutText(text, MOST_TEXT)
      texts.push({ title: field.title, text: { quoted: shown, whole } })
    } else {
      const unit = field.unit && field.unit !== 'none' ? ` ${field.unit}` : ''
      ;(isCaption ? facts : more).push(factOf(field.title, `${text}${unit}`))
    }
  }
  return { facts, texts, more: [...more, ...stored] }
}

const factOf = (title: string, text: string): EntryFact => ({ title, text: quoted(shortened(text)) })

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
    { to: `source-${source.id}`, text: `Source ${source.id}` },
    ' · ',
    code(onPhone === '' ? where.file.path : onPhone),
    ' · SHA-256 ',
    { to: fileAnchor(where.file.sha256), text: shortDigest(where.file.sha256) },
    ' · ',
    quoted(placeText(where)),
    ` · read by ${artifact.id} v${artifact.version} · record ${id}`,
  ]
}

const DAY_MICROS = 86_400_000_000
/** Bars that are still told apart on a page. */
const MOST_BARS = 92

/** Records a day; where the days are many, so many days to a bar. A few records far from the others are told, not drawn. */
function activity({ days, untimed }: RecordSurvey): Bars {
  const { first, last, outside } = denseDays(days)
  const width = Math.ceil((last - first + 1) / MOST_BARS)
  const series = [...new Set([...days.values()].flatMap((counts) => Object.keys(counts)))].sort()
  const counts = Array.from({ length: Math.ceil((last - first + 1) / width) }, () => series.map(() => 0))
  for (const [day, byKind] of days)
    if (day >= first && day <= last)
      for (const [kind, count] of Object.entries(byKind))
        counts[Math.floor((day - first) / width)]![series.indexOf(kind)]! += count
  const sums = counts.map(total)
  const most = sums.indexOf(sums.reduce((a, b) => Math.max(a, b)))
  const notDrawn = [
    ...(outside > 0 ? [`${counted(outside, 'record')} of other days`] : []),
    ...(untimed > 0 ? [`${counted(untimed, 'record')} without a time in UTC`] : []),
  ]
  return {
    block: 'bars',
    caption: `Records of this report by ${width === 1 ? 'day' : `spans of ${width} days`} (UTC), ${dayText(first)} to ${dayText(last)}`,
    summary: `Most ${width === 1 ? 'on' : `in the ${width} days from`} ${dayText(first + most * width)}: ${counted(sums[most]!, 'record')}. Spans without a bar have no record in the sources read; that is not an absence of events.${notDrawn.length > 0 ? ` Not drawn: ${notDrawn.join(', ')}.` : ''}`,
    series: series.map((kind) => observationKind(kind)?.title ?? kind),
    bars: counts.map((bar, i) => ({ label: dayText(first + i * width), counts: bar })),
  }
}

/** The shortest stretch of days with at least 95 of 100 records, where it is less than half of the whole; else the whole. */
function denseDays(days: RecordSurvey['days']) {
  const numbers = [...days.keys()].sort((a, b) => a - b)
  const sums = numbers.map((day) => total(Object.values(days.get(day)!)))
  const every = total(sums)
  const whole = { first: numbers[0]!, last: numbers.at(-1)!, outside: 0 }
  let best = whole
  let inside = 0
  let start = 0
  for (const [end, sum] of sums.entries()) {
    inside += sum
    while (inside - sums[start]! >= every * DENSE_SHARE) inside -= sums[start++]!
    const length = numbers[end]! - numbers[start]!
    if (inside >= every * DENSE_SHARE && length < best.last - best.first)
      best = { first: numbers[start]!, last: numbers[end]!, outside: every - inside }
  }
  return (best.last - best.first) * 2 < whole.last - whole.first ? best : whole
}

const DENSE_SHARE = 0.95
const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)
const dayText = (day: number): string => isoOfUtc((day * DAY_MICROS) as Utc).slice(0, 10)
