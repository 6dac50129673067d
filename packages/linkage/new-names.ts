// Names of the net over the sources read: registrable domains, invitations and apps, counted by sources and by persons and
// never by visits, since one phone that reloads a page a thousand times is one source. What is absent from a dated list of
// known names is new to the list, not to the world.

import type { Utc } from '@manumit/base'
import type { Observation } from '@manumit/model'
import { z } from 'zod'
import { lookAlikes } from './look-alike.ts'

export type NameKind = 'domain' | 'invite' | 'app'

/** One record that names a domain, an invitation or an app. */
export interface NameSighting {
  readonly kind: NameKind
  /** The normal form: `text` of the mention. */
  readonly name: string
  readonly sourceId: string
  /** Who names it: a person's or an identifier's id; null where the record names nobody. */
  readonly personId: string | null
  readonly utc: Utc | null
  /** How it was reached, as recorded: see `reachedBy`. */
  readonly reached: string
  readonly recordId: string
}

/** A dated list of widely known names. */
export interface Baseline {
  readonly title: string
  readonly date: string
  /** Registrable domains, and ids of apps as `app:<id>`. */
  readonly names: readonly string[]
}

export interface NameCount {
  readonly name: string
  readonly kind: NameKind
  /** Sorted. */
  readonly sources: readonly string[]
  readonly persons: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
  /** Records by how the name was reached, in order of name. */
  readonly reached: Readonly<Record<string, number>>
  /** Title and date of the list that lacks it; null: it is on it. */
  readonly absentFrom: string | null
  /** A known name it looks like. */
  readonly looksLike: string | null
  /** At most 20, earliest first. */
  readonly records: readonly string[]
}

const MOST_RECORDS = 20

const baselineFile = z.strictObject({
  title: z.string().min(1),
  date: z.iso.date(),
  domains: z.array(z.string().min(3)),
  apps: z.array(z.string().min(3)),
})

/** The content of `data/lexicon/known-names.yaml`, parsed → the list; null where it is not of that form. */
export function parseBaseline(content: unknown): Baseline | null {
  const parsed = baselineFile.safeParse(content)
  if (!parsed.success) return null
  const { title, date, domains, apps } = parsed.data
  return { title, date, names: [...domains, ...apps.map((id) => `app:${id}`)] }
}

/** How a record's names were reached: a visit's transition, `redirected` in a chain of them, else the kind of the record. */
export function reachedBy(observation: Pick<Observation, 'kind' | 'fields'>): string {
  if (observation.kind !== 'visit') return observation.kind
  const { redirect, transition } = observation.fields as { redirect?: boolean; transition?: string }
  return redirect === true ? 'redirected' : (transition ?? 'unknown')
}

interface Tally {
  readonly kind: NameKind
  readonly name: string
  readonly sources: Set<string>
  readonly persons: Set<string>
  readonly reached: Map<string, number>
  readonly records: Map<string, Utc | null>
}

/** Names, most sources first, then persons, then first seen, then by name. Any order of sightings, same result. */
export function newNames(sightings: Iterable<NameSighting>, baseline: Baseline): NameCount[] {
  const tallies = new Map<string, Tally>()
  for (const sighting of sightings) count(tallies, sighting)
  const known = new Set(baseline.names)
  const alike = lookAlikes(baseline.names.filter((name) => !name.startsWith('app:')))
  const list = `${baseline.title} of ${baseline.date}`
  return [...tallies.values()]
    .map((tally): NameCount => {
      const isKnown = known.has(tally.kind === 'app' ? `app:${tally.name}` : tally.name)
      const times = [...tally.records.values()].filter((utc) => utc !== null)
      return {
        name: tally.name,
        kind: tally.kind,
        sources: [...tally.sources].sort(),
        persons: tally.persons.size,
        firstUtc: least(times, (a, b) => a < b),
        lastUtc: least(times, (a, b) => a > b),
        reached: Object.fromEntries([...tally.reached].sort(([a], [b]) => (a < b ? -1 : 1))),
        absentFrom: isKnown ? null : list,
        looksLike: tally.kind === 'domain' && !isKnown ? alike.of(tally.name) : null,
        records: [...tally.records]
          .sort(byTime)
          .slice(0, MOST_RECORDS)
          .map(([id]) => id),
      }
    })
    .sort(
      (a, b) =>
        b.sources.length - a.sources.length ||
        b.persons - a.persons ||
        (a.firstUtc ?? Infinity) - (b.firstUtc ?? Infinity) ||
        compareTexts(`${a.kind}:${a.name}`, `${b.kind}:${b.name}`),
    )
}

function count(tallies: Map<string, Tally>, sighting: NameSighting): void {
  const key = `${sighting.kind}:${sighting.name}`
  const tally = tallies.get(key) ?? {
    kind: sighting.kind,
    name: sighting.name,
    sources: new Set(),
    persons: new Set(),
    reached: new Map(),
    records: new Map(),
  }
  tallies.set(key, tally)
  tally.sources.add(sighting.sourceId)
  if (sighting.personId !== null) tally.persons.add(sighting.personId)
  // A record that names it twice is one record.
  if (tally.records.has(sighting.recordId)) return
  tally.reached.set(sighting.reached, (tally.reached.get(sighting.reached) ?? 0) + 1)
  tally.records.set(sighting.recordId, sighting.utc)
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byTime = ([a, at]: [string, Utc | null], [b, other]: [string, Utc | null]): number =>
  (at ?? Infinity) - (other ?? Infinity) || compareTexts(a, b)

const least = (times: readonly Utc[], isBefore: (a: Utc, b: Utc) => boolean): Utc | null =>
  times.reduce<Utc | null>((best, utc) => (best === null || isBefore(utc, best) ? utc : best), null)
