import type { Utc } from '@manumit/base'

export type NameKind = 'domain' | 'invite' | 'app'

/** One record that names a domain, an invite link or an app. */
export interface NameSighting {
  readonly kind: NameKind
  /** The normal form: `text` of the mention. */
  readonly name: string
  readonly sourceId: string
  /** Who names it: a person's or an identifier's id; null where the record names nobody. */
  readonly personId: string | null
  readonly utc: Utc | null
  /** As recorded: a visit's transition, or `message` for a link inside one. See `reachedOf`. */
  readonly reached: string
  readonly recordId: string
}

/** A dated list of widely known names. */
export interface Baseline {
  readonly title: string
  readonly date: string
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
  readonly reached: Readonly<Record<string, number>>
  /** Title and date of the list that lacks it; null: it is on it. */
  readonly absentFrom: string | null
  /** A known name it looks like. */
  readonly looksLike: string | null
  /** At most 20, earliest first. */
  readonly records: readonly string[]
}

/** Names counted by sources and persons, never by visits: most sources first, then persons, then first seen. */
export function newNames(_sightings: Iterable<NameSighting>, _baseline: Baseline): NameCount[] {
  return []
}
