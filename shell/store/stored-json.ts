// Records as JSON text without loss. JSON has no 64-bit integers, bytes or NaN, so these become objects with one key:
//     {"$int":"9007199254740993"}   {"$bytes":"00ff"}   {"$number":"NaN"}   (also Infinity, -Infinity, -0)
// and a key of the record's own that begins with $ gets a second one. Members that are undefined are left out.
// Written by hand because JSON.stringify refuses bigint, and a replacer function makes it five times slower.

/** A writer that remembers how it quoted the keys it met; one per batch. */
export function makeJsonWriter(): (value: unknown) => string {
  const quotedKeys = new Map<string, string>()

  function write(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return quote(value)
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0) ? String(value) : writeOddNumber(value)
      case 'bigint':
        return `{"$int":"${value}"}`
      case 'boolean':
        return value ? 'true' : 'false'
      case 'object':
        if (value === null) return 'null'
        if (Array.isArray(value)) return writeArray(value)
        if (value instanceof Uint8Array) return `{"$bytes":"${hexOf(value)}"}`
        return writeObject(value as Record<string, unknown>)
      default:
        throw new TypeError(`A record cannot hold a ${typeof value}.`)
    }
  }

  function writeArray(values: readonly unknown[]): string {
    let text = '['
    for (let i = 0; i < values.length; i++) text += i === 0 ? write(values[i]) : `,${write(values[i])}`
    return `${text}]`
  }

  function writeObject(members: Record<string, unknown>): string {
    let text = ''
    for (const key in members) {
      const value = members[key]
      if (value === undefined) continue
      text += (text === '' ? '{' : ',') + quotedKey(key) + write(value)
    }
    return text === '' ? '{}' : `${text}}`
  }

  function quotedKey(key: string): string {
    const known = quotedKeys.get(key)
    if (known !== undefined) return known
    const quoted = `${quote(key.startsWith('$') ? `$${key}` : key)}:`
    // Keys are column names, which a hostile file may make up without end.
    if (quotedKeys.size < 10_000) quotedKeys.set(key, quoted)
    return quoted
  }

  return write
}

/** A value made of plain objects, arrays, strings, numbers, bigints, booleans, bytes and null → JSON text. */
export const toStoredJson = (value: unknown): string => makeJsonWriter()(value)

/** What toStoredJson was given, equal in depth. Throws on text it did not make: the workspace is then damaged. */
export function fromStoredJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return text.includes('"$') ? revive(value) : value
}

function revive(value: unknown): unknown {
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

// Control characters and half surrogates need escapes; pairs do not, but telling them apart costs more than quoting both.
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes exactly these
const NEEDS_ESCAPE = /[\u0000-\u001f"\\\ud800-\udfff]/

const quote = (text: string): string => (NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`)

const writeOddNumber = (value: number): string =>
  `{"$number":"${Object.is(value, -0) ? '-0' : String(value)}"}`

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
