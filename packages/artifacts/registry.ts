// The artifacts, sorted by id. Nothing is discovered: a member is a line in members.ts.

import type { Artifact } from '@manumit/model'
import * as members from './members.ts'

export const artifacts: readonly Artifact[] = Object.values<Artifact>(members).sort((a, b) =>
  a.id < b.id ? -1 : 1,
)

const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]))

/** The artifact of this id; undefined for an id this version does not know. */
export const artifact = (id: string): Artifact | undefined => byId.get(id)
