// The text of a record that search reads: the fields its kind marks, a line each. A copy for finding; the record keeps
// what it holds.

/** Marks around what was found in a snippet: noncharacters, which no text interchanged has (Unicode 23.7). */
export const MATCH_OPEN = '\uFDD0'
export const MATCH_CLOSE = '\uFDD1'

/** The marked fields' texts; '' where there are none. What no database text can hold becomes a gap between words. */
export function searchTextOf(fields: Readonly<Record<string, unknown>>, searched: readonly string[]): string {
  let text = ''
  for (const field of searched) {
    const value = fields[field]
    if (typeof value === 'string' && value !== '') text += text === '' ? value : `\n${value}`
  }
  return UNSEARCHABLE.test(text) || !text.isWellFormed()
    ? text.toWellFormed().replaceAll(new RegExp(UNSEARCHABLE, 'g'), ' ')
    : text
}

const UNSEARCHABLE = /[\0\uFDD0\uFDD1]/
