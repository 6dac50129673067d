import type { Person } from './person.ts'

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
  readonly holders: number
  /** Its title on the list; null: by number of holders. */
  readonly known: KnownHub | null
}

export interface HubOptions {
  readonly knownHubs?: readonly KnownHub[]
  /** Holders from which on an identifier joins nobody. */
  readonly hubCap?: number
}

/** Identifiers held by more persons than the cap, or listed as known; by key. */
export function hubsOf(_persons: readonly Person[], _options: HubOptions = {}): Map<string, Hub> {
  return new Map()
}
