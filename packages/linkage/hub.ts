// Hubs: identifiers that tie strangers together. Helplines, hotels, taxis and family phones are held by many, so they join
// nobody; they stay visible, with the number of those who share them.

import { z } from 'zod'
import { partsOfKey } from './identifier.ts'
import { numberFacts } from './number-facts.ts'
import type { Person } from './person.ts'

/** Holders from which on an identifier joins nobody; from the reference case set, where it gave the best pairs. */
export const HUB_CAP = 15

/** A known hub, as a dated list has it: a helpline, a hotel, a taxi office. */
export interface KnownHub {
  readonly key: string
  readonly title: string
  /** Who says so, and when. */
  readonly source: string
  readonly date: string
}

export interface Hub {
  readonly key: string
  /** Persons that hold it: accounts put together by their sources, not rows. */
  readonly holders: number
  /** listed: on the list of known ones. service: a short code, or a number its plan keeps for services. */
  readonly why: 'listed' | 'service' | 'holders'
  /** Its entry on the list. */
  readonly known: KnownHub | null
}

export interface HubOptions {
  readonly knownHubs?: readonly KnownHub[]
  readonly hubCap?: number
}

interface Counted {
  /** `holdersOf` the same persons, where it is there already. */
  readonly holders?: ReadonlyMap<string, number>
}

const hubsFile = z.strictObject({
  hubs: z.array(
    z.strictObject({
      key: z.string().refine((key) => partsOfKey(key) !== null),
      title: z.string().min(1),
      source: z.string().min(8),
      date: z.iso.date(),
    }),
  ),
})

/** The content of `data/lexicon/known-hubs.yaml`, or of a workspace’s own list, parsed; null where it is not of that form. */
export function parseKnownHubs(content: unknown): readonly KnownHub[] | null {
  const parsed = hubsFile.safeParse(content)
  return parsed.success ? parsed.data.hubs : null
}

const SERVICE_TYPES = ['short-code', 'toll-free', 'premium', 'shared-cost', 'company', 'voicemail']

/** Hubs among the identifiers of these persons, by key. */
export function hubsOf(
  persons: readonly Pick<Person, 'keys'>[],
  { knownHubs = [], hubCap = HUB_CAP, holders: counted = holdersOf(persons) }: HubOptions & Counted = {},
): Map<string, Hub> {
  const known = new Map(knownHubs.map((hub) => [hub.key, hub]))
  const hubs = new Map<string, Hub>()
  for (const [key, holders] of counted) {
    const listed = known.get(key) ?? null
    const why = listed ? 'listed' : holders > hubCap ? 'holders' : isService(key, holders) ? 'service' : null
    if (why) hubs.set(key, { key, holders, why, known: listed })
  }
  return hubs
}

/** Persons that hold each identifier. */
export function holdersOf(persons: readonly Pick<Person, 'keys'>[]): Map<string, number> {
  const holders = new Map<string, number>()
  for (const { keys } of persons) for (const key of keys) holders.set(key, (holders.get(key) ?? 0) + 1)
  return holders
}

/** Only an identifier that two hold could join anybody, so only those are looked up. */
const isService = (key: string, holders: number): boolean =>
  holders > 1 && SERVICE_TYPES.includes(numberFacts(key)?.type ?? '')
