// Texts end to end as UTF-8 in one growing block of memory: a column that a thread hands over without copying. Letters and
// digits are written one by one into it: building strings first costs more, and the collector more than both.

export interface TextColumn {
  /** Adds to the present text what is known to be ASCII: punctuation and prepared keys. */
  ascii(text: string): void
  /** Adds any text, as UTF-8. */
  text(text: string): void
  /** Adds a text as a JSON string, with its quotes. */
  jsonString(text: string): void
  /** Adds an integer of at most 2^53 in decimal. */
  integer(value: number): void
  /** Where the next byte will stand. */
  position(): number
  /** Sets a byte already written. */
  patch(position: number, byte: number): void
  /** Ends the present text; the next one begins here. */
  end(): void
  /** The texts ended: their bytes, and where each ends. The column is then empty. */
  finish(): { readonly texts: Uint8Array<ArrayBuffer>; readonly ends: Uint32Array<ArrayBuffer> }
}

/** Bytes to begin with, unless told. */
const FIRST_CAPACITY = 1 << 12

/** Strings up to this length are looked through letter by letter; longer ones are left to the engine. */
const SHORT_STRING = 2048

/** Most bytes of UTF-8 that one UTF-16 unit takes. */
const BYTES_PER_UNIT = 3

const QUOTE = 0x22
const BACKSLASH = 0x5c
const ZERO = 0x30
const MINUS = 0x2d

/** A column that begins with so many bytes of room and doubles when they are full. */
export function makeTextColumn(capacity = FIRST_CAPACITY): TextColumn {
  let bytes = Buffer.allocUnsafeSlow(capacity)
  let at = 0
  let ends: number[] = []

  function reserve(more: number): void {
    if (at + more <= bytes.length) return
    const grown = Buffer.allocUnsafeSlow(Math.max(2 * bytes.length, at + more))
    grown.set(bytes.subarray(0, at))
    bytes = grown
  }

  // The loops work on locals: a variable of the closure would be loaded and stored for each letter.
  function ascii(text: string): void {
    reserve(text.length)
    const target = bytes
    const start = at
    for (let i = 0; i < text.length; i++) target[start + i] = text.charCodeAt(i)
    at = start + text.length
  }

  function utf8(text: string): void {
    reserve(BYTES_PER_UNIT * text.length)
    at += bytes.write(text, at)
  }

  function text(value: string): void {
    reserve(value.length)
    const target = bytes
    const start = at
    const length = value.length > SHORT_STRING ? -1 : value.length
    let i = 0
    for (; i < length; i++) {
      const letter = value.charCodeAt(i)
      if (letter >= 0x80) break
      target[start + i] = letter
    }
    if (i === length) at = start + length
    else utf8(value)
  }

  function jsonString(value: string): void {
    reserve(value.length + 2)
    const target = bytes
    const start = at + 1
    const length = value.length > SHORT_STRING ? -1 : value.length
    let i = 0
    for (; i < length; i++) {
      const letter = value.charCodeAt(i)
      if (letter < 0x20 || letter >= 0x80 || letter === QUOTE || letter === BACKSLASH) break
      target[start + i] = letter
    }
    if (i !== length) {
      utf8(JSON.stringify(value))
      return
    }
    target[start - 1] = QUOTE
    target[start + length] = QUOTE
    at = start + length + 1
  }

  function integer(value: number): void {
    reserve(17)
    let rest = value
    if (rest < 0) {
      bytes[at++] = MINUS
      rest = -rest
    }
    // In halves of nine digits, which are small integers to the engine.
    const high = Math.floor(rest / 1e9)
    if (high > 0) {
      digits(high, countDigits(high))
      digits(rest - high * 1e9, 9)
    } else digits(rest, countDigits(rest))
  }

  function digits(value: number, count: number): void {
    const target = bytes
    let rest = value | 0
    for (let i = at + count - 1; i >= at; i--) {
      const next = (rest / 10) | 0
      target[i] = ZERO + rest - 10 * next
      rest = next
    }
    at += count
  }

  return {
    ascii,
    text,
    jsonString,
    integer,
    position: () => at,
    patch(position, byte) {
      bytes[position] = byte
    },
    end() {
      ends.push(at)
    },
    finish() {
      // The block itself, not a copy of it; what is left over at its end moves along unused.
      const column = { texts: new Uint8Array(bytes.buffer, 0, at), ends: new Uint32Array(ends) }
      bytes = Buffer.allocUnsafeSlow(0)
      at = 0
      ends = []
      return column
    },
  }
}

/** Decimal digits of an integer below 10^9. */
function countDigits(value: number): number {
  if (value < 1e4) return value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4
  return value < 1e5 ? 5 : value < 1e6 ? 6 : value < 1e7 ? 7 : value < 1e8 ? 8 : 9
}
