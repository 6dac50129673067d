// The comparisons, sorted by id. Nothing is discovered: a member is a line in members.ts.

import type { Comparison } from '../comparison.ts'
import * as members from './members.ts'

export const comparisons: readonly Comparison[] = Object.values(members).sort((a, b) =>
  a.id < b.id ? -1 : 1,
)

const byId = new Map(comparisons.map((comparison) => [comparison.id, comparison]))

/** The comparison of this id; undefined for an id this version does not know. */
export const comparison = (id: string): Comparison | undefined => byId.get(id)
