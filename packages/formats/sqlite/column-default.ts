// The DEFAULT of a column, where it is a literal: ALTER TABLE ADD COLUMN rewrites no row, so older rows have no field for
// it and read the default instead.

import { type Affinity, int64Of, type Literal, withAffinity } from './affinity.ts'
import type { SqlToken } from './sql-tokens.ts'

/**
 * The tokens after DEFAULT → the value, as a column of this affinity holds it. No default (null) is NULL; a default that
 * is no literal, such as a function, is undefined.
 */
export function parseDefault(tokens: readonly SqlToken[] | null, affinity: Affinity): Literal | undefined {
  if (tokens === null) return null
  let at = 0
  while (tokens[at]?.kind === 'symbol' && tokens[at]?.value === '(') at++
  const depth = at
  let sign = ''
  for (; tokens[at]?.kind === 'symbol' && /^[+-]$/.test(tokens[at]!.value); at++)
    if (tokens[at]!.value === '-') sign = sign === '-' ? '' : '-'
  const token = tokens[at]
  if (token === undefined) return undefined
  for (let i = 1; i <= depth; i++) if (tokens[at + i]?.value !== ')') return undefined
  if (affinity === 'text' && token.kind === 'number') return textOfNumber(token.value, sign)
  const value = literalOf(token, sign)
  return value === undefined ? undefined : withAffinity(value, affinity)
}

/** A text column holds a number as the statement spells it, but for small integers. */
function textOfNumber(spelt: string, sign: string): string {
  const value = numberOf(spelt.replaceAll('_', ''), sign)
  const isSmall = typeof value === 'bigint' && value === BigInt.asIntN(32, value)
  return isSmall ? String(value) : sign + spelt.replaceAll('_', '')
}

function literalOf(token: SqlToken, sign: string): Literal | undefined {
  if (token.kind === 'number') return numberOf(token.value.replaceAll('_', ''), sign)
  if (sign !== '') return undefined
  if (token.kind === 'blob')
    return Uint8Array.from(token.value.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16))
  if (token.kind === 'text' || token.kind === 'quoted') return token.value
  if (token.kind !== 'name') return undefined
  if (token.word === 'NULL') return null
  if (token.word === 'TRUE') return 1n
  if (token.word === 'FALSE') return 0n
  if (token.word.startsWith('CURRENT_') || token.word === 'CAST') return undefined
  return token.value // a bare word is taken as text
}

function numberOf(digits: string, sign: string): bigint | number {
  if (/^0x/i.test(digits)) {
    const bits = BigInt.asIntN(64, BigInt(digits))
    return sign === '-' ? -bits : bits
  }
  return (/^\d+$/.test(digits) ? int64Of(sign + digits) : null) ?? Number(sign + digits)
}
