// Text from evidence cut into what may stand as it is and what must be named instead: marks that turn writing direction,
// control characters, halves of surrogate pairs. Nothing is dropped: each is shown by its code point.

/** A stretch of text as it stands, or the code point of a mark that is named. */
export type InertPart = { readonly text: string } | { readonly codePoint: number }

/**
 * Characters without a look of their own that change how others look, or that no text may hold. The joiners U+200C and
 * U+200D stay: scripts and emoji need them, and they move nothing.
 */
const MARK =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]|[\ud800-\udfff]|[\u{e0000}-\u{e0fff}]/gu

/** The parts of a text, in order. Line breaks and tabs stay in the text. */
export function inertParts(text: string): InertPart[] {
  const parts: InertPart[] = []
  let from = 0
  const clean = text.replaceAll('\r\n', '\n')
  for (const found of clean.matchAll(MARK)) {
    if (found.index > from) parts.push({ text: clean.slice(from, found.index) })
    parts.push({ codePoint: found[0].codePointAt(0)! })
    from = found.index + found[0].length
  }
  if (from < clean.length) parts.push({ text: clean.slice(from) })
  return parts
}

/** `U+202E`. */
export const codePointText = (codePoint: number): string =>
  `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`

export interface CutText {
  readonly text: string
  /** UTF-16 units of the whole, where it was cut; null where it stands whole. */
  readonly whole: number | null
}

/** A long text cut for print, never through a character. What was cut is in the record's place, and in the other formats. */
export function cutText(text: string, most: number): CutText {
  if (text.length <= most) return { text, whole: null }
  const splits = text.slice(most - 1, most + 1).isWellFormed() ? most : most - 1
  return { text: text.slice(0, splits), whole: text.length }
}
