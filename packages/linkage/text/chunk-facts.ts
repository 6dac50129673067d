// What is known of a run of letters and digits before a search begins: its readings, and how many digits it could lend to a
// number at most. Remembered, since a million messages use the same few thousand words.

import { isHundred, repeatOf } from './number-words.ts'
import { type ChunkReading, chunkReadings, foldWord } from './numeric-chunk.ts'

export interface ChunkFacts {
  /** As `foldWord` gives it. */
  readonly word: string
  readonly readings: readonly ChunkReading[]
  readonly isFiller: boolean
  /**
   * Digits that it, or what is left of it when digits of another meaning are blanked, may stand for; never too few. −1: it
   * stands in no number, so that what comes before it and after it are apart.
   */
  readonly mostDigits: number
}

export type ChunkReader = (chunk: string) => ChunkFacts

const REMEMBERED = 20_000
/** Of more pieces than these, nothing is said. */
const MOST_PIECES = 6

/** Words that people put between groups of digits. */
const FILLERS = new Set(
  'call me at txt text now then ok okay and pls plz please whatsapp my number is its it hit up after that baby babe hun hon dial just add or so the with u you or y luego llama al et puis ou'.split(
    ' ',
  ),
)

/** A reader with a memory of its own, which changes no answer. */
export function chunkReader(): ChunkReader {
  const known = new Map<string, ChunkFacts>()
  return (chunk) => {
    const found = known.get(chunk)
    if (found) return found
    const facts = factsOf(chunk)
    // Groups of digits hardly come twice, and are read at once.
    if (isDigit(chunk.charCodeAt(0))) return facts
    if (known.size >= REMEMBERED) known.clear()
    known.set(chunk, facts)
    return facts
  }
}

function factsOf(chunk: string): ChunkFacts {
  const word = foldWord(chunk)
  const readings = chunkReadings(chunk)
  return { word, readings, isFiller: FILLERS.has(word), mostDigits: mostDigitsOf(chunk) }
}

/**
 * Blanking cuts a chunk where digits and letters meet, at a stroke, and where a letter of ASCII meets another, which is what
 * `\b` takes for the end of a word. Digits alone only become fewer.
 */
function mostDigitsOf(chunk: string): number {
  if (/^\d+$/.test(chunk)) return chunk.length
  if (/[\d|]/.test(chunk)) return Number.POSITIVE_INFINITY
  const cuts = [0, ...[...chunk.matchAll(CUT)].map((match) => match.index), chunk.length]
  if (cuts.length > MOST_PIECES + 1) return Number.POSITIVE_INFINITY
  let most = -1
  for (const [i, start] of cuts.entries())
    for (const end of cuts.slice(i + 1)) most = Math.max(most, mostDigitsOfPart(chunk.slice(start, end)))
  return most
}

const CUT = /(?<=[\0-\x7f])(?=[^\0-\x7f])|(?<=[^\0-\x7f])(?=[\0-\x7f])/g

function mostDigitsOfPart(part: string): number {
  const word = foldWord(part)
  // “Double” is no digit itself, but what comes after it is two.
  if (repeatOf(word) > 0) return Number.POSITIVE_INFINITY
  const lengths = chunkReadings(part).map(({ digits }) => digits.length)
  return Math.max(FILLERS.has(word) ? 0 : -1, isHundred(word) ? 2 : -1, ...lengths)
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
