// Base64 as property lists and vCards hold it: blanks anywhere, padding or none. Does not throw.

/** Standard alphabet → bytes; null where a character is none of it, or a group is cut. */
export function bytesOfBase64(text: string): Uint8Array | null {
  const digits = text.replace(/[\s]+/g, '').replace(/={1,2}$/, '')
  if (digits.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (let i = 0; i < digits.length; i++) {
    const value = digitOf(digits.charCodeAt(i))
    if (value < 0) return null
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 0xff
    }
  }
  return bytes
}

function digitOf(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41
  if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 26
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 52
  return code === 0x2b ? 62 : code === 0x2f ? 63 : -1
}
