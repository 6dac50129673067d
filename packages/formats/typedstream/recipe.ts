// Recipes that become typedstreams, as NSArchiver writes them: for tests and benches, which must be able to say what is
// in a stream. Readers never import it.

/** A class with its version, and its parents, nearest first. */
export type ClassChain = readonly (readonly [name: string, version: number])[]

export interface ObjectRecipe {
  readonly chain: ClassChain
  /** Each group: a type encoding, then as many values as it names. */
  readonly groups: readonly (readonly [encoding: string, ...values: ValueRecipe[]])[]
}

/** number and bigint for integers and reals, text and bytes for strings, `{ c }` for a C string, null for nil. */
export type ValueRecipe = null | number | bigint | string | Uint8Array | { readonly c: string } | ObjectRecipe

const ROOT = ['NSObject', 0] as const
const CHAINS = {
  string: [['NSString', 1], ROOT],
  mutableString: [['NSMutableString', 1], ['NSString', 1], ROOT],
  dictionary: [['NSDictionary', 0], ROOT],
  number: [['NSNumber', 0], ['NSValue', 0], ROOT],
  url: [['NSURL', 0], ROOT],
  data: [['NSMutableData', 0], ['NSData', 0], ROOT],
  attributed: [['NSAttributedString', 0], ROOT],
  mutableAttributed: [['NSMutableAttributedString', 0], ['NSAttributedString', 0], ROOT],
} as const satisfies Record<string, ClassChain>

export const string = (text: string | Uint8Array): ObjectRecipe => ({
  chain: CHAINS.string,
  groups: [['+', text]],
})

export const number = (value: number | bigint, type = 'i'): ObjectRecipe => ({
  chain: CHAINS.number,
  groups: [
    ['*', { c: type }],
    [type, value],
  ],
})

export const url = (text: string): ObjectRecipe => ({
  chain: CHAINS.url,
  groups: [
    ['c', 0],
    ['@', string(text)],
  ],
})

export const data = (bytes: Uint8Array): ObjectRecipe => ({
  chain: CHAINS.data,
  groups: [
    ['i', bytes.length],
    [`[${bytes.length}c]`, bytes],
  ],
})

export const dictionary = (entries: readonly (readonly [ObjectRecipe, ObjectRecipe])[]): ObjectRecipe => ({
  chain: CHAINS.dictionary,
  groups: [
    ['i', entries.length],
    ...entries.flatMap(([key, value]) => [['@', key] as const, ['@', value] as const]),
  ],
})

export interface RunRecipe {
  readonly length: number
  /** The same object twice is written once and then named by its number. */
  readonly attributes: ObjectRecipe
}

/** An attributed string as Messages writes it; `immutable` uses the classes without `Mutable`. */
export function attributed(
  text: string | Uint8Array,
  runs: readonly RunRecipe[],
  { immutable = false } = {},
): ObjectRecipe {
  const sets = [...new Set(runs.map((run) => run.attributes))]
  const seen = new Set<ObjectRecipe>()
  const groups: ObjectRecipe['groups'][number][] = []
  for (const { length, attributes } of runs) {
    groups.push(['iI', sets.indexOf(attributes) + 1, length])
    if (!seen.has(attributes)) groups.push(['@', attributes])
    seen.add(attributes)
  }
  const chain = immutable ? CHAINS.string : CHAINS.mutableString
  return {
    chain: immutable ? CHAINS.attributed : CHAINS.mutableAttributed,
    groups: [['@', { chain, groups: [['+', text]] }], ...groups],
  }
}

/** A plain message: one run, part 0; with `direction` also a base writing direction of -1. */
export function plainBody(text: string, { direction = false, immutable = false } = {}): Uint8Array {
  const part = string('__kIMMessagePartAttributeName')
  const attributes = direction
    ? dictionary([
        [string('__kIMBaseWritingDirectionAttributeName'), number(-1, 'q')],
        [part, number(0, 'q')],
      ])
    : dictionary([[part, number(0)]])
  return archive(attributed(text, [{ length: text.length, attributes }], { immutable }))
}

