// The kinds of observation, sorted by id. Nothing is discovered: a member is a line in members.ts.

import type { ObservationKind } from '../observation.ts'
import * as members from './members.ts'

export const observationKinds: readonly ObservationKind[] = Object.values(members).sort((a, b) =>
  a.id < b.id ? -1 : 1,
)

const byId = new Map(observationKinds.map((kind) => [kind.id, kind]))

/** The kind of this id; undefined for an id this version does not know. */
export const observationKind = (id: string): ObservationKind | undefined => byId.get(id)
