// Tables as text: read over papaparse with line numbers and odd rows told, and written so that a spreadsheet program
// runs nothing it finds in a cell. Reading and writing are not inverse to each other where a cell had to be disarmed.

import Papa from 'papaparse'
import { issue, makeIssueList } from './errors.ts'
import type { Reading } from './reading.ts'
import { decodeUtf8, decodeUtf16 } from './text.ts'

export interface CsvRow {
  /** Line of the file its first cell begins on, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvTable {
  readonly delimiter: string
  /** The head, if there is one, is the first row. Blank lines are no rows. */
  readonly rows: readonly CsvRow[]
}

export interface CsvOptions {
  /** Absent: the most likely of comma, tab, semicolon and bar. */
  readonly delimiter?: string
}

/**
 * Reads a table. Its width is that of its first row.
 *
 * @param input  text, or bytes in UTF-8, or in UTF-16 with a byte order mark
 * @issues       E_CSV_RAGGED, E_CSV_QUOTE (both with the line), E_CSV_TEXT
 */
export function readCsv(input: string | Uint8Array, { delimiter }: CsvOptions = {}): Reading<CsvTable> {
  const issues = makeIssueList()
  const text = textOf(input, () => issues.push(issue('E_CSV_TEXT')))
  const rows: CsvRow[] = []
  const place = { at: 0, line: 1 }
  let found = delimiter ?? ','
  Papa.parse<string[]>(text, {
    ...(delimiter !== undefined && { delimiter }),
    delimitersToGuess: [',', '\t', ';', '|'],
    step: ({ data, errors, meta }) => {
      found = meta.delimiter
      const { line } = place
      advance(place, text, meta.cursor)
      for (const { type, code } of errors)
        if (type === 'Quotes') issues.push(issue('E_CSV_QUOTE', undefined, { line, fault: code }))
      if (data.length === 1 && data[0]?.trim() === '') return
      const width = rows[0]?.cells.length ?? data.length
      if (data.length !== width)
        issues.push(issue('E_CSV_RAGGED', undefined, { line, cells: data.length, width }))
      rows.push({ line, cells: data })
    },
  })
  return { value: { delimiter: found, rows }, issues: issues.all() }
}

function textOf(input: string | Uint8Array, complain: () => void): string {
  if (typeof input === 'string') return input.replace(/^\ufeff/, '')
  const order =
    input[0] === 0xff && input[1] === 0xfe ? 'little' : input[0] === 0xfe && input[1] === 0xff ? 'big' : null
  const { text, valid } = order === null ? decodeUtf8(input) : decodeUtf16(input, order)
  if (!valid) complain()
  return text.replace(/^\ufeff/, '')
}

/** Counts line ends up to the place reading has come to: \n, \r\n or \r. */
function advance(place: { at: number; line: number }, text: string, to: number): void {
  for (; place.at < Math.min(to, text.length); place.at++) {
    const code = text.charCodeAt(place.at)
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(place.at + 1) !== 0x0a)) place.line++
  }
}

/** What spreadsheet programs take for the beginning of a formula, full-width forms included. Source: OWASP, CSV Injection. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/

/**
 * One row as RFC 4180 has it, its line end (CR LF) included.
 *
 * A cell that would begin a formula (`=`, `+`, `-`, `@`, tab, CR, LF) gets an apostrophe before it, unless it is a plain
 * decimal number; numbers stay as they are. Cells with a quote, comma, semicolon, tab or line end are quoted.
 */
export function printCsvRow(cells: readonly (string | number | bigint | null)[]): string {
  return `${cells.map(printCell).join(',')}\r\n`
}

function printCell(cell: string | number | bigint | null): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