/** Writes a recipe as a whole little-endian typedstream. */
export function archive(root: ObjectRecipe): Uint8Array {
  const out: number[] = [4, 11, ...latin1('streamtyped'), 0x81, 0xe8, 0x03]
  const shared = new Map<string, number>()
  const entities = new Map<unknown, number>()
  const classes = new Map<string, number>()
  let count = 0

  const integer = (value: number | bigint, isChar = false) => {
    const n = Number(value)
    if (isChar) out.push(n & 0xff)
    else if (n >= -110 && n < 128) out.push(n & 0xff)
    else if (n >= -0x8000 && n < 0x8000) out.push(0x81, n & 0xff, (n >> 8) & 0xff)
    else if (n >= -0x80000000 && n < 0x80000000) out.push(0x82, ...littleEndian(BigInt(n), 4))
    else out.push(0x87, ...littleEndian(BigInt(value), 8))
  }
  const length = (n: number) => {
    if (n < 0x80) out.push(n)
    else if (n < 0x10000) out.push(0x81, n & 0xff, n >> 8)
    else out.push(0x82, ...littleEndian(BigInt(n), 4))
  }
  const reference = (n: number) => integer(n - 110)
  const sharedString = (text: string) => {
    const known = shared.get(text)
    if (known !== undefined) return reference(known)
    shared.set(text, shared.size)
    out.push(0x84)
    length(text.length)
    out.push(...latin1(text))
  }
  const classChain = ([first, ...parents]: ClassChain): void => {
    if (first === undefined) {
      out.push(0x85)
      return
    }
    const known = classes.get(first[0])
    if (known !== undefined) {
      reference(known)
      return
    }
    out.push(0x84)
    sharedString(first[0])
    integer(first[1])
    classes.set(first[0], count++)
    classChain(parents)
  }
  const real = (type: 'd' | 'f', n: number) => {
    const bytes = new DataView(new ArrayBuffer(8))
    if (type === 'd') bytes.setFloat64(0, n, true)
    else bytes.setFloat32(0, n, true)
    out.push(0x83, ...new Uint8Array(bytes.buffer, 0, type === 'd' ? 8 : 4))
  }
  /** Writes a reference where this was written before; else it takes the next number now. */
  const numbered = (key: unknown): boolean => {
    const known = entities.get(key)
    if (known === undefined) entities.set(key, count++)
    else reference(known)
    return known !== undefined
  }
  const object = (recipe: ObjectRecipe) => {
    if (numbered(recipe)) return
    out.push(0x84)
    classChain(recipe.chain)
    for (const [encoding, ...values] of recipe.groups) {
      sharedString(encoding)
      values.forEach((item, i) => {
        value(encoding.startsWith('[') ? encoding : encoding[i]!, item)
      })
    }
    out.push(0x86)
  }
  const value = (type: string, v: ValueRecipe): void => {
    if (v === null) out.push(0x85)
    else if (typeof v === 'number' && (type === 'd' || type === 'f') && !Number.isInteger(v)) real(type, v)
    else if (typeof v === 'number' || typeof v === 'bigint') integer(v, /[cCB]/.test(type))
    else if (typeof v === 'string' || v instanceof Uint8Array) {
      const bytes = typeof v === 'string' ? new TextEncoder().encode(v) : v
      if (type === '+') length(bytes.length)
      for (const byte of bytes) out.push(byte)
    } else if (!('c' in v)) object(v)
    else if (!numbered(v.c)) {
      out.push(0x84)
      sharedString(v.c)
    }
  }
  sharedString('@')
  value('@', root)
  return Uint8Array.from(out)
}

const latin1 = (text: string) => [...text].map((c) => c.charCodeAt(0))

const littleEndian = (value: bigint, width: number) =>
  Array.from({ length: width }, (_, i) => Number((BigInt.asUintN(64, value) >> BigInt(8 * i)) & 0xffn))
