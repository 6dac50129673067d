// Text from evidence, cut into what may be drawn as it is and what must be shown as a mark: control characters, overrides of
// writing direction, invisible and unpaired code units. What was stored stays visible, and nothing of it acts on the page.

export type Piece =
  | { readonly is: 'text'; readonly text: string; readonly start: number }
  | { readonly is: 'mark'; readonly code: string; readonly name: string; readonly start: number }

const NAMES: Readonly<Record<number, string>> = {
  0: 'null',
  8: 'backspace',
  11: 'line tabulation',
  12: 'form feed',
  13: 'carriage return',
  27: 'escape',
  127: 'delete',
  173: 'soft hyphen',
  1564: 'Arabic letter mark',
  4447: 'Hangul filler',
  6158: 'Mongolian vowel separator',
  8203: 'zero-width space',
  8206: 'left-to-right mark',
  8207: 'right-to-left mark',
  8232: 'line separator',
  8233: 'paragraph separator',
  8234: 'left-to-right embedding',
  8235: 'right-to-left embedding',
  8236: 'pop directional formatting',
  8237: 'left-to-right override',
  8238: 'right-to-left override',
  8288: 'word joiner',
  8294: 'left-to-right isolate',
  8295: 'right-to-left isolate',
  8296: 'first strong isolate',
  8297: 'pop directional isolate',
  12644: 'Hangul filler',
  65279: 'zero-width no-break space',
  65440: 'halfwidth Hangul filler',
}

/**
 * Controls (but tab and line feed), directional formatting, invisible fillers, interlinear and tag characters, and halves
 * of pairs. The joiners U+200C and U+200D are left: Persian, Hindi and emoji are written with them.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udc7f]/g

/** The pieces of a text in order; `start` in UTF-16 units. */
export function visiblePieces(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > from) pieces.push({ is: 'text', text: text.slice(from, match.index), start: from })
    pieces.push({ ...markOf(match[0]), start: match.index })
    from = match.index + match[0].length
  }
  if (from < text.length) pieces.push({ is: 'text', text: text.slice(from), start: from })
  return pieces
}

function markOf(found: string) {
  const point = found.codePointAt(0)!
  return {
    is: 'mark' as const,
    code: `U+${point.toString(16).toUpperCase().padStart(4, '0')}`,
    name: nameOf(point),
  }
}

function nameOf(point: number): string {
  const name = NAMES[point]
  if (name !== undefined) return name
  if (point >= 0xd800 && point <= 0xdfff) return 'half of a pair'
  if (point >= 0xe0000) return 'tag'
  return point < 0xa0 ? 'control' : 'invisible'
}

/** The same as one string, for where no element can stand: titles, labels. Marks are written ‹U+202E›. */
export const visibleText = (text: string): string =>
  visiblePieces(text)
    .map((piece) => (piece.is === 'text' ? piece.text : `‹${piece.code}›`))
    .join('')

/** `text` cut to at most `limit` UTF-16 units, never within a pair. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text
  const last = text.charCodeAt(limit - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit)
}
