// Texts end to end as UTF-8 in one growing block of memory: a column that a thread hands over without copying. Letters and
// digits are written one by one into it: building strings first costs more, and the collector more than both.

import { integersColumn, type NumberColumn } from './number-column.ts'

/** Bytes to begin with, unless told. */
const FIRST_CAPACITY = 1 << 12

/** A block that grows more slowly from here on. */
const LARGE_BLOCK = 1 << 22

/** Strings up to this length are written letter by letter; longer ones are left to the engine. */
const SHORT_STRING = 2048

/** Most bytes of UTF-8 that one UTF-16 unit takes, and most that it takes in a JSON string written here. */
const BYTES_PER_UNIT = 3

/** Most digits of an integer written here, and a sign. */
const INTEGER_BYTES = 20

const QUOTE = 0x22
const BACKSLASH = 0x5c
const LINE_FEED = 0x0a
const COMMA = 0x2c
const LETTER_L = 0x6c
const LETTER_N = 0x6e
const LETTER_U = 0x75
const ZERO = 0x30
const MINUS = 0x2d

const BILLION = 1_000_000_000

/** A column of texts: write a text piece by piece, end it, begin the next. */
export class TextColumn {
  #bytes: Buffer<ArrayBuffer>
  #at = 0
  #ends: NumberColumn<Uint32Array<ArrayBuffer>>
  readonly #wide = new BigInt64Array(1)
  readonly #halves = new Uint32Array(this.#wide.buffer)

  /** A column that begins with so many bytes of room and takes more when they are full. */
  constructor(capacity = FIRST_CAPACITY) {
    this.#bytes = Buffer.allocUnsafeSlow(capacity)
    this.#ends = integersColumn()
  }

  /** Adds one letter of ASCII to the present text. */
  byte(letter: number): void {
    this.#reserve(1)
    this.#bytes[this.#at++] = letter
  }

  /** Adds what is known to be ASCII: punctuation and prepared keys. */
  ascii(text: string): void {
    this.#reserve(text.length)
    const target = this.#bytes
    const start = this.#at
    for (let i = 0; i < text.length; i++) target[start + i] = text.charCodeAt(i)
    this.#at = start + text.length
  }

  /** Adds `,null`. */
  commaNull(): void {
    this.#reserve(5)
    const target = this.#bytes
    const at = this.#at
    target[at] = COMMA
    target[at + 1] = LETTER_N
    target[at + 2] = LETTER_U
    target[at + 3] = LETTER_L
    target[at + 4] = LETTER_L
    this.#at = at + 5
  }

  /** Adds a comma and another letter of ASCII. */
  commaByte(letter: number): void {
    this.#reserve(2)
    this.#bytes[this.#at] = COMMA
    this.#bytes[this.#at + 1] = letter
    this.#at += 2
  }

