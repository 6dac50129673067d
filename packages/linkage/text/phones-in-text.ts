// Telephone numbers in a text, however they are written: a lattice of readings is searched from each place for the cheapest
// digits that complete a number of the plan. Bounded: 32 states, 15 digits and 40 chunks from any place, so time grows with
// the length of the text. What is found is a fact about the text; whose number it is, it does not say.

import type { MentionMethod } from '../identifier.ts'
import type { NumberReader } from '../phone-number.ts'
import type { ChunkFacts, ChunkReader } from './chunk-facts.ts'
import { isHundred, repeatOf } from './number-words.ts'
import type { ChunkReading } from './numeric-chunk.ts'
import { blankOtherDigits } from './phone-context.ts'

export interface PhoneSpan {
  readonly number: string
  readonly start: number
  readonly end: number
  readonly method: MentionMethod
  readonly cost: number
}

const BEAM = 32
const MOST_DIGITS = 15
const FEWEST_DIGITS = 7
const MOST_CHUNKS = 40
const CHECKED = 12
/** What a digit may cost on average before the whole is no number but a coincidence. */
const COST_PER_DIGIT = 0.75
/** Longer spans are preferred by so much a digit. */
const DIGIT_WORTH = 0.3

const FILLER_COST = 0.5

/** Stands for the word “hundred” as what was read last. */
const HUNDRED: ChunkReading = { digits: '00', cost: 0, guise: 'words' }

interface Chunk extends ChunkFacts {
  readonly start: number
  readonly end: number
  readonly text: string
}

interface State {
  readonly digits: string
  readonly cost: number
  readonly end: number
  readonly fillers: number
  readonly repeat: number
  readonly last: ChunkReading | null
  readonly isDisguised: boolean
  readonly isSpelled: boolean
}

export interface PhoneReading {
  /** Parts that are other identifiers are blanked with NUL by the caller. */
  readonly text: string
  readonly numbers: NumberReader
  readonly chunkFacts: ChunkReader
}

/** Numbers in a text, in order of place. */
export const phonesInText = (reading: PhoneReading): PhoneSpan[] =>
  mayHoldNumber(reading) ? searchedPhones(reading) : []

/** The same without the look beforehand, which only saves the search of texts that have too few digits. */
export function searchedPhones({ text, numbers, chunkFacts }: PhoneReading): PhoneSpan[] {
  const blanked = blankOtherDigits(text)
  const chunks = chunksOf(blanked, chunkFacts)
  const found: PhoneSpan[] = []
  for (let first = 0; first < chunks.length; first += 1)
    if (chunks[first]!.readings.length > 0)
      found.push(...numbersFrom({ text: blanked, chunks, first, numbers }))
  return withoutOverlaps(found)
}

const CHUNK = /\|{0,2}[\p{L}\p{M}\d]+(?:\|{1,2}[\p{L}\p{M}\d]+)*\|{0,2}/gu

/** Can the digits of neighbouring chunks be as many as the shortest number has? */
function mayHoldNumber({ text, chunkFacts }: PhoneReading): boolean {
  let digits = 0
  for (const chunk of text.match(CHUNK) ?? []) {
    const { mostDigits } = chunkFacts(chunk)
    digits = mostDigits < 0 ? 0 : digits + mostDigits
    if (digits >= FEWEST_DIGITS) return true
  }
  return false
}

const chunksOf = (text: string, chunkFacts: ChunkReader): Chunk[] =>
  [...text.matchAll(CHUNK)].map(({ 0: chunk, index }) => ({
    ...chunkFacts(chunk),
    start: index,
    end: index + chunk.length,
    text: chunk,
  }))

interface Search {
  readonly text: string
  readonly chunks: readonly Chunk[]
  readonly first: number
  readonly numbers: NumberReader
}

