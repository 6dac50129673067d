// Texts end to end as UTF-8 in one growing block of memory, with the place where each ends: a column a thread can hand
// over without copying. Building strings instead leaves the collector a million small pieces to carry about.

export interface ByteColumn {
  /** Appends text known to be ASCII: numbers, punctuation, prepared keys. */
  ascii(text: string): void
  /** Appends text as UTF-8. Half surrogates become U+FFFD. */
  utf8(text: string): void
  /** Appends a JSON string with its quotes. */
  jsonString(text: string): void
  /** Bytes so far. */
  length(): number
  /** What was appended; the column is then empty. */
  take(): Uint8Array<ArrayBuffer>
}

const FIRST_CAPACITY = 1 << 16

/** Strings up to this length are written letter by letter, which is faster than a call out; longer ones are not. */
const SHORT_STRING = 2048

const QUOTE = 0x22
const BACKSLASH = 0x5c

export function makeByteColumn(): ByteColumn {
  const encoder = new TextEncoder()
  let bytes = new Uint8Array(FIRST_CAPACITY)
  let at = 0

  function reserve(more: number): void {
    if (at + more <= bytes.length) return
    const grown = new Uint8Array(Math.max(2 * bytes.length, at + more))
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

  function encoded(text: string): void {
    const utf8 = encoder.encode(text)
    reserve(utf8.length)
    bytes.set(utf8, at)
    at += utf8.length
  }

  function utf8(text: string): void {
    reserve(text.length)
    const target = bytes
    const start = at
    const length = text.length > SHORT_STRING ? -1 : text.length
    let i = 0
    for (; i < length; i++) {
      const letter = text.charCodeAt(i)
      if (letter >= 0x80) break
      target[start + i] = letter
    }
    if (i === length) at = start + length
    else encoded(text)
  }

  function jsonString(text: string): void {
    reserve(text.length + 2)
    const target = bytes
    const start = at + 1
    const length = text.length > SHORT_STRING ? -1 : text.length
    let i = 0
    for (; i < length; i++) {
      const letter = text.charCodeAt(i)
      if (letter < 0x20 || letter >= 0x80 || letter === QUOTE || letter === BACKSLASH) break
      target[start + i] = letter
    }
    if (i !== length) encoded(JSON.stringify(text))
    else {
      target[start - 1] = QUOTE
      target[start + length] = QUOTE
      at = start + length + 1
    }
  }

  return {
    ascii,
    utf8,
    jsonString,
    length: () => at,
    take: () => {
      const taken = bytes.slice(0, at)
      at = 0
      return taken
    },
  }
}
