// CREATE TABLE statement → what reading rows needs: columns in order, which one is the rowid, where each is stored, and
// what rows older than a column read there. Not a validator: the engine accepted the statement before it stored it.

import { affinityOf, type Literal } from './affinity.ts'
import { parseDefault } from './column-default.ts'
import { isNameToken, type SqlToken, tokenizeSql } from './sql-tokens.ts'
import type { ColumnSchema } from './types.ts'

/** A column with what the row reader needs beyond its public description. */
export interface TableColumn extends ColumnSchema {
  /** Computed when asked for: it has no field in the record. */
  readonly isVirtual: boolean
  /** Value in rows older than the column; undefined where the default is no literal. */
  readonly whenMissing: Literal | undefined
  readonly collation: string
}

export interface CreatedTable {
  readonly name: string
  readonly columns: readonly TableColumn[]
  readonly withoutRowid: boolean
  /** Index into `columns` of each field of a record, in stored order; -1 for a repeated key column. */
  readonly fields: readonly number[]
  /** Fields that make the key of a WITHOUT ROWID table, from the first; 0 in others. */
  readonly keyFields: number
}

interface KeyTerm {
  readonly column: number
  readonly collation: string
}

interface Draft {
  readonly columns: TableColumn[]
  /** The primary key, and whether its one INTEGER column may be an alias of the rowid. */
  key: readonly KeyTerm[]
  aliasAllowed: boolean
}

/** null where the text is no CREATE TABLE with a list of columns (a virtual table, a torn statement). */
export function parseCreateTable(sql: string): CreatedTable | null {
  const tokens = tokenizeSql(sql)
  const start = openingOf(tokens)
  if (start === null) return null
  const close = closingOf(tokens, start.open)
  if (close === null) return null
  const options = new Set(tokens.slice(close + 1).map((token) => token.word))
  const strict = options.has('STRICT')
  const withoutRowid = options.has('WITHOUT') && options.has('ROWID')

  const draft: Draft = { columns: [], key: [], aliasAllowed: false }
  for (const part of partsOf(tokens.slice(start.open + 1, close))) {
    if (isTableConstraint(part[0])) addTableKey(draft, part)
    else if (!addColumn(draft, { part, sql, strict })) return null
  }
  const columns = withoutRowid ? draft.columns : markRowid(draft)
  const key = withoutRowid ? singleTerms(draft.key) : []
  return {
    name: start.name,
    columns,
    withoutRowid,
    fields: fieldsOf(columns, key),
    keyFields: key.length,
  }
}

/** CREATE [TEMP] TABLE [IF NOT EXISTS] [schema.]name ( → the name and the index of the parenthesis. */
function openingOf(tokens: readonly SqlToken[]): { name: string; open: number } | null {
  let at = 0
  if (tokens[at++]?.word !== 'CREATE') return null
  if (tokens[at]?.word === 'TEMP' || tokens[at]?.word === 'TEMPORARY') at++
  if (tokens[at++]?.word !== 'TABLE') return null
  if (tokens[at]?.word === 'IF' && tokens[at + 1]?.word === 'NOT') at += 3
  if (tokens[at + 1]?.value === '.' && tokens[at + 1]?.kind === 'symbol') at += 2
  const name = tokens[at++]
  if (!isNameToken(name) || !isSymbol(tokens[at], '(')) return null
  return { name: name.value, open: at }
}

const isSymbol = (token: SqlToken | undefined, mark: string): boolean =>
  token?.kind === 'symbol' && token.value === mark

function closingOf(tokens: readonly SqlToken[], open: number): number | null {
  let depth = 0
  for (let at = open; at < tokens.length; at++) {
    if (isSymbol(tokens[at], '(')) depth++
    else if (isSymbol(tokens[at], ')') && --depth === 0) return at
  }
  return null
}

/** The list inside the parentheses, cut at its own commas. */
function partsOf(tokens: readonly SqlToken[]): SqlToken[][] {
  const parts: SqlToken[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (isSymbol(token, '(')) depth++
    if (isSymbol(token, ')')) depth--
    if (depth === 0 && isSymbol(token, ',')) parts.push([])
    else parts.at(-1)!.push(token)
  }
  return parts
}

const TABLE_CONSTRAINT = new Set(['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN'])
const isTableConstraint = (token: SqlToken | undefined): boolean =>
  token !== undefined && TABLE_CONSTRAINT.has(token.word)

/** Words that end a column's type. */
const AFTER_TYPE = new Set([
  ...['CONSTRAINT', 'PRIMARY', 'NOT', 'NULL', 'UNIQUE', 'CHECK', 'DEFAULT', 'COLLATE', 'REFERENCES'],
  ...['AS', 'DEFERRABLE', 'ON'],
])

