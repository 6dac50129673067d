// Stored text → string. Most text on a phone is short and ASCII, and a call of TextDecoder costs more than its decoding: so
// each page is decoded once, with its bytes cut to seven bits, and ASCII texts are parts of that string. The rest goes
// through the decoder. Text that is not valid in its encoding gives null: the caller keeps the bytes.

export type Encoding = 'utf8' | 'utf16le' | 'utf16be'

export interface TextReader {
  /** Another page is at hand: `bytes` have a buffer of their own, whole words long. */
  open(bytes: Uint8Array): void
  /** The text in bytes [start, end), of that page or any others. */
  decode(bytes: Uint8Array, start: number, end: number): string | null
}

export const makeTextReader = (encoding: Encoding): TextReader =>
  encoding === 'utf8' ? makeUtf8Reader() : makeUtf16Reader(encoding)

/** V8 copies parts up to here; longer ones refer to the whole and would keep it in memory. */
const COPIED = 12

/** Up to here codes are faster than a call of the decoder (measured on Node 24). */
const SHORT = 32

function makeUtf8Reader(): TextReader {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let page = new Uint8Array(0)
  let view = new DataView(page.buffer)
  let cut = new Uint8Array(0)
  let text: string | null = null

  function isAscii(start: number, end: number): boolean {
    let bits = 0
    let at = start
    for (; at + 4 <= end; at += 4) bits |= view.getInt32(at)
    for (; at < end; at++) bits |= page[at]!
    return (bits & 0x8080_8080) === 0
  }

  function textOfPage(): string {
    if (cut.length !== page.length) cut = new Uint8Array(page.length)
    const from = new Uint32Array(page.buffer)
    const to = new Uint32Array(cut.buffer)
    for (let i = 0; i < from.length; i++) to[i] = from[i]! & 0x7f7f_7f7f
    return decoder.decode(cut)
  }

  function decodeAny(bytes: Uint8Array, start: number, end: number): string | null {
    const short = end - start <= SHORT ? asciiOf(bytes, start, end) : null
    if (short !== null) return short
    const any = decoder.decode(bytes.subarray(start, end))
    // The decoder puts U+FFFD for what is invalid; where the text itself has one, look again.
    return any.includes('\ufffd') && !isUtf8(bytes, start, end) ? null : any
  }

  return {
    open(bytes) {
      if (bytes !== page) {
        page = bytes as Uint8Array<ArrayBuffer>
        view = new DataView(page.buffer)
      }
      text = null
    },
    decode(bytes, start, end) {
      const length = end - start
      if (bytes !== page || !isAscii(start, end)) return decodeAny(bytes, start, end)
      if (text === null) {
        if (length <= COPIED) return asciiOf(bytes, start, end)
        text = textOfPage()
      }
      const part = text.substring(start, end)
      // Put together and cut again it is a copy: who keeps a text must not keep its page.
      return length <= COPIED ? part : ` ${part}`.slice(1)
    },
  }
}

function asciiOf(bytes: Uint8Array, start: number, end: number): string | null {
  let text = ''
  let at = start
  for (; at + 4 <= end; at += 4) {
    const a = bytes[at]!
    const b = bytes[at + 1]!
    const c = bytes[at + 2]!
    const d = bytes[at + 3]!
    if ((a | b | c | d) > 0x7f) return null
    text += String.fromCharCode(a, b, c, d)
  }
  for (; at < end; at++) {
    const code = bytes[at]!
    if (code > 0x7f) return null
    text += String.fromCharCode(code)
  }
  return text
}

function makeUtf16Reader(encoding: 'utf16le' | 'utf16be'): TextReader {
  const decoder = new TextDecoder(encoding === 'utf16le' ? 'utf-16le' : 'utf-16be', { ignoreBOM: true })
  const high = encoding === 'utf16le' ? 1 : 0
  return {
    open() {},
    decode(bytes, start, end) {
      if ((end - start) % 2 !== 0) return null
      const text = decoder.decode(bytes.subarray(start, end))
      return text.includes('\ufffd') && hasLoneSurrogate(bytes.subarray(start, end), high) ? null : text
    },
  }
}

/** Whether bytes [start, end) are UTF-8 as Unicode defines it: shortest forms, no surrogates, up to U+10FFFF. */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start
  while (at < end) {
    const lead = bytes[at]!
    const more = lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1
    if (more < 0 || at + more >= end) return false
    const second = bytes[at + 1]!
    if (lead === 0xe0 && second < 0xa0) return false
    if (lead === 0xed && second > 0x9f) return false
    if (lead === 0xf0 && second < 0x90) return false
    if (lead === 0xf4 && second > 0x8f) return false
    for (let i = 1; i <= more; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return false
    at += more + 1
  }
  return true
}

function hasLoneSurrogate(bytes: Uint8Array, high: number): boolean {
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const top = bytes[at + high]! & 0xfc
    if (top === 0xdc) return true
    if (top !== 0xd8) continue
    if (at + 3 >= bytes.length || (bytes[at + 2 + high]! & 0xfc) !== 0xdc) return true
    at += 2
  }
  return false
}
