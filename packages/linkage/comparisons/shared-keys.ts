// Identifiers of one kind that two persons have: those they share, hubs left out, and whether both have any.

import type { Compared, ComparisonFacts } from '../comparison.ts'
import { recordsNaming } from '../comparison.ts'
import type { Person } from '../person.ts'

const SHOWN = 5

/**
 * `shared` or `several` where they share identifiers of this kind that are no hubs; `none` where both have some and share
 * none; null where one of them has none but hubs.
 */
export function sharedKeys(input: {
  readonly left: Person
  readonly right: Person
  readonly prefix: string
  readonly facts: ComparisonFacts
}): Compared | null {
  const { left, right, prefix, facts } = input
  const own = (person: Person): string[] =>
    person.keys.filter((key) => key.startsWith(prefix) && !facts.isHub(key))
  const [ofLeft, ofRight] = [own(left), own(right)]
  if (ofLeft.length === 0 || ofRight.length === 0) return null
  const shared = ofLeft.filter((key) => ofRight.includes(key)).sort()
  if (shared.length === 0) {
    const all = [...ofLeft, ...ofRight]
    return {
      level: 'none',
      left: shown(ofLeft, prefix),
      right: shown(ofRight, prefix),
      records: recordsNaming(left, right, all),
    }
  }
  const text = shown(shared, prefix)
  return {
    level: shared.length > 1 ? 'several' : 'shared',
    left: text,
    right: text,
    records: recordsNaming(left, right, shared),
    keys: shared,
    data: { value: text, count: shared.length },
  }
}

const shown = (keys: readonly string[], prefix: string): string =>
  keys
    .slice(0, SHOWN)
    .map((key) => key.slice(prefix.length))
    .join(', ') + (keys.length > SHOWN ? ' …' : '')
