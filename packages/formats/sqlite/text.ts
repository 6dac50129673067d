// Stored text → string. Short ASCII is put together from its codes, which is faster than any decoder; the rest goes
// through one shared TextDecoder. Text that is not valid in its encoding gives null: the caller keeps the bytes.

export type Encoding = 'utf8' | 'utf16le' | 'utf16be'

export type DecodeText = (bytes: Uint8Array, start: number, end: number) => string | null

/** Up to here codes are faster than a call of the decoder (measured on Node 24). */
const SHORT = 32

/** The decoder of an encoding. */
export function textDecoderOf(encoding: Encoding): DecodeText {
  if (encoding === 'utf8') return decodeUtf8
  const decoder = new TextDecoder(encoding === 'utf16le' ? 'utf-16le' : 'utf-16be', { ignoreBOM: true })
  const high = encoding === 'utf16le' ? 1 : 0
  return (bytes, start, end) => {
    if ((end - start) % 2 !== 0) return null
    const text = decoder.decode(bytes.subarray(start, end))
    // The decoder puts U+FFFD for a lone surrogate; where the text itself has one, look again.
    return text.includes('\ufffd') && hasLoneSurrogate(bytes.subarray(start, end), high) ? null : text
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | null {
  if (end - start <= SHORT) {
    const text = decodeAscii(bytes, start, end)
    if (text !== null) return text
  }
  const text = utf8.decode(bytes.subarray(start, end))
  return text.includes('\ufffd') && !isUtf8(bytes, start, end) ? null : text
}

function decodeAscii(bytes: Uint8Array, start: number, end: number): string | null {
  let text = ''
  let at = start
  for (; at + 8 <= end; at += 8) {
    const a = bytes[at]!
    const b = bytes[at + 1]!
    const c = bytes[at + 2]!
    const d = bytes[at + 3]!
    const e = bytes[at + 4]!
    const f = bytes[at + 5]!
    const g = bytes[at + 6]!
    const h = bytes[at + 7]!
    if ((a | b | c | d | e | f | g | h) > 0x7f) return null
    text += String.fromCharCode(a, b, c, d, e, f, g, h)
  }
  for (; at < end; at++) {
    const code = bytes[at]!
    if (code > 0x7f) return null
    text += String.fromCharCode(code)
  }
  return text
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