function addColumn(
  draft: Draft,
  { part, sql, strict }: { part: readonly SqlToken[]; sql: string; strict: boolean },
): boolean {
  const name = part[0]
  if (!isNameToken(name)) return false
  let at = 1
  while (at < part.length && !endsType(part, at))
    at = isSymbol(part[at], '(') ? (closingOf(part, at) ?? part.length) + 1 : at + 1
  const type = typeOf(part.slice(1, at), sql)
  const traits = columnTraits(part, at)
  const affinity = affinityOf(type, strict)
  draft.columns.push({
    name: name.value,
    type,
    affinity,
    isRowid: false,
    isVirtual: traits.isVirtual,
    whenMissing: parseDefault(traits.defaultTokens, affinity),
    collation: traits.collation,
  })
  if (traits.isKey) {
    draft.key = [{ column: draft.columns.length - 1, collation: traits.collation }]
    // `INTEGER PRIMARY KEY DESC` is not the rowid: a bug of 2002, kept because files rest on it.
    draft.aliasAllowed = !traits.isDescending
  }
  return true
}

/** A declared type as written; one that is a single quoted name loses its quotes, as in the engine. */
function typeOf(tokens: readonly SqlToken[], sql: string): string {
  const [first, ...rest] = tokens
  if (first === undefined) return ''
  const isQuoted = first.kind === 'quoted' || first.kind === 'text'
  return isQuoted && rest.length === 0 ? first.value : sql.slice(first.start, tokens.at(-1)!.end)
}

const endsType = (part: readonly SqlToken[], at: number): boolean =>
  AFTER_TYPE.has(part[at]!.word) || (part[at]!.word === 'GENERATED' && part[at + 1]?.word === 'ALWAYS')

function columnTraits(part: readonly SqlToken[], from: number) {
  let isKey = false
  let isDescending = false
  let isVirtual = false
  let collation = 'BINARY'
  let defaultTokens: readonly SqlToken[] | null = null
  for (let at = from; at < part.length; at++) {
    const { word } = part[at]!
    if (isSymbol(part[at], '(')) at = closingOf(part, at) ?? part.length
    else if (word === 'PRIMARY') {
      isKey = true
      isDescending = part[at + 2]?.word === 'DESC'
    } else if (word === 'COLLATE') collation = part[at + 1]?.value.toUpperCase() ?? collation
    else if (word === 'DEFAULT') defaultTokens = part.slice(at + 1)
    else if (word === 'AS' && isSymbol(part[at + 1], '(')) {
      const close = closingOf(part, at + 1) ?? part.length
      isVirtual = part[close + 1]?.word !== 'STORED'
      at = close
    }
  }
  return { isKey, isDescending, isVirtual, collation, defaultTokens }
}

/** Finds PRIMARY KEY (…) among table constraints; SQLite lets several follow one another without a comma. */
function addTableKey(draft: Draft, part: readonly SqlToken[]): void {
  for (let at = 0; at < part.length; at++) {
    if (isSymbol(part[at], '(')) at = closingOf(part, at) ?? part.length
    else if (part[at]!.word === 'PRIMARY' && isSymbol(part[at + 2], '(')) {
      const close = closingOf(part, at + 2) ?? part.length
      const terms = partsOf(part.slice(at + 3, close))
      draft.key = terms.flatMap((term) => keyTerm(draft, term))
      // A term's DESC does not matter here, unlike in a column's own constraint.
      draft.aliasAllowed = true
      at = close
    }
  }
}

function keyTerm(draft: Draft, term: readonly SqlToken[]): KeyTerm[] {
  const name = term[0]
  if (!isNameToken(name)) return []
  const column = draft.columns.findIndex((c) => c.name.toLowerCase() === name.value.toLowerCase())
  if (column < 0) return []
  const collate = term.findIndex((token) => token.word === 'COLLATE')
  const collation =
    collate < 0 ? draft.columns[column]!.collation : (term[collate + 1]?.value.toUpperCase() ?? 'BINARY')
  return [{ column, collation }]
}

function markRowid({ columns, key, aliasAllowed }: Draft): TableColumn[] {
  const alias = key.length === 1 && aliasAllowed ? key[0]!.column : -1
  return columns.map((column, index) =>
    index === alias && column.type.toUpperCase() === 'INTEGER' ? { ...column, isRowid: true } : column,
  )
}

/** A key that names a column twice in the same collation stores it once. */
const singleTerms = (key: readonly KeyTerm[]): KeyTerm[] =>
  key.filter(
    (term, index) =>
      key.findIndex((t) => t.column === term.column && t.collation === term.collation) === index,
  )

/** A WITHOUT ROWID record begins with the key columns; a virtual column has no field anywhere. */
function fieldsOf(columns: readonly TableColumn[], key: readonly KeyTerm[]): number[] {
  const inKey = new Set(key.map((term) => term.column))
  const rest = columns.flatMap((column, index) => (column.isVirtual || inKey.has(index) ? [] : [index]))
  const first = key.map((term, index) =>
    key.findIndex((t) => t.column === term.column) === index ? term.column : -1,
  )
  return [...first, ...rest]
}
