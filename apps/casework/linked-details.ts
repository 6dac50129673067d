// What linking keeps beside the rows it derives, and reads back: the store holds it as JSON and asks nothing of it.

import type { Utc } from '@manumit/base'
import type { NumberFacts, Reason } from '@manumit/linkage'

export interface IdentifierDetails {
  readonly number: NumberFacts | null
  readonly hub: { readonly holders: number; readonly why: string } | null
}

export interface PersonDetails {
  readonly id: string
  readonly label: string
  readonly sourceId: number
  /** What the source is called where its number may not count. */
  readonly token: string
  readonly keys: readonly string[]
  readonly names: readonly string[]
  readonly isDevice: boolean
  readonly records: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
}

/** A reason whose records are numbers of observations. */
export type Bar = Omit<Reason, 'records'> & { readonly records: readonly number[] }

export interface CandidateDetails {
  readonly reasons: readonly Bar[]
  readonly adjustments: readonly Bar[]
  readonly priorBits: number
  readonly totalBits: number
  readonly notCompared: readonly string[]
  readonly limits: readonly string[]
}

export interface NameDetails {
  readonly name: string
  readonly kind: 'domain' | 'invite' | 'app'
  readonly sources: readonly number[]
  readonly persons: number
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
  readonly reached: Readonly<Record<string, number>>
  readonly absentFrom: string | null
  readonly looksLike: string | null
  readonly records: readonly number[]
}
