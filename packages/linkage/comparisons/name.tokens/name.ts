// Names as recorded: the best pair of one name of each person.

import { type Compared, type ComparisonFacts, defineComparison } from '../../comparison.ts'
import { compareNames, type NameLevel, type PersonName } from '../../names/person-name.ts'
import type { Person } from '../../person.ts'

const ORDER: readonly NameLevel[] = ['equal', 'transliterated', 'close', 'forms', 'part', 'different']
/** More names than these of one person are not looked at; they are sorted, so the choice is stable. */
const MOST_NAMES = 12

export const nameTokens = defineComparison({
  id: 'name.tokens',
  version: 1,
  title: 'Names as recorded',
  explains:
    'Compares names word by word, whatever their order, accents or alphabet. Words such as “Mum” or “Taxi” are left out.',
  levels: [
    {
      id: 'equal',
      bits: 7,
      sentence: 'reason.name-equal',
      basis: 'Assumed: m = 0.5, u = 1/256 before the frequency of the name, which is weighed apart.',
    },
    {
      id: 'transliterated',
      bits: 5,
      sentence: 'reason.name-transliterated',
      basis: 'Assumed: as equal, less the names that two alphabets let fall together.',
    },
    {
      id: 'close',
      bits: 4,
      sentence: 'reason.name-close',
      basis: 'Assumed: m = 0.1, u = 1/160. Jaro–Winkler of each word at least 0.92.',
    },
    {
      id: 'forms',
      bits: 2.5,
      sentence: 'reason.name-forms',
      basis: 'Assumed: short forms, nicknames and initials are common, m = 0.2, u = 1/28.',
    },
    {
      id: 'part',
      bits: 1.5,
      sentence: 'reason.name-part',
      basis: 'Assumed: a given name alone is shared by many, m = 0.3, u = 0.1.',
    },
    {
      id: 'different',
      bits: -4,
      sentence: 'reason.name-different',
      basis:
        'Assumed: m = 1/16, u = 1. Address books hold nicknames and labels, so it says less than on a document.',
    },
  ],
  limits: ['Names are what somebody typed into a phone; they are nobody’s papers.'],
  compare(left, right, facts) {
    const best = bestPair(left, right, facts)
    if (!best) return null
    const values = { left: best.left.stored, right: best.right.stored }
    return {
      level: best.level,
      ...values,
      records: [...new Set([...left.recordIds.slice(0, 5), ...right.recordIds.slice(0, 5)])].sort(),
      ...(best.level === 'equal' && { nameKey: best.left.key }),
      data: values,
    } satisfies Compared
  },
})

interface Pair {
  readonly left: PersonName
  readonly right: PersonName
  readonly level: NameLevel
}

function bestPair(left: Person, right: Person, facts: ComparisonFacts): Pair | null {
  let best: Pair | null = null
  for (const a of facts.namesOf(left).slice(0, MOST_NAMES))
    for (const b of facts.namesOf(right).slice(0, MOST_NAMES)) {
      const level = compareNames(a, b)
      if (!best || isBetter({ left: a, right: b, level }, best)) best = { left: a, right: b, level }
    }
  return best
}

/** By level; of one level by the names themselves, so that swapping the persons chooses the same two. */
function isBetter(pair: Pair, best: Pair): boolean {
  const by = ORDER.indexOf(pair.level) - ORDER.indexOf(best.level)
  return by === 0 ? rank(pair) < rank(best) : by < 0
}

const rank = ({ left, right }: Pair): string => [left.stored, right.stored].sort().join('\n')
