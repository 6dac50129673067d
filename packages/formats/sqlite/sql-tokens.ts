// SQL text → tokens, as far as the statements in a schema need it: names in all four quotings, literals, comments.

export interface SqlToken {
  /** name: a bare word; quoted: a name in "…", […] or `…`; text: '…'; the rest speak for themselves. */
  readonly kind: 'name' | 'quoted' | 'text' | 'number' | 'blob' | 'symbol'
  /** Without quotes; for blobs, the hexadecimal digits. */
  readonly value: string
  /** Upper case for a bare word, else ''. Keywords are compared on it, so a quoted "primary" is never a keyword. */
  readonly word: string
  readonly start: number
  readonly end: number
}

const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|(?<blob>[xX]'[0-9A-Fa-f]*')|(?<text>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])|(?<number>0[xX][0-9A-Fa-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?)|(?<name>[A-Za-z_\u0080-\u{10ffff}][\w$\u0080-\u{10ffff}]*)|(?<symbol>[\s\S])/uy

/** Tokens in order; blanks and comments are left out. An unclosed quote gives its mark as a symbol. */
export function tokenizeSql(sql: string): SqlToken[] {
  const tokens: SqlToken[] = []
  TOKEN.lastIndex = 0
  for (let start = 0; start < sql.length; start = TOKEN.lastIndex) {
    TOKEN.lastIndex = start
    const groups = TOKEN.exec(sql)?.groups
    if (!groups) break
    const token = tokenOf(groups)
    if (token) tokens.push({ ...token, start, end: TOKEN.lastIndex })
  }
  return tokens
}

function tokenOf(groups: Record<string, string | undefined>): Omit<SqlToken, 'start' | 'end'> | null {
  const { blob, text, quoted, number, name, symbol } = groups
  if (name !== undefined) return { kind: 'name', value: name, word: name.toUpperCase() }
  if (quoted !== undefined) return { kind: 'quoted', value: unquote(quoted), word: '' }
  if (text !== undefined) return { kind: 'text', value: unquote(text), word: '' }
  if (number !== undefined) return { kind: 'number', value: number, word: '' }
  if (blob !== undefined) return { kind: 'blob', value: blob.slice(2, -1), word: '' }
  if (symbol !== undefined) return { kind: 'symbol', value: symbol, word: '' }
  return null
}

function unquote(token: string): string {
  const mark = token[0]!
  const inner = token.slice(1, -1)
  return mark === '[' ? inner : inner.replaceAll(mark + mark, mark)
}

/** Whether a token can name something: SQLite takes a string for a name where only a name can stand. */
export const isNameToken = (token: SqlToken | undefined): token is SqlToken =>
  token !== undefined && (token.kind === 'name' || token.kind === 'quoted' || token.kind === 'text')
