// Type affinity: what a declared type makes of values. Rules: sqlite.org, Datatypes In SQLite, section 3.1.

import type { ColumnSchema } from './types.ts'

export type Affinity = ColumnSchema['affinity']

/** The affinity of a declared type; '' = no type. In a STRICT table ANY keeps what it is given. */
export function affinityOf(type: string, strict = false): Affinity {
  const upper = type.toUpperCase()
  if (strict && upper === 'ANY') return 'blob'
  if (upper.includes('INT')) return 'integer'
  if (upper.includes('CHAR') || upper.includes('CLOB') || upper.includes('TEXT')) return 'text'
  if (upper === '' || upper.includes('BLOB')) return 'blob'
  if (upper.includes('REAL') || upper.includes('FLOA') || upper.includes('DOUB')) return 'real'
  return 'numeric'
}

/** A literal of SQL: integers as bigint and reals as number, so that 1 and 1.0 differ. */
export type Literal = null | bigint | number | string | Uint8Array

const NUMERIC_TEXT = /^[ \t\n\v\f\r]*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[ \t\n\v\f\r]*$/
const INTEGER_TEXT = /^[ \t\n\v\f\r]*([+-]?\d+)[ \t\n\v\f\r]*$/

/** A literal as a column of this affinity would hold it: what rows older than an added column read there. */
export function withAffinity(value: Literal, affinity: Affinity): Literal {
  if (value === null || value instanceof Uint8Array || affinity === 'blob') return value
  if (affinity === 'text') return String(value)
  const number = typeof value === 'string' ? numberOfText(value) : value
  if (number === null) return value
  if (affinity === 'real') return Number(number)
  const isWhole = typeof number === 'number' && Number.isInteger(number) && Math.abs(number) < 2 ** 63
  return isWhole ? BigInt(number) : number
}

function numberOfText(text: string): bigint | number | null {
  if (!NUMERIC_TEXT.test(text)) return null
  const digits = INTEGER_TEXT.exec(text)?.[1]
  return (digits === undefined ? null : int64Of(digits)) ?? Number(text)
}

/** Decimal digits with a sign or none → the integer, null where 64 bits do not hold it. */
export function int64Of(digits: string): bigint | null {
  const integer = BigInt(digits.replace('+', ''))
  return integer === BigInt.asIntN(64, integer) ? integer : null
}
