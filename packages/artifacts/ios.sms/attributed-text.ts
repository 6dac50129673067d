// Text of attributedBody, beside that of the column text. Most rows of a store hold one text in both; that is seen from the
// bytes, without reading the stream, since there are millions.

/** In a typedstream a string stands as the encoding `+`, its length and its bytes; the first is the text itself. */
const STRING_MARK = [0x84, 0x01, 0x2b] as const

/** The mark lies within this many bytes in streams of plain messages. */
const SEARCHED = 160

/**
 * Makes the function that says whether an attributedBody plainly holds this text: ASCII of less than 128 characters, as its
 * first string. False means that the stream must be read to tell.
 */
export function plainComparison(): (bytes: Uint8Array, text: string) => boolean {
  let usual = 0
  return (bytes, text) => {
    if (!isMarkAt(bytes, usual)) usual = markIn(bytes)
    const start = usual + STRING_MARK.length + 1
    if (usual < 0 || text.length > 127 || bytes[start - 1] !== text.length) return false
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code !== bytes[start + i] || code > 127) return false
    }
    return true
  }
}

function markIn(bytes: Uint8Array): number {
  const last = Math.min(bytes.length, SEARCHED)
  for (let at = 0; at < last; at++) if (isMarkAt(bytes, at)) return at
  return -1
}

const isMarkAt = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === STRING_MARK[0] && bytes[at + 1] === STRING_MARK[1] && bytes[at + 2] === STRING_MARK[2]
