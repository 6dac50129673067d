// What a run of letters and digits may say in digits: “0182”, “five”, “fiveFIVE0”, “f1ve”, “o1A”. A few readings, cheapest
// first; what is none of them has none.

import { joinedWords, type NumberWord, numberWord } from './number-words.ts'

export interface ChunkReading {
  readonly digits: string
  readonly cost: number
  readonly guise: 'digits' | 'letters' | 'words'
  /** A single word, which words beside it may complete. */
  readonly word?: NumberWord
}

/** Letters that stand for digits, and how odd that is. */
const LOOKS: Readonly<Record<string, readonly (readonly [digit: string, cost: number])[]>> = {
  o: [['0', 0.3]],
  O: [['0', 0.3]],
  Q: [['0', 0.8]],
  l: [['1', 0.3]],
  I: [['1', 0.3]],
  i: [['1', 0.3]],
  '|': [['1', 0.3]],
  Z: [['2', 0.4]],
  z: [['2', 0.5]],
  E: [['3', 0.8]],
  A: [['4', 0.4]],
  s: [['5', 0.4]],
  S: [['5', 0.4]],
  b: [['6', 0.4]],
  G: [['6', 0.6]],
  T: [['7', 0.8]],
  B: [['8', 0.4]],
  g: [['9', 0.4]],
  q: [['9', 0.5]],
  О: [['0', 0.4]],
  о: [['0', 0.4]],
  З: [['3', 0.5]],
}

/** Digits that stand for letters inside a number word. */
const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  '|': 'l',
}

const LONGEST = 90
const KEPT = 4
const INITIALS = new Set(joinedWords.map(([word]) => word[0]!))

/** Readings of a chunk of [letters, digits, |], cheapest first, at most four. */
export function chunkReadings(chunk: string): readonly ChunkReading[] {
  if (/^\d+$/.test(chunk)) return [{ digits: chunk, cost: 0, guise: 'digits' }]
  if (chunk.length > LONGEST) return []
  // Between several groups the stroke parts; alone it may be a one.
  if (chunk.split('|').length > 3)
    return chunkReadings(chunk.replaceAll('|', '')).map((read) => ({ ...read, cost: read.cost + 0.5 }))
  const plain = foldWord(chunk)
  const whole = wholeWord(plain)
  const parts = joinedReadings(chunk, plain)
  return (whole ? [whole, ...parts.filter((part) => part.digits !== whole.digits)] : parts).slice(0, KEPT)
}

/** Lower case without accents and apostrophes. */
export const foldWord = (word: string): string =>
  /^[\x20-\x7e]*$/.test(word)
    ? word.toLowerCase()
    : word
        .normalize('NFD')
        .replace(/[\p{M}’']/gu, '')
        .toLowerCase()

function wholeWord(plain: string): ChunkReading | null {
  const exact = numberWord(plain)
  if (exact) return { digits: exact.digits, cost: exact.cost, guise: 'words', word: exact }
  if (!/\d/.test(plain) || !/[a-z]/.test(plain)) return null
  const spelt = numberWord(plain.replace(/[013457|8]/g, (digit) => LEET[digit]!))
  return spelt ? { digits: spelt.digits, cost: spelt.cost + 0.4, guise: 'words', word: spelt } : null
}

interface Partial {
  readonly digits: string
  readonly cost: number
  readonly words: number
  readonly letters: number
}

/** Dynamic programme over the chunk: digits, joined number words and letters that look like digits. */
function joinedReadings(chunk: string, plain: string): ChunkReading[] {
  const holdsDigit = /\d/.test(chunk)
  const at: Partial[][] = Array.from({ length: chunk.length + 1 }, () => [])
  at[0]!.push({ digits: '', cost: 0, words: 0, letters: 0 })
  // Folding that changes the length would shift places; such chunks are read letter by letter only.
  const isAligned = plain.length === chunk.length
  for (let place = 0; place < chunk.length; place += 1) {
    const here = at[place]!
    if (here.length === 0) continue
    const character = chunk[place]!
    if (character >= '0' && character <= '9')
      for (const part of here) keep(at[place + 1]!, { ...part, digits: part.digits + character })
    for (const [digit, cost] of LOOKS[character] ?? [])
      for (const part of here)
        keep(at[place + 1]!, {
          digits: part.digits + digit,
          cost: part.cost + cost + (holdsDigit ? 0 : 0.3),
          words: part.words,
          letters: part.letters + 1,
        })
    if (character === '|') for (const part of here) keep(at[place + 1]!, { ...part, cost: part.cost + 0.2 })
    if (isAligned) addWords({ at, here, plain, place })
  }
  return at[chunk.length]!.filter(
    (part) => part.digits !== '' && (part.letters === 0 || holdsDigit || part.words > 0 || chunk.length <= 4),
  ).map((part) => ({
    digits: part.digits,
    cost: part.cost + (part.letters > 0 && !holdsDigit ? 0.6 : 0),
    guise: part.words > 0 ? 'words' : part.letters > 0 ? 'letters' : 'digits',
  }))
}

function addWords(step: { at: Partial[][]; here: Partial[]; plain: string; place: number }): void {
  const first = step.plain[step.place]!
  if (!INITIALS.has(first) && !(first in LEET)) return
  for (const [word, read] of joinedWords) {
    const off = spelledOff(step.plain, step.place, word)
    if (off < 0) continue
    const next = step.at[step.place + word.length]!
    for (const part of step.here)
      keep(next, {
        digits: part.digits + read.digits,
        cost: part.cost + read.cost + off * 0.4 + 0.05,
        words: part.words + 1,
        letters: part.letters,
      })
  }
}

/** Number of digits standing for letters where `word` is at `place`; −1 where it is not. */
function spelledOff(plain: string, place: number, word: string): number {
  if (place + word.length > plain.length) return -1
  let off = 0
  for (let at = 0; at < word.length; at += 1) {
    const character = plain[place + at]!
    if (character === word[at]) continue
    if (LEET[character] !== word[at]) return -1
    off += 1
  }
  return off < word.length ? off : -1
}

/** Keeps the cheapest few with different digits, in order of cost. */
function keep(parts: Partial[], part: Partial): void {
  const same = parts.findIndex((each) => each.digits === part.digits)
  if (same >= 0) {
    if (parts[same]!.cost <= part.cost) return
    parts.splice(same, 1)
  }
  const place = parts.findIndex((each) => each.cost > part.cost)
  if (place < 0) parts.push(part)
  else parts.splice(place, 0, part)
  if (parts.length > KEPT) parts.pop()
}
