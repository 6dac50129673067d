// Pieces of bytes → numbered lines of text, one at a time, so that a list of any length takes the memory of a line. A byte
// order mark says UTF-8 or UTF-16; without one it is UTF-8. Bytes that are no text stand as U+FFFD, and the line says so.

export interface TextLine {
  readonly text: string
  /** Counted from 1. */
  readonly line: number
  /** Set where the line was longer than LONGEST_LINE: only its beginning is kept. */
  readonly isCut?: true
}

/** Characters. Longer than any line of a list; a file without line ends must not be held whole. */
export const LONGEST_LINE = 1 << 20

/** Lines end with LF, CR LF or CR. A last line without an end counts; an empty one does not. */
export function* linesOf(pieces: Iterable<Uint8Array>): Generator<TextLine> {
  let line = 1
  let rest = ''
  let isCut = false
  const take = (end: string): TextLine => {
    const text = (rest + end).slice(0, LONGEST_LINE)
    const whole = rest.length + end.length <= LONGEST_LINE && !isCut
    rest = ''
    isCut = false
    return whole ? { text, line: line++ } : { text, line: line++, isCut: true }
  }
  for (const text of textOf(pieces)) {
    const parts = (rest + text).split(/\r\n|\r(?!$)|\n/)
    rest = ''
    for (const part of parts.slice(0, -1)) yield take(part)
    rest = parts.at(-1)!
    if (rest.length > LONGEST_LINE) {
      isCut = true
      // The last character stays: it may be the CR of a line end whose LF is still to come.
      rest = rest.slice(0, LONGEST_LINE) + (rest.endsWith('\r') ? '\r' : '')
    }
  }
  if (rest.endsWith('\r')) rest = rest.slice(0, -1)
  if (rest !== '') yield take('')
}

function* textOf(pieces: Iterable<Uint8Array>): Generator<string> {
  let decoder: TextDecoder | undefined
  // The mark needs two bytes, and they need not come in one piece.
  let head: Uint8Array = new Uint8Array()
  for (const piece of pieces) {
    const bytes = decoder ? piece : joined(head, piece)
    if (!decoder && bytes.length < 2) {
      head = bytes
      continue
    }
    decoder ??= new TextDecoder(encodingOf(bytes))
    yield decoder.decode(bytes, { stream: true })
  }
  yield decoder ? decoder.decode() : new TextDecoder().decode(head)
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