  /** Adds any text, as UTF-8. */
  text(value: string): void {
    if (value.length > SHORT_STRING) {
      this.#byEngine(value)
      return
    }
    this.#reserve(BYTES_PER_UNIT * value.length)
    const target = this.#bytes
    let at = this.#at
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i)
      if (unit < 0x80) target[at++] = unit
      else if (isSurrogate(unit)) {
        const point = pointAt(value, i++, unit)
        if (point < 0) {
          this.#byEngine(value)
          return
        }
        at = writeFour(target, at, point)
      } else at = writeTwoOrThree(target, at, unit)
    }
    this.#at = at
  }

  /** Adds a text as a JSON string, with its quotes. */
  jsonString(value: string): void {
    if (value.length > SHORT_STRING) {
      this.#byEngine(JSON.stringify(value))
      return
    }
    this.#reserve(BYTES_PER_UNIT * value.length + 2)
    const target = this.#bytes
    let at = this.#at
    target[at++] = QUOTE
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i)
      if (unit < 0x80) {
        if (unit === QUOTE || unit === BACKSLASH || unit === LINE_FEED) target[at++] = BACKSLASH
        else if (unit < 0x20) {
          this.#byEngine(JSON.stringify(value))
          return
        }
        target[at++] = unit === LINE_FEED ? LETTER_N : unit
      } else if (isSurrogate(unit)) {
        const point = pointAt(value, i++, unit)
        if (point < 0) {
          this.#byEngine(JSON.stringify(value))
          return
        }
        at = writeFour(target, at, point)
      } else at = writeTwoOrThree(target, at, unit)
    }
    target[at++] = QUOTE
    this.#at = at
  }

  /** Adds an integer of at most 2^53 in decimal. */
  integer(value: number): void {
    this.#reserve(INTEGER_BYTES)
    if (value < 0) this.#bytes[this.#at++] = MINUS
    this.#natural(value < 0 ? -value : value)
  }

  /** Adds an integer of any size in decimal. */
  bigint(value: bigint): void {
    this.#wide[0] = value
    const high = this.#halves[1]!
    // Negative, or beyond 63 bits: rare, and the engine's to write.
    if (high >= 0x8000_0000 || this.#wide[0] !== value) {
      this.ascii(String(value))
      return
    }
    this.#reserve(INTEGER_BYTES)
    // Long division by 10^9 in steps of 16 bits, each of which a double holds exactly; a division of bigints costs ten times as much.
    const low = this.#halves[0]!
    const first = (high % BILLION) * 65_536 + (low >>> 16)
    const second = (first % BILLION) * 65_536 + (low & 0xffff)
    const rest = second % BILLION
    const billions =
      Math.floor(high / BILLION) * 2 ** 32 +
      Math.floor(first / BILLION) * 65_536 +
      Math.floor(second / BILLION)
    if (billions > 0) {
      this.#natural(billions)
      this.#digits(rest, 9)
    } else this.#natural(rest)
  }

  /** Where the next byte will stand. */
  position(): number {
    return this.#at
  }

  /** Sets a byte already written. */
  patch(position: number, byte: number): void {
    this.#bytes[position] = byte
  }

  /** Ends the present text; the next one begins here. */
  end(): void {
    this.#ends.push(this.#at)
  }

  /** The texts ended: their bytes, and where each ends. The column is then empty. */
  finish(): { readonly texts: Uint8Array<ArrayBuffer>; readonly ends: Uint32Array<ArrayBuffer> } {
    // The block itself, not a copy of it; what is left over at its end moves along unused.
    const column = {
      texts: new Uint8Array(this.#bytes.buffer, 0, this.#at),
      ends: this.#ends.finish(),
    }
    this.#bytes = Buffer.allocUnsafeSlow(0)
    this.#at = 0
    this.#ends = integersColumn(0)
    return column
  }

  #reserve(more: number): void {
    if (this.#at + more > this.#bytes.length) this.#grow(more)
  }

  #grow(more: number): void {
    // Room that is never written costs no memory, while each copy costs time: few steps, then.
    const factor = this.#bytes.length < LARGE_BLOCK ? 4 : 2
    const grown = Buffer.allocUnsafeSlow(Math.max(factor * this.#bytes.length, this.#at + more))
    grown.set(this.#bytes.subarray(0, this.#at))
    this.#bytes = grown
  }

  /** Long texts, and those with half of a surrogate pair, which becomes U+FFFD. */
  #byEngine(text: string): void {
    this.#reserve(BYTES_PER_UNIT * text.length)
    this.#at += this.#bytes.write(text, this.#at)
  }

  #natural(value: number): void {
    // In halves of nine digits, which are small integers to the engine.
    if (value < BILLION) this.#digits(value, countDigits(value))
    else {
      const high = Math.floor(value / BILLION)
      this.#digits(high, countDigits(high))
      this.#digits(value - high * BILLION, 9)
    }
  }

  #digits(value: number, count: number): void {
    const target = this.#bytes
    const start = this.#at
    let rest = value | 0
    for (let i = start + count - 1; i >= start; i--) {
      const next = (rest / 10) | 0
      target[i] = ZERO + rest - 10 * next
      rest = next
    }
    this.#at = start + count
  }
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff

/** The code point of the pair that begins at i; −1 where there is no pair. */
function pointAt(text: string, i: number, high: number): number {
  const low = text.charCodeAt(i + 1)
  return high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff
    ? 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)
    : -1
}

function writeTwoOrThree(target: Uint8Array, at: number, unit: number): number {
  if (unit < 0x800) {
    target[at] = 0xc0 | (unit >> 6)
    target[at + 1] = 0x80 | (unit & 0x3f)
    return at + 2
  }
  target[at] = 0xe0 | (unit >> 12)
  target[at + 1] = 0x80 | ((unit >> 6) & 0x3f)
  target[at + 2] = 0x80 | (unit & 0x3f)
  return at + 3
}

function writeFour(target: Uint8Array, at: number, point: number): number {
  target[at] = 0xf0 | (point >> 18)
  target[at + 1] = 0x80 | ((point >> 12) & 0x3f)
  target[at + 2] = 0x80 | ((point >> 6) & 0x3f)
  target[at + 3] = 0x80 | (point & 0x3f)
  return at + 4
}

/** Decimal digits of an integer below 10^9. */
function countDigits(value: number): number {
  if (value < 1e4) return value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4
  return value < 1e5 ? 5 : value < 1e6 ? 6 : value < 1e7 ? 7 : value < 1e8 ? 8 : 9
}
