// Bank files: lists of hashes as people and programs hand them over. Read: tables with a head (comma, semicolon or tab),
// `type value` lines, `hash,quality,path` lines as `manumit hash` prints them, and bare hashes one a line.
// Each line becomes an entry or an issue. An issue names a line and a length, never a hash.

import { type Issue, isIssue } from '@manumit/base'
import { hashKind } from '@manumit/hashing'
import { type matchingCodes, matchingIssue } from '../errors.ts'
import { type BankColumns, bankColumns } from './bank-columns.ts'
import { kindOfName } from './kind-names.ts'
import { rowsOf, type TableRow } from './table-rows.ts'
import { LONGEST_LINE, linesOf, type TextLine } from './text-lines.ts'

export interface BankFileEntry {
  /** Id of the hash kind, or the name of one that this version carries but does not match. */
  readonly kind: string
  /** Canonical text; for kinds that are not matched, the text as it stands. */
  readonly hash: string
  /** Whether this version can match the kind. */
  readonly isMatched: boolean
  readonly line: number
  readonly quality?: number
  readonly category?: string
  readonly source?: string
  readonly note?: string
}

export interface BankFileOptions {
  /** The file's name, for the issues. */
  readonly name: string
  /** What a bare value of 64 digits is, which may be PDQ or SHA-256. Without it PDQ is assumed, and an issue says so. */
  readonly bareKind?: 'pdq' | 'sha256'
}

export interface BankFile {
  readonly entries: readonly BankFileEntry[]
  /** Entries of kinds that this version does not match; each has its issue. */
  readonly notMatched: readonly BankFileEntry[]
  readonly issues: readonly Issue[]
}

/**
 * Reads a whole bank file. Issues: E_BANK_HASH, E_BANK_KIND_UNKNOWN, E_BANK_KIND_NOT_MATCHED, E_BANK_QUALITY_LOW and
 * E_BANK_LINE for what was set aside, E_BANK_KIND_ASSUMED, E_BANK_QUOTE_OPEN and E_BANK_TEXT for what was read with doubt.
 */
export function readBankFile(bytes: Uint8Array, options: BankFileOptions): BankFile {
  const items = [...readBankEntries([bytes], options)]
  const entries = items.filter((item): item is BankFileEntry => !isIssue(item))
  return {
    entries: entries.filter((entry) => entry.isMatched),
    notMatched: entries.filter((entry) => !entry.isMatched),
    issues: items.filter(isIssue),
  }
}

/** The same from pieces of bytes, an item at a time, for files of any size. */
export function* readBankEntries(
  pieces: Iterable<Uint8Array>,
  { name, bareKind }: BankFileOptions,
): Generator<BankFileEntry | Issue> {
  const report = (code: BankIssueCode, line: number, data = {}): Issue =>
    matchingIssue(code, { path: name }, { line, ...data })
  const lines = linesOf(pieces)[Symbol.iterator]()
  let first = lines.next()
  while (!first.done && first.value.text.trim() === '') first = lines.next()
  if (first.done) return

  const columns = bankColumns(first.value.text)
  const found = columns
    ? rowsFound({ [Symbol.iterator]: () => lines }, columns, report)
    : linesFound(first.value, { [Symbol.iterator]: () => lines }, report)
  let isAssumed = false
  for (const item of found) {
    if (isIssue(item)) yield item
    else {
      const kind = item.kind ?? kindOfLength(item.value, bareKind)
      if (item.kind === null && kind === 'pdq' && bareKind === undefined && !isAssumed) {
        isAssumed = true
        yield report('E_BANK_KIND_ASSUMED', item.line)
      }
      yield* checked({ ...item, kind }, report)
    }
  }
}

type BankIssueCode = Extract<keyof typeof matchingCodes, `E_BANK_${string}`>
type Report = (code: BankIssueCode, line: number, data?: Issue['data']) => Issue

/** A value and what it came with. Kind null: nothing said what it is. */
interface Found {
  readonly kind: string | null
  readonly value: string
  readonly line: number
  readonly extras: Pick<BankFileEntry, 'quality' | 'category' | 'source' | 'note'>
}