function numbersFrom(search: Search): PhoneSpan[] {
  const { text, chunks, first, numbers } = search
  const start = chunks[first]!.start
  const plus = plusBefore(text, start)
  const from = plus ?? start
  let states = chunks[first]!.readings.map(
    (reading): State => ({
      digits: (plus === null ? '' : '+') + reading.digits,
      cost: reading.cost,
      end: chunks[first]!.end,
      fillers: 0,
      repeat: 0,
      last: reading,
      ...guiseOf(reading),
    }),
  )
  const complete: State[] = []
  const last = Math.min(chunks.length, first + MOST_CHUNKS)
  for (let at = first; states.length > 0; ) {
    for (const state of states)
      if (state.fillers === 0 && state.repeat === 0 && isLong(state.digits, numbers)) complete.push(state)
    at += 1
    if (at >= last) break
    states = nextStates({ search, at, states })
  }
  return complete
    .sort((a, b) => a.cost - b.cost - DIGIT_WORTH * (a.digits.length - b.digits.length))
    .slice(0, CHECKED)
    .flatMap((state) => spanOf({ state, from, text, numbers }))
}

const isLong = (digits: string, numbers: NumberReader): boolean =>
  digits.startsWith('+')
    ? digits.length > FEWEST_DIGITS
    : digits.length >= FEWEST_DIGITS && numbers.hasLength(digits)

function nextStates(step: { search: Search; at: number; states: readonly State[] }): State[] {
  const { text, chunks, numbers } = step.search
  const [before, chunk] = [chunks[step.at - 1]!, chunks[step.at]!]
  const gap = text.slice(before.end, chunk.start)
  const gapCost = costOfGap(gap)
  if (gapCost === Number.POSITIVE_INFINITY) return []
  const next: State[] = []
  for (const state of step.states) {
    // After a whole number a comma or a word begins something else.
    const isOver = isLong(state.digits, numbers) && numbers.valid(state.digits) !== null
    if (isOver && gapCost >= 0.3) continue
    if (!isOver && chunk.isFiller && state.fillers < 2)
      next.push({
        ...state,
        cost: state.cost + FILLER_COST + gapCost,
        fillers: state.fillers + 1,
        last: null,
      })
    next.push(...continued({ state, chunk, gap, gapCost, text }))
  }
  return next
    .filter((state) => state.digits.length <= MOST_DIGITS + 1)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, BEAM)
}

function continued(step: {
  state: State
  chunk: Chunk
  gap: string
  gapCost: number
  text: string
}): State[] {
  const { state, chunk } = step
  const base = { ...state, end: chunk.end, fillers: 0, repeat: 0, cost: state.cost + step.gapCost }
  const next: State[] = []
  const repeat = repeatOf(chunk.word)
  if (repeat > 0) next.push({ ...state, cost: base.cost, repeat, last: null, isSpelled: true })
  if (isHundred(chunk.word) && state.last?.word?.role === 'unit')
    next.push({ ...base, digits: `${state.digits}00`, last: HUNDRED, isSpelled: true })
  // “+61 (0)491 …”: the trunk prefix in brackets is not dialled after the country code.
  if (
    chunk.text === '0' &&
    step.gap.endsWith('(') &&
    step.text[chunk.end] === ')' &&
    state.digits.startsWith('+')
  )
    next.push({ ...base, last: null })
  for (const reading of chunk.readings) {
    const guise = guiseOf(reading)
    const both = {
      isDisguised: state.isDisguised || guise.isDisguised || state.fillers > 0 || step.gapCost >= 0.25,
      isSpelled: state.isSpelled || guise.isSpelled,
    }
    if (state.repeat > 0 && reading.digits.length > 1) continue
    const digits = state.repeat > 0 ? reading.digits.repeat(state.repeat) : reading.digits
    const completesTen =
      state.last?.word?.role === 'ten' && /^[1-9]$/.test(reading.digits) && /^[ -]{0,2}$/.test(step.gap)
    next.push({
      ...base,
      ...both,
      digits: state.digits + digits,
      cost: base.cost + reading.cost + (completesTen ? costOfParting(step.gap, state.digits) : 0),
      last: reading,
    })
    // “two hundred two” is 202, and “two hundred forty” 240.
    if (state.last === HUNDRED && reading.word)
      next.push({
        ...base,
        ...both,
        digits: state.digits.slice(0, -reading.digits.length) + digits,
        cost: base.cost + reading.cost + 0.1,
        last: reading,
      })
    if (completesTen)
      next.push({
        ...base,
        ...both,
        digits: state.digits.slice(0, -1) + digits,
        cost: base.cost + reading.cost,
        last: null,
      })
  }
  return next
}

