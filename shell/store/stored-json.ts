// Records as JSON text without loss. JSON has no 64-bit integers, bytes or NaN, so these become objects with one key:
//     {"$int":"9007199254740993"}   {"$bytes":"00ff"}   {"$number":"NaN"}   (also Infinity, -Infinity, -0)
// and a key of the record's own that begins with $ gets a second one. Members that are undefined are left out.
// Written by hand, straight into bytes, because JSON.stringify refuses bigint, and a replacer function makes it five times slower.

import { TextColumn } from './text-column.ts'

const MAX_KNOWN_KEYS = 10_000
const OPENING_BRACE = 0x7b

/** A writer into a column that remembers how it quoted the keys it met; one per batch. */
export function makeJsonWriter(column: TextColumn): (value: unknown) => void {
  const quotedKeys = new Map<string, string>()

  function write(value: unknown): void {
    switch (typeof value) {
      case 'string':
        column.jsonString(value)
        break
      case 'number':
        if (Number.isSafeInteger(value) && !Object.is(value, -0)) column.integer(value)
        else column.ascii(Number.isFinite(value) && value !== 0 ? String(value) : oddNumber(value))
        break
      case 'bigint':
        column.ascii('{"$int":"')
        column.bigint(value)
        column.ascii('"}')
        break
      case 'boolean':
        column.ascii(value ? 'true' : 'false')
        break
      case 'object':
        if (value === null) column.ascii('null')
        else if (Array.isArray(value)) writeArray(value)
        else if (value instanceof Uint8Array) column.ascii(`{"$bytes":"${hexOf(value)}"}`)
        else writeObject(value as Record<string, unknown>)
        break
      default:
        throw new TypeError(`A record cannot hold a ${typeof value}.`)
    }
  }

  function writeArray(values: readonly unknown[]): void {
    column.ascii('[')
    for (let i = 0; i < values.length; i++) {
      if (i > 0) column.ascii(',')
      write(values[i])
    }
    column.ascii(']')
  }

  function writeObject(members: Record<string, unknown>): void {
    const start = column.position()
    for (const key in members) {
      const value = members[key]
      if (value === undefined) continue
      column.text(quotedKey(key))
      write(value)
    }
    // Each key was written with a comma before it; the first comma becomes the brace.
    if (column.position() === start) column.ascii('{')
    else column.patch(start, OPENING_BRACE)
    column.ascii('}')
  }

  function quotedKey(key: string): string {
    const known = quotedKeys.get(key)
    if (known !== undefined) return known
    const quoted = `,${JSON.stringify(key.startsWith('$') ? `$${key}` : key)}:`
    // Keys are column names, which a hostile file may make up without end.
    if (quotedKeys.size < MAX_KNOWN_KEYS) quotedKeys.set(key, quoted)
    return quoted
  }

  return write
}

/** A value made of plain objects, arrays, strings, numbers, bigints, booleans, bytes and null → JSON text. */
export function toStoredJson(value: unknown): string {
  const column = new TextColumn()
  makeJsonWriter(column)(value)
  column.end()
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(column.finish().texts)
}

/** What toStoredJson was given, equal in depth. Throws on text it did not make: the workspace is then damaged. */
export function fromStoredJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return text.includes('"$') ? revive(value) : value
}

/** What JSON.parse gave of a stored value → that value. */
export function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = revive(value[i])
    return value
  }
  const members = value as Record<string, unknown>
  if (typeof members.$int === 'string') return BigInt(members.$int)
  if (typeof members.$bytes === 'string') return bytesOf(members.$bytes)
  if (typeof members.$number === 'string') return Number(members.$number)
  const revived: Record<string, unknown> = {}
  for (const key of Object.keys(members)) {
    // Defined, not assigned: a column may be named __proto__.
    Object.defineProperty(revived, key.startsWith('$$') ? key.slice(1) : key, {
      value: revive(members[key]),
      enumerable: true,
      writable: true,
      configurable: true,
    })
  }
  return revived
}

const oddNumber = (value: number): string => `{"$number":"${Object.is(value, -0) ? '-0' : String(value)}"}`

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
