// Type encodings of typedstreams (`iI`, `@`, `[12c]`, `{_NSRange=II}`): Objective-C's @encode strings, parsed once per
// string. Source: Apple, Objective-C Runtime Programming Guide, Type Encodings.

export type Encoding =
  | {
      readonly type:
        | 'signed'
        | 'unsigned'
        | 'char'
        | 'uchar'
        | 'float'
        | 'double'
        | 'unshared'
        | 'shared'
        | 'cstring'
        | 'class'
        | 'object'
        | 'ignored'
    }
  | { readonly type: 'chars'; readonly count: number }
  /** A structure (repeat 1) or an array. */
  | { readonly type: 'list'; readonly items: readonly Encoding[]; readonly repeat: number }

const SIMPLE: Readonly<Record<string, Encoding>> = {
  s: { type: 'signed' },
  i: { type: 'signed' },
  l: { type: 'signed' },
  q: { type: 'signed' },
  S: { type: 'unsigned' },
  I: { type: 'unsigned' },
  L: { type: 'unsigned' },
  Q: { type: 'unsigned' },
  c: { type: 'char' },
  C: { type: 'uchar' },
  B: { type: 'uchar' },
  f: { type: 'float' },
  d: { type: 'double' },
  '+': { type: 'unshared' },
  '%': { type: 'shared' },
  ':': { type: 'shared' },
  '*': { type: 'cstring' },
  '#': { type: 'class' },
  '@': { type: 'object' },
  '!': { type: 'ignored' },
}

const MAX_DEPTH = 16

/** An encoding string → what is to be read, in order; null where it is no encoding we know. */
export function parseEncodings(text: string): readonly Encoding[] | null {
  const parsed = parseUntil(text, 0, '', 0)
  return parsed === null || parsed.items.length === 0 ? null : parsed.items
}

interface Parsed {
  readonly items: readonly Encoding[]
  readonly end: number
}

/** Encodings from `at` up to `closing`, or to the end of the text where `closing` is ''. */
function parseUntil(text: string, at: number, closing: string, depth: number): Parsed | null {
  const items: Encoding[] = []
  let i = at
  while (i < text.length && text[i] !== closing) {
    const simple = Object.hasOwn(SIMPLE, text[i]!) ? SIMPLE[text[i]!] : undefined
    const one = simple ? { item: simple, end: i + 1 } : parseCompound(text, i, depth)
    if (one === null) return null
    items.push(one.item)
    i = one.end
  }
  return i < text.length || closing === '' ? { items, end: i } : null
}

function parseCompound(text: string, at: number, depth: number): { item: Encoding; end: number } | null {
  if (depth >= MAX_DEPTH) return null
  if (text[at] === '{') {
    const equals = text.indexOf('=', at)
    const inner = equals < 0 ? null : parseUntil(text, equals + 1, '}', depth + 1)
    return inner && { item: { type: 'list', items: inner.items, repeat: 1 }, end: inner.end + 1 }
  }
  if (text[at] !== '[') return null
  let digits = at + 1
  while (text[digits]! >= '0' && text[digits]! <= '9') digits++
  const count = Number(text.slice(at + 1, digits))
  const inner = digits === at + 1 ? null : parseUntil(text, digits, ']', depth + 1)
  const item = inner?.items[0]
  if (inner === null || item === undefined || inner.items.length !== 1 || !Number.isSafeInteger(count))
    return null
  const isChars = item.type === 'char' || item.type === 'uchar'
  return {
    item: isChars ? { type: 'chars', count } : { type: 'list', items: [item], repeat: count },
    end: inner.end + 1,
  }
}
