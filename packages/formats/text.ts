// Bytes to text without throwing and without loss in silence: each function says whether the bytes were valid in their
// encoding. Decoding keeps a leading U+FEFF, since it is part of what was stored.

export interface DecodedText {
  /** Invalid sequences stand as U+FFFD. */
  readonly text: string
  readonly valid: boolean
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const utf16le = new TextDecoder('utf-16le', { ignoreBOM: true })
const utf16be = new TextDecoder('utf-16be', { ignoreBOM: true })

/** UTF-8 to text. U+FFFD that was stored as such is valid. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  const text = utf8.decode(bytes)
  return { text, valid: !text.includes('\ufffd') || isUtf8(bytes) }
}

/** ASCII to text; a byte of 0x80 or more is invalid and read as ISO 8859-1. */
export function decodeAscii(bytes: Uint8Array): DecodedText {
  const text = utf8.decode(bytes)
  const valid = text.length === bytes.length && !text.includes('\ufffd')
  return { text: valid ? text : decodeLatin1(bytes), valid }
}

/** UTF-16 to text; an odd byte at the end or a lone surrogate is invalid. */
export function decodeUtf16(bytes: Uint8Array, order: 'big' | 'little'): DecodedText {
  const text = (order === 'big' ? utf16be : utf16le).decode(bytes)
  if (!text.includes('\ufffd')) return { text, valid: true }
  let units = ''
  for (let i = 0; i + 1 < bytes.length; i += 2)
    units += String.fromCharCode(
      order === 'big' ? (bytes[i]! << 8) | bytes[i + 1]! : bytes[i]! | (bytes[i + 1]! << 8),
    )
  return { text, valid: bytes.length % 2 === 0 && units.isWellFormed() }
}

/** ISO 8859-1: each byte is the code point of its number. Never invalid; for ASCII in particular. */
export function decodeLatin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = ''
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]!)
  return text
}

/** Code page 437, 0x80 to 0xff. Source: PKWARE APPNOTE, appendix D. */
const CP437_UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

/** IBM code page 437, the zip format's encoding of names where no flag says UTF-8. Never invalid. */
export function decodeCp437(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : CP437_UPPER[byte - 0x80]
  return text
}

/** Is this well-formed UTF-8? Table 3-7 of the Unicode standard. */
export function isUtf8(bytes: Uint8Array): boolean {
  let i = 0
  while (i < bytes.length) {
    const lead = bytes[i]!
    const more = lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1
    if (more < 0) return false
    if (more > 0) {
      const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
      const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
      const second = bytes[i + 1] ?? 0
      if (second < low || second > high) return false
      for (let k = 2; k <= more; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return false
    }
    i += more + 1
  }
  return true
}
