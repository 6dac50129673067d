// A stored name as tokens that can be compared, and how two of them compare. What an address book holds is often no name:
// “Mum”, “Taxi”, a number. Such labels are not compared: they speak neither for nor against.

import { jaroWinkler } from './jaro-winkler.ts'
import { isForeign, isTransliterated, latinOf } from './latin.ts'
import { areForms } from './nicknames.ts'

export interface PersonName {
  readonly stored: string
  /** Folded, sorted. */
  readonly tokens: readonly string[]
  /** The tokens in one string: names of like key are equal but for order, accents and alphabet. */
  readonly key: string
  readonly isTransliterated: boolean
}

/** How two names compare, best first. `part`: each token of the shorter has its like in the longer. */
export type NameLevel = 'equal' | 'transliterated' | 'forms' | 'close' | 'part' | 'different'

const RELATIONS = new Set(
  'mum mom mommy mummy mama mamma dad daddy papa tata mother father brother sister bro sis son daughter wife husband hubby babe baby love honey boss work home house office taxi driver cab doctor dr police hotel help helpline hotline info service voicemail unknown me my myself new old phone mobile cell number whatsapp viber telegram customer client friend neighbour neighbor landlord owner agent shop store delivery pizza school bank mr mrs ms miss sir madam madre padre hermano hermana jefe casa trabajo'.split(
    ' ',
  ),
)
const CLOSE = 0.92
const LONGEST = 200
const MOST_TOKENS = 6

/** A name; null where nothing in it can be compared. */
export function personName(stored: string): PersonName | null {
  const folded = latinOf(stored.slice(0, LONGEST))
  if (/[\d@]/.test(folded) || isForeign(folded)) return null
  const tokens = folded
    .replace(/['’`]/g, '')
    .split(/[^\p{L}]+/u)
    .filter((token) => token !== '' && !RELATIONS.has(token))
    .slice(0, MOST_TOKENS)
    .sort()
  if (tokens.length === 0 || tokens.every((token) => token.length < 2)) return null
  return { stored, tokens, key: tokens.join(' '), isTransliterated: isTransliterated(stored) }
}

/** Compares two names, whichever comes first. */
export function compareNames(a: PersonName, b: PersonName): NameLevel {
  if (a.key === b.key) return a.isTransliterated === b.isTransliterated ? 'equal' : 'transliterated'
  const isAcross = a.isTransliterated !== b.isTransliterated
  const tokens = [a, b].map((name) => (isAcross ? name.tokens.map(acrossAlphabets) : name.tokens))
  // Of two with as many words the lesser goes first, so that it does not matter which name is handed over first.
  const [short, long] = tokens.sort(
    (x, y) => x.length - y.length || (x.join(' ') < y.join(' ') ? -1 : 1),
  ) as [readonly string[], readonly string[]]
  const likeness = pairTokens(short, long)
  if (likeness === null) return 'different'
  if (short.length < long.length) return 'part'
  if (isAcross) return 'transliterated'
  return likeness
}

/** Spellings that the tables of different languages give one letter fall together: Г as g or h, И as i or y, Х as h or kh. */
const acrossAlphabets = (token: string): string =>
  token
    .replace(/[kc]h/g, 'h')
    .replace(/[yj]/g, 'i')
    .replace(/g/g, 'h')
    .replace(/w/g, 'v')
    .replace(/(.)\1+/g, '$1')

/** Each token of the shorter name with a token of its own in the longer one; null where one finds none. */
function pairTokens(short: readonly string[], long: readonly string[]): 'forms' | 'close' | null {
  const free = new Set(long)
  let level: 'forms' | 'close' = 'close'
  for (const token of short) {
    let best: { other: string; rank: number } | null = null
    for (const other of free) {
      const rank = likenessOf(token, other)
      if (rank > (best?.rank ?? 0)) best = { other, rank }
    }
    if (!best) return null
    if (best.rank < 2) level = 'forms'
    free.delete(best.other)
  }
  return level
}

/** 3 equal, 2 … 3 close, 1 a form or an initial, 0 none. */
function likenessOf(a: string, b: string): number {
  if (a === b) return 3
  const similarity = a.length > 2 && b.length > 2 ? jaroWinkler(a, b) : 0
  if (similarity >= CLOSE) return 1 + similarity + 0.5
  if (areForms(a, b)) return 1
  return (a.length === 1 || b.length === 1) && a[0] === b[0] ? 0.5 : 0
}
