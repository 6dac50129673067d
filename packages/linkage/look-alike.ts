// Names that look like a known one: letters that are taken for each other, or one or two changes. It says how a name looks,
// not what it is for: a shop may be called nearly like another.

import { parse } from 'tldts'
import { unicodeHost } from './text/punycode.ts'

/** Letters that are drawn alike, as the one they are taken for. After UTS 39’s idea; a table of our own for what is common. */
const LIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'aаαɑàáâãäåā',
    'bьƅ',
    'cсϲçć',
    'dԁďđ',
    'eеёєèéêëēε',
    'gɡğ',
    'hһ',
    'iіїìíîïīıι1l|j',
    'kкκ',
    'mм',
    'nпñń',
    'oоοσ0òóôõöøō',
    'pрρ',
    'qԛ',
    'rг',
    'sѕ5śş',
    'tтτ',
    'uυцùúûüū',
    'vνѵ',
    'wԝωш',
    'xхχ',
    'yуγýÿ',
    'zžźż2',
  ].flatMap((group) => [...group].map((letter) => [letter, [...group][0]!])),
)
const PAIRS: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
]
/** Shorter labels have too many neighbours. */
const SHORTEST = 5
const SHORTEST_FOR_TWO = 9

/** Finds what a registrable domain looks like among known ones. */
export interface LookAlikes {
  /** The known domain; null where it is one itself, or looks like none. */
  of(domain: string): string | null
}

export function lookAlikes(known: readonly string[]): LookAlikes {
  const domains = new Set(known)
  const bySkeleton = new Map<string, string>()
  const byLength = new Map<number, KnownLabel[]>()
  for (const domain of [...domains].sort()) {
    const label = labelOf(domain)
    if (label.length < SHORTEST) continue
    if (!bySkeleton.has(skeleton(label))) bySkeleton.set(skeleton(label), domain)
    byLength.set(label.length, [
      ...(byLength.get(label.length) ?? []),
      { label, domain, letters: lettersOf(label) },
    ])
  }
  const labels = new Set([...byLength.values()].flat().map(({ label }) => label))
  return {
    of(domain) {
      const label = labelOf(domain)
      // The same label under another ending is most often the same company’s.
      if (domains.has(domain) || labels.has(label)) return null
      return bySkeleton.get(skeleton(label)) ?? nearest(label, byLength)
    },
  }
}

interface KnownLabel {
  readonly label: string
  readonly domain: string
  readonly letters: number
}

/** Which letters a label has, as bits; letters that share a bit only make the test weaker. */
function lettersOf(label: string): number {
  let bits = 0
  for (let at = 0; at < label.length; at += 1) bits |= 1 << (label.charCodeAt(at) & 31)
  return bits
}

function bitsOf(word: number): number {
  let count = 0
  for (let left = word; left !== 0; left &= left - 1) count += 1
  return count
}

const labelOf = (domain: string): string =>
  unicodeHost(parse(domain, { allowPrivateDomains: true }).domainWithoutSuffix ?? domain).toLowerCase()

/** What remains of a name when letters drawn alike are one. */
export function skeleton(label: string): string {
  let folded = ''
  for (const letter of label.normalize('NFKC').toLowerCase()) folded += LIKE[letter] ?? letter
  for (const [two, one] of PAIRS) folded = folded.replaceAll(two, one)
  return folded.replaceAll('-', '')
}

function nearest(label: string, byLength: ReadonlyMap<number, KnownLabel[]>): string | null {
  const most = label.length >= SHORTEST_FOR_TWO ? 2 : label.length >= SHORTEST ? 1 : 0
  const letters = lettersOf(label)
  let best: { domain: string; edits: number } | null = null
  for (let length = label.length - most; length <= label.length + most; length += 1)
    for (const other of byLength.get(length) ?? []) {
      // An edit takes at most one letter away and brings one: most names are told apart by that.
      if (bitsOf(letters ^ other.letters) > 2 * most) continue
      const edits = editsWithin(label, other.label, most)
      if (
        edits !== null &&
        (!best || edits < best.edits || (edits === best.edits && other.domain < best.domain))
      )
        best = { domain: other.domain, edits }
    }
  return best?.domain ?? null
}

/** Letters lost, added, changed or swapped with their neighbour (optimal string alignment); null for more than `most`. */
export function editsWithin(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, before[j - 2]! + 1)
      row.push(least)
    }
    if (Math.min(...row) > most) return null
    ;[before, last] = [last, row]
  }
  return last[b.length]! <= most ? last[b.length]! : null
}
