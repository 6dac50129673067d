// Text into HTML: nothing in it is markup, nothing in it is obeyed.

import type { CutQuote, Line, Piece } from '../document.ts'
import { codePointText, inertParts } from '../inert-text.ts'

const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Our own words, and attribute values. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => SPECIAL[char]!)

/** Text from outside: marks without a look of their own are shown by their code points. */
export const inert = (text: string): string =>
  inertParts(text)
    .map((part) =>
      'text' in part ? escaped(part.text) : `<span class="mark">${codePointText(part.codePoint)}</span>`,
    )
    .join('')

/** A line of a document. What is quoted is kept from turning the direction of what stands around it. */
export const lineHtml = (line: Line): string =>
  Array.isArray(line) ? line.map(pieceHtml).join('') : pieceHtml(line as Piece)

function pieceHtml(piece: Piece): string {
  if (typeof piece === 'string') return escaped(piece)
  if ('quoted' in piece) return `<bdi>${inert(piece.quoted)}</bdi>`
  if ('code' in piece) return `<code><bdi>${inert(piece.code)}</bdi></code>`
  if ('to' in piece) return `<a href="#${escaped(piece.to)}">${escaped(piece.text)}</a>`
  if ('newLine' in piece) return '<br>'
  return `<strong>${escaped(piece.strong)}</strong>`
}

/** A long text, its line breaks kept; where it was cut, how long it is. */
export const cutQuoteHtml = ({ quoted, whole }: CutQuote): string =>
  `<bdi>${inert(quoted)}</bdi>${whole === null ? '' : ` <span class="cut">cut here: ${quoted.length} of ${whole} characters are shown</span>`}`

/** Text as the inside of a CSS string: everything but plain letters and digits by code point, so that nothing ends it. */
export const cssString = (text: string): string =>
  `"${Array.from(text.toWellFormed(), (char) => (/[A-Za-z0-9 ]/.test(char) ? char : `\\${char.codePointAt(0)!.toString(16)} `)).join('')}"`
