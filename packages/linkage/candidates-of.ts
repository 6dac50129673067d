// Candidates: pairs of persons from two sources that may be one, each with its reasons for and against, in bits. Only pairs
// that share an identifier or a name are compared, so the work grows with the persons and not with their square. It decides
// nothing and merges nothing.

import type { Compared, Comparison, ComparisonFacts, Reason } from './comparison.ts'
import { comparisons } from './comparisons/registry.ts'
import { type Hub, type HubOptions, holdersOf, hubsOf } from './hub.ts'
import { type PersonName, personName } from './names/person-name.ts'
import type { Person } from './person.ts'

/** Two persons that may be one, with each reason. */
export interface Candidate {
  /** The sorted pair of person ids, joined by `~`. */
  readonly id: string
  /** Ids of persons; left < right. */
  readonly left: string
  readonly right: string
  /** Weightiest for first, weightiest against last. */
  readonly reasons: readonly Reason[]
  /** Frequencies and hubs: their own bars. A hub has no bits and says how many share it. */
  readonly adjustments: readonly Reason[]
  readonly priorBits: number
  /** Prior, reasons and adjustments together. */
  readonly totalBits: number
  /** Ids of comparisons for which a value is missing. */
  readonly notCompared: readonly string[]
  /** Ids of sentences. */
  readonly limits: readonly string[]
}

export interface CandidateParameters extends HubOptions {
  /** log₂ odds that two persons of two sources, taken at random, are one; absent: from the number of persons. */
  readonly priorBits?: number
  /** Candidates with less are not given. */
  readonly leastBits?: number
  /** Share of the frequency discount that counts, 0–1. */
  readonly frequencyShare?: number
  /** A name held by more persons than this makes no pairs by itself. */
  readonly blockCap?: number
}

export interface CandidateSet {
  /** Weightiest first, then by id. */
  readonly candidates: readonly Candidate[]
  readonly hubs: ReadonlyMap<string, Hub>
  /** Names that were too common to compare those who have them. */
  readonly blocksLeftOut: readonly { readonly block: string; readonly persons: number }[]
  readonly pairsCompared: number
}

const LEAST_BITS = -3
const BLOCK_CAP = 50
/** The name's frequency that the weight of an equal name already has in it. */
const NAME_U = 2 ** -8
const NAME_BOUNDS = { least: -5, most: 3 }

interface Run {
  readonly persons: readonly Person[]
  readonly hubs: ReadonlyMap<string, Hub>
  readonly holders: ReadonlyMap<string, number>
  /** Persons that have a name, by its key. */
  readonly named: ReadonlyMap<string, number>
  readonly facts: ComparisonFacts
  readonly bySource: ReadonlyMap<string, number>
  readonly parameters: CandidateParameters
}

/** Candidates across sources. Any order of persons, same result. */
export function candidatesOf(input: {
  readonly persons: readonly Person[]
  readonly parameters?: CandidateParameters
  /** Those compared by; the registry’s where absent. */
  readonly by?: readonly Comparison[]
}): CandidateSet {
  const { parameters = {}, by = comparisons } = input
  const persons = [...input.persons].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const names = namesOfPersons(persons)
  const namesOf = (person: Person): readonly PersonName[] => names.get(person.id) ?? []
  const holders = holdersOf(persons)
  const hubs = hubsOf(persons, { ...parameters, holders })
  const run: Run = {
    persons,
    hubs,
    holders,
    named: countNames(persons, namesOf),
    facts: { isHub: (key) => hubs.has(key), namesOf },
    bySource: countBy(persons.map((person) => person.sourceId)),
    parameters,
  }
  const { pairs, blocksLeftOut } = blockedPairs(run)
  const least = parameters.leastBits ?? LEAST_BITS
  const candidates = pairs
    .map(([left, right]) => candidateOf({ left, right, run, by }))
    .filter((candidate) => candidate.totalBits >= least)
    .sort((a, b) => b.totalBits - a.totalBits || (a.id < b.id ? -1 : 1))
  return { candidates, hubs, blocksLeftOut, pairsCompared: pairs.length }
}

type Pair = readonly [left: Person, right: Person]

/** Pairs of two sources that share an identifier which is no hub, or a name of two words and more; each once. */
function blockedPairs(run: Run): { pairs: Pair[]; blocksLeftOut: CandidateSet['blocksLeftOut'] } {
  const blocks = new Map<string, Person[]>()
  const put = (block: string, person: Person): void => {
    const members = blocks.get(block)
    if (members) members.push(person)
    else blocks.set(block, [person])
  }
  for (const person of run.persons) {
    // What only one has makes no pair; most identifiers and names are of that sort.
    for (const key of person.keys) if (run.holders.get(key)! > 1 && !run.hubs.has(key)) put(key, person)
    for (const key of nameKeys(run.facts.namesOf(person)))
      if (run.named.get(key)! > 1 && key.includes(' ')) put(`name:${key}`, person)
  }
  const cap = run.parameters.blockCap ?? BLOCK_CAP
  const pairs = new Map<string, Pair>()
  const blocksLeftOut: { block: string; persons: number }[] = []
  for (const [block, members] of blocks) {
    if (members.length < 2) continue
    if (block.startsWith('name:') && members.length > cap) {
      blocksLeftOut.push({ block: block.slice('name:'.length), persons: members.length })
      continue
    }
    for (const [at, left] of members.entries())
      for (const right of members.slice(at + 1))
        if (left.sourceId !== right.sourceId) pairs.set(`${left.id}~${right.id}`, [left, right])
  }
  blocksLeftOut.sort((a, b) => (a.block < b.block ? -1 : 1))
  return { pairs: [...pairs.values()], blocksLeftOut }
}

