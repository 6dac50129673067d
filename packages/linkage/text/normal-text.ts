// A text as it is meant to be read: disguised digits and full-width letters as plain ones, invisible characters gone, with
// the way back to the span of the text as stored. Accents stay; nothing is judged here.

/** Characters that are read as others, and where each stood. */
export interface NormalText {
  readonly text: string
  /** Start in the stored text of each unit of `text`, and end after it; null where nothing was changed. */
  readonly starts: Int32Array | null
  readonly ends: Int32Array | null
}

const PLAIN = /^[\x20-\x7e\n\r\t]*$/
// Zero-width characters, soft hyphen, marks of direction, variation selectors, the keycap mark.
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|\u034f|\u20e3|[\ufe00-\ufe0f]/

/** Digits in ornaments that compatibility decomposition leaves alone: first code point, its value, how many follow. */
const ORNAMENTS: readonly (readonly [first: number, value: number, count: number])[] = [
  [0x24f5, 1, 10],
  [0x24ff, 0, 1],
  [0x2776, 1, 10],
  [0x2780, 1, 10],
  [0x278a, 1, 10],
]

export function normalText(stored: string): NormalText {
  if (PLAIN.test(stored)) return { text: stored, starts: null, ends: null }
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  for (let at = 0; at < stored.length; ) {
    const code = stored.codePointAt(at)!
    const length = code > 0xffff ? 2 : 1
    const read = isAsItIs(code) ? stored.slice(at, at + length) : readingOf(code)
    for (let unit = 0; unit < read.length; unit += 1) {
      starts.push(at)
      ends.push(at + length)
    }
    text += read
    at += length
  }
  return { text, starts: Int32Array.from(starts), ends: Int32Array.from(ends) }
}

/** The stored span of [start, end) of the normal text. */
export function storedSpan(normal: NormalText, start: number, end: number): [start: number, end: number] {
  return normal.starts && normal.ends ? [normal.starts[start]!, normal.ends[end - 1]!] : [start, end]
}

/**
 * Characters that compatibility leaves as they are: ASCII, letters of Latin and Cyrillic with their accents, dashes and
 * quotation marks, pictures. Those it would leave too and that are missing here are only read more slowly.
 */
export const isAsItIs = (code: number): boolean =>
  code < 0x7f ||
  (code >= 0xbf && code <= 0x131) ||
  (code >= 0x150 && code <= 0x17e) ||
  (code >= 0x400 && code <= 0x45f) ||
  (code >= 0x2013 && code <= 0x201e && code !== 0x2017) ||
  (code >= 0x2600 && code <= 0x26ff) ||
  (code >= 0x1f300 && code <= 0x1f64f)

/** What a character is read as; itself for most. */
export function readingOf(code: number): string {
  // Lone halves of surrogate pairs stay as they are.
  if (code >= 0xd800 && code <= 0xdfff) return String.fromCharCode(code)
  const stored = String.fromCodePoint(code)
  if (INVISIBLE.test(stored)) return ''
  const ornament = ORNAMENTS.find(([first, , count]) => code >= first && code < first + count)
  if (ornament) return String(ornament[1] + code - ornament[0])
  if (/\p{Nd}/u.test(stored)) return digitOf(code)
  const read = stored.normalize('NFKC')
  // “½” and the like become longer texts that nobody wrote; digits, letters and signs are what is wanted.
  return read.length > 4 ? stored : read
}

/** Decimal digits stand in runs of ten from zero, so the distance to the start of the run is the value. */
function digitOf(code: number): string {
  let first = code
  while (first > code - 60 && /\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1
  return String((code - first) % 10)
}