/** “thirty five” as 30 5: likelier where a group of three ends, unlikely where a hyphen joins them. */
const costOfParting = (gap: string, digits: string): number =>
  (gap.includes('-') ? 1.2 : 0.5) + (digits.length % 3 === 0 ? 0 : 0.1)

const guiseOf = (reading: ChunkReading): { isDisguised: boolean; isSpelled: boolean } => ({
  isDisguised: reading.guise === 'letters',
  isSpelled: reading.guise === 'words',
})

function spanOf(found: { state: State; from: number; text: string; numbers: NumberReader }): PhoneSpan[] {
  const { state, from, text, numbers } = found
  const cost = state.cost + costOfNeighbours(text, from, state.end)
  if (cost > COST_PER_DIGIT * state.digits.length) return []
  const number = numbers.valid(state.digits)
  if (number === null) return []
  const method = state.isSpelled ? 'words' : state.isDisguised ? 'disguised' : 'plain'
  return [{ number, start: from, end: state.end, method, cost: Math.round(cost * 100) / 100 }]
}

/** Digits or letters glued to the ends by a sign make it less likely that the number begins and ends there. */
function costOfNeighbours(text: string, start: number, end: number): number {
  const before = /[\p{L}\d][-./_'=]$|[$€£#@]\s?$/u.test(text.slice(Math.max(0, start - 3), start))
  const after = /^[-./_'=]\d|^\s?[%€£$]/u.test(text.slice(end, end + 3))
  return (before ? 1.5 : 0) + (after ? 1.5 : 0)
}

/** Where a plus stands before a place, with a space or bracket between at most; else null. */
function plusBefore(text: string, start: number): number | null {
  for (let at = start - 1; at >= 0 && at >= start - 3; at -= 1) {
    if (text[at] === '+') return at
    if (text[at] !== ' ' && text[at] !== '(') return null
  }
  return null
}

/** What it costs that two groups are parted by this; infinite where they belong to different things. */
function costOfGap(gap: string): number {
  if (gap === ' ' || gap === '-' || gap === '.' || gap === '') return 0
  if (gap.length > 8 || /[\0$€£%@#&"+<>]|[.,!?\n].*[☎☏✆📞📱📲]/u.test(gap)) return Number.POSITIVE_INFINITY
  if (/^ ?[()] ?(?:- ?)?$|^\) ?\(?$/.test(gap)) return 0
  if (/^ ?[-./–—] ?$|^ {2,3}$/.test(gap)) return gap === '. ' ? 0.2 : 0.1
  if (/^\s+$/.test(gap)) return 0.2
  if (/[!?;]\s/.test(gap)) return 1.5
  if (/^,\s?$/.test(gap)) return 0.3
  return /:/.test(gap) ? 1 : 0.25
}

/** The cheapest of those that overlap, and of two of like cost the longer. */
function withoutOverlaps(found: readonly PhoneSpan[]): PhoneSpan[] {
  const rank = (span: PhoneSpan): number => span.cost - DIGIT_WORTH * span.number.length
  const ordered = [...found].sort(
    (a, b) => rank(a) - rank(b) || b.end - b.start - (a.end - a.start) || a.start - b.start,
  )
  const kept: PhoneSpan[] = []
  for (const span of ordered)
    if (!kept.some((each) => span.start < each.end && each.start < span.end)) kept.push(span)
  return kept.sort((a, b) => a.start - b.start)
}
