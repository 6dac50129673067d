// Formulas as text → trees: numbers, names, + − × ÷, brackets, and the functions min, max and sum. Names are words joined by
// dots and hyphens, so a minus has a space on each side, or a number or bracket before it.

import { ok, type Result, refuse } from '@manumit/base'

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negation'; readonly of: Expression }
  | {
      readonly kind: 'operation'
      readonly operator: Operator
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'call'; readonly function: FormulaFunction; readonly of: readonly Expression[] }

export type Operator = '+' | '-' | '*' | '/'

export const FORMULA_FUNCTIONS = ['min', 'max', 'sum'] as const
export type FormulaFunction = (typeof FORMULA_FUNCTIONS)[number]

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|([a-z][a-z0-9]*(?:[-.][a-z0-9]+)*)|([-+*/(),]))/iy

/** Deepest nesting that is read: formulas are written by people. */
const MOST_DEPTH = 50

interface Token {
  readonly number?: number
  readonly name?: string
  readonly sign?: string
  readonly at: number
}

/** @returns refuses with E_FORMULA_SYNTAX, naming what stands where it could not go on */
export function parseExpression(formula: string): Result<Expression> {
  const read = tokensOf(formula)
  if (typeof read === 'string') return refuse('E_FORMULA_SYNTAX', { formula, at: read })
  const tokens: readonly Token[] = read
  let next = 0
  const isSign = (sign: string): boolean => tokens[next]?.sign === sign
  const take = (sign: string): boolean => {
    if (!isSign(sign)) return false
    next++
    return true
  }

  function sum(depth: number): Expression | null {
    let left = product(depth)
    while (left && (isSign('+') || isSign('-'))) left = operation(left, product, depth)
    return left
  }
  function product(depth: number): Expression | null {
    let left = single(depth)
    while (left && (isSign('*') || isSign('/'))) left = operation(left, single, depth)
    return left
  }
  function operation(
    left: Expression,
    side: (depth: number) => Expression | null,
    depth: number,
  ): Expression | null {
    const operator = tokens[next++]!.sign as Operator
    const right = side(depth)
    return right && { kind: 'operation', operator, left, right }
  }
  function single(depth: number): Expression | null {
    if (depth > MOST_DEPTH) return null
    const token = tokens[next]
    if (!token) return null
    if (take('-')) {
      const of = single(depth + 1)
      return of && { kind: 'negation', of }
    }
    if (take('(')) {
      const inner = sum(depth + 1)
      return inner && take(')') ? inner : null
    }
    if (token.number !== undefined) {
      next++
      return { kind: 'number', value: token.number }
    }
    if (token.name === undefined) return null
    next++
    return isSign('(') ? call(token.name, depth) : { kind: 'name', name: token.name }
  }
  function call(name: string, depth: number): Expression | null {
    const known = FORMULA_FUNCTIONS.find((each) => each === name)
    if (!known) return null
    const of: Expression[] = []
    do {
      next++
      const one = sum(depth + 1)
      if (!one) return null
      of.push(one)
    } while (isSign(','))
    return take(')') ? { kind: 'call', function: known, of } : null
  }

  const whole = sum(0)
  if (whole && next === tokens.length) return ok(whole)
  const at = tokens[next]?.at
  return refuse('E_FORMULA_SYNTAX', { formula, at: at === undefined ? 'its end' : formula.slice(at).trim() })
}

/** Its tokens, or what stands where the first one could not be read. */
function tokensOf(formula: string): Token[] | string {
  const tokens: Token[] = []
  const text = formula.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (!match) return text.slice(at).trim()
    const [, number, name, sign] = match
    if (number !== undefined) tokens.push({ number: Number(number), at })
    else if (name !== undefined) tokens.push({ name, at })
    else tokens.push({ sign: sign!, at })
  }
  return tokens
}

/** The names a formula rests on, each once, in the order met. */
export function namesIn(expression: Expression): string[] {
  const names = new Set<string>()
  const visit = (one: Expression): void => {
    if (one.kind === 'name') names.add(one.name)
    else if (one.kind === 'negation') visit(one.of)
    else if (one.kind === 'operation') {
      visit(one.left)
      visit(one.right)
    } else if (one.kind === 'call') for (const each of one.of) visit(each)
  }
  visit(expression)
  return [...names]
}

/** The formula as it is shown to people, with the fewest brackets. */
export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value)
    case 'name':
      return expression.name
    case 'negation':
      return `−${bracketed(expression.of, 3)}`
    case 'call':
      return `${expression.function}(${expression.of.map(expressionText).join(', ')})`
    default: {
      const { operator, left, right } = expression
      const own = strength(expression)
      // What follows a minus or a division is bracketed where it is as weak.
      const least = operator === '-' || operator === '/' ? own + 1 : own
      return `${bracketed(left, own)} ${SIGNS[operator]} ${bracketed(right, least)}`
    }
  }
}

const SIGNS: Readonly<Record<Operator, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷' }

function bracketed(expression: Expression, least: number): string {
  const text = expressionText(expression)
  return strength(expression) < least ? `(${text})` : text
}

function strength(expression: Expression): number {
  if (expression.kind === 'negation') return 3
  if (expression.kind !== 'operation') return 4
  return expression.operator === '+' || expression.operator === '-' ? 1 : 2
}