function* rowsFound(
  lines: Iterable<TextLine>,
  columns: BankColumns,
  report: Report,
): Generator<Found | Issue> {
  for (const row of rowsOf(lines, columns.delimiter)) {
    if (row.isCut) yield report('E_BANK_LINE_LONG', row.line, { limit: LONGEST_LINE })
    else if (row.fields.some((field) => field.trim() !== '')) {
      if (row.isOpen) yield report('E_BANK_QUOTE_OPEN', row.line)
      if (row.fields.some((field) => field.includes('\ufffd'))) yield report('E_BANK_TEXT', row.line)
      yield* rowFound(row, columns, report)
    }
  }
}

function* rowFound(
  { fields, line }: TableRow,
  columns: BankColumns,
  report: Report,
): Generator<Found | Issue> {
  const at = (column: number | null): string => {
    if (column === null) return ''
    // Delimiters beyond the last head belong to the last column: a path or a note written without quotation marks.
    const isLast = column === columns.width - 1
    return (isLast ? fields.slice(column).join(columns.delimiter) : (fields[column] ?? '')).trim()
  }
  const extras = extrasOf({
    quality: at(columns.quality),
    category: at(columns.category),
    source: at(columns.source),
    note: at(columns.note),
  })
  const values = columns.hashes.filter(({ column }) => at(column) !== '')
  if (values.length === 0) yield report('E_BANK_LINE', line)
  for (const { column, kind: headed } of values) {
    const value = at(column)
    // Of the kinds with a text of 64 digits only PDQ has a quality.
    const said = headed ?? (columns.type === null ? null : kindOfName(at(columns.type)))
    if (said === null && columns.type !== null) yield report('E_BANK_KIND_UNKNOWN', line)
    else yield { kind: said ?? (extras.quality === undefined ? null : 'pdq'), value, line, extras }
  }
}

/** `hash,quality,path`, `type value` and bare values, told apart line by line. */
function* linesFound(first: TextLine, rest: Iterable<TextLine>, report: Report): Generator<Found | Issue> {
  yield* lineFound(first, report)
  for (const line of rest) if (line.text.trim() !== '') yield* lineFound(line, report)
}

function* lineFound({ text, line, isCut }: TextLine, report: Report): Generator<Found | Issue> {
  if (isCut) return yield report('E_BANK_LINE_LONG', line, { limit: LONGEST_LINE })
  if (text.includes('\ufffd')) yield report('E_BANK_TEXT', line)
  const hashed = /^\s*([0-9a-f]+)\s*,\s*(\d{1,3})\s*(?:,(.*))?$/i.exec(text)
  if (hashed) {
    const [, value = '', quality = '', note = ''] = hashed
    return yield { kind: 'pdq', value, line, extras: extrasOf({ quality, note: note.trim() }) }
  }
  const [value = '', ...more] = text.trim().split(/[\s,;]+/)
  if (more.length === 0) return yield { kind: null, value, line, extras: {} }
  const kind = kindOfName(value)
  if (kind === null) yield report('E_BANK_KIND_UNKNOWN', line)
  else yield { kind, value: more.join(' '), line, extras: {} }
}

function extrasOf(texts: {
  readonly quality?: string
  readonly category?: string
  readonly source?: string
  readonly note?: string
}): Found['extras'] {
  const { quality = '', category, source, note } = texts
  return {
    ...(/^\d{1,3}$/.test(quality) && { quality: Number(quality) }),
    ...(category && { category }),
    ...(source && { source }),
    ...(note && { note }),
  }
}

/** What a bare value can only be, by its length in characters; of 64, PDQ unless said otherwise. */
function kindOfLength(value: string, bareKind: BankFileOptions['bareKind']): string | null {
  return { 32: 'md5', 40: 'sha1', 64: bareKind ?? 'pdq' }[value.length] ?? null
}

/** A value as an entry, or the issue that says why it is none. */
function* checked({ kind, value, line, extras }: Found, report: Report): Generator<BankFileEntry | Issue> {
  if (kind === null) return yield report('E_BANK_LINE', line, { characters: value.length })
  const known = hashKind(kind)
  if (!known) {
    yield report('E_BANK_KIND_NOT_MATCHED', line, { kind })
    return yield { kind, hash: value, isMatched: false, line, ...extras }
  }
  const hash = known.parse(value)
  const least = known.minQuality ?? 0
  if (!hash.ok) yield report('E_BANK_HASH', line, { kind, characters: value.length })
  else if (extras.quality !== undefined && extras.quality < least)
    yield report('E_BANK_QUALITY_LOW', line, { kind, quality: extras.quality, least })
  else yield { kind, hash: hash.value, isMatched: true, line, ...extras }
}
