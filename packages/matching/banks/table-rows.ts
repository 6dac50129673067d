// Lines → rows of fields (RFC 4180): a field in quotation marks may hold the delimiter, doubled marks and line ends. Bank
// lists are edited by hand, so a mark that is never closed must not swallow the entries after it: its line is then read
// as it stands, the mark being a character, and the lines after it are read anew.

import type { TextLine } from './text-lines.ts'

export interface TableRow {
  readonly fields: readonly string[]
  /** Number of its first line. */
  readonly line: number
  /** Set where a quotation opened in it is never closed. */
  readonly isOpen?: true
  readonly isCut?: true
}

/** Lines one row may run over. Notes are short, and each line may open a mark anew. */
const MOST_LINES = 32

export function* rowsOf(lines: Iterable<TextLine>, delimiter: string): Generator<TableRow> {
  const source = lines[Symbol.iterator]()
  /** Lines read ahead in search of a closing mark, the next one last. */
  const ahead: TextLine[] = []
  const next = (): TextLine | undefined => {
    const read = ahead.pop()
    if (read) return read
    const step = source.next()
    return step.done ? undefined : step.value
  }
  for (let first = next(); first; first = next()) {
    const taken = [first]
    let fields = first.isCut ? [first.text] : fieldsOf(first.text, delimiter)
    while (fields === null && taken.length < MOST_LINES) {
      const more = next()
      if (!more) break
      taken.push(more)
      if (more.isCut) break
      // Only an odd number of marks can close one.
      if (more.text.split('"').length % 2 === 0)
        fields = fieldsOf(taken.map((line) => line.text).join('\n'), delimiter)
    }
    if (fields === null) {
      ahead.push(...taken.slice(1).reverse())
      yield { fields: first.text.split(delimiter), line: first.line, isOpen: true }
    } else yield { fields, line: first.line, ...(first.isCut && { isCut: true }) }
  }
}

/** The fields of one row; null where a quotation is not closed. */
export function fieldsOf(text: string, delimiter: string): string[] | null {
  const fields: string[] = []
  let at = 0
  while (at <= text.length) {
    if (text[at] === '"') {
      const closing = closingMark(text, at)
      if (closing === -1) return null
      // Whatever stands between the closing mark and the delimiter belongs to the field.
      const end = endOfField(text, closing, delimiter)
      fields.push(text.slice(at + 1, closing).replaceAll('""', '"') + text.slice(closing + 1, end))
      at = end + 1
    } else {
      const end = endOfField(text, at, delimiter)
      fields.push(text.slice(at, end))
      at = end + 1
    }
  }
  return fields
}

function closingMark(text: string, opening: number): number {
  for (let at = text.indexOf('"', opening + 1); at !== -1; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at
  return -1
}

function endOfField(text: string, from: number, delimiter: string): number {
  const end = text.indexOf(delimiter, from)
  return end === -1 ? text.length : end
}