function candidateOf(input: {
  readonly left: Person
  readonly right: Person
  readonly run: Run
  readonly by: readonly Comparison[]
}): Candidate {
  const { left, right, run } = input
  const reasons: Reason[] = []
  const adjustments: Reason[] = sharedHubs(left, right, run)
  const notCompared: string[] = []
  for (const comparison of input.by) {
    const compared = comparison.compare(left, right, run.facts)
    if (!compared) notCompared.push(comparison.id)
    else {
      reasons.push(reasonOf(comparison, compared))
      adjustments.push(...frequencies(compared, run))
    }
  }
  const priorBits = run.parameters.priorBits ?? priorOf(left, right, run)
  const sum = [...reasons, ...adjustments].reduce((bits, reason) => bits + reason.bits, priorBits)
  return {
    id: `${left.id}~${right.id}`,
    left: left.id,
    right: right.id,
    reasons: reasons
      .filter((reason) => reason.bits !== 0)
      .sort((a, b) => b.bits - a.bits || (a.comparison < b.comparison ? -1 : 1)),
    adjustments,
    priorBits,
    totalBits: rounded(sum),
    notCompared,
    limits: limitsOf(reasons, run),
  }
}

function reasonOf(comparison: Comparison, compared: Compared): Reason {
  const level = comparison.levels.find((each) => each.id === compared.level)
  return {
    comparison: comparison.id,
    bits: level?.bits ?? 0,
    left: compared.left,
    right: compared.right,
    level: compared.level,
    sentence: {
      id: level?.sentence ?? '',
      data: { left: compared.left, right: compared.right, ...compared.data },
    },
    records: compared.records,
  }
}

/** log₂ of one counterpart at most for each person of the larger source: an assumption, and shown as one. */
function priorOf(left: Person, right: Person, run: Run): number {
  const most = Math.max(run.bySource.get(left.sourceId) ?? 1, run.bySource.get(right.sourceId) ?? 1)
  return rounded(-Math.max(3, Math.log2(most)))
}

/** The weights assume values that few have; what is common is discounted, smoothly, in a bar of its own. */
function frequencies(compared: Compared, run: Run): Reason[] {
  const share = run.parameters.frequencyShare ?? 1
  const bars: Reason[] = []
  if (compared.keys) {
    const fewest = Math.min(...compared.keys.map((key) => run.holders.get(key) ?? 2))
    // Two holders are what a shared identifier needs; each doubling of the others halves what it says.
    const bits = rounded(-share * Math.log2(Math.max(1, fewest - 1)))
    if (bits !== 0) bars.push(bar('frequency.identifier', bits, compared, { holders: fewest }))
  }
  if (compared.nameKey !== undefined) {
    const holders = run.named.get(compared.nameKey) ?? 2
    const frequency = Math.max(holders, 2) / Math.max(run.persons.length, 2)
    const bits = Math.min(NAME_BOUNDS.most, Math.max(NAME_BOUNDS.least, Math.log2(NAME_U / frequency)))
    if (rounded(share * bits) !== 0)
      bars.push(
        bar('frequency.name', rounded(share * bits), compared, { holders, persons: run.persons.length }),
      )
  }
  return bars
}

const bar = (
  id: 'frequency.identifier' | 'frequency.name',
  bits: number,
  compared: Compared,
  data: Record<string, number>,
): Reason => ({
  comparison: id,
  bits,
  left: compared.left,
  right: compared.right,
  level: bits < 0 ? 'common' : 'rare',
  sentence: { id: `adjustment.${id}`, data: { left: compared.left, right: compared.right, ...data } },
  records: [],
})

function sharedHubs(left: Person, right: Person, run: Run): Reason[] {
  return left.keys
    .filter((key) => run.hubs.has(key) && right.keys.includes(key))
    .map((key): Reason => {
      const hub = run.hubs.get(key)!
      const text = key.slice(key.indexOf(':') + 1)
      return {
        comparison: 'hub.shared',
        bits: 0,
        left: text,
        right: text,
        level: hub.why,
        sentence: {
          id: `adjustment.hub-${hub.why}`,
          data: {
            value: text,
            holders: hub.holders,
            title: hub.known?.title ?? '',
            date: hub.known?.date ?? '',
          },
        },
        records: [],
      }
    })
}

function limitsOf(reasons: readonly Reason[], run: Run): string[] {
  const isByName = reasons.every((reason) => reason.bits <= 0 || reason.comparison.startsWith('name.'))
  return [
    'limit.weights',
    ...(run.parameters.priorBits === undefined ? ['limit.prior'] : []),
    isByName ? 'limit.name-only' : 'limit.account-not-person',
  ]
}

function namesOfPersons(persons: readonly Person[]): Map<string, readonly PersonName[]> {
  const read = new Map<string, PersonName | null>()
  const nameOf = (stored: string): PersonName | null => {
    const known = read.get(stored)
    if (known !== undefined) return known
    const name = personName(stored)
    read.set(stored, name)
    return name
  }
  return new Map(
    persons.map((person) => [person.id, person.names.map(nameOf).filter((name) => name !== null)]),
  )
}

function countNames(
  persons: readonly Person[],
  namesOf: (person: Person) => readonly PersonName[],
): Map<string, number> {
  return countBy(persons.flatMap((person) => nameKeys(namesOf(person))))
}

/** Each name's key once. */
const nameKeys = (names: readonly PersonName[]): string[] =>
  names.length === 1 ? [names[0]!.key] : [...new Set(names.map((name) => name.key))]

function countBy(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

/** Bits to two places: what is shown adds up, and no platform’s logarithm changes a byte. */
const rounded = (bits: number): number => Math.round(bits * 100) / 100 + 0
