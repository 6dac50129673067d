// The hash kinds, sorted by id. Nothing is discovered: a member is a line in members.ts.

import type { HashKind } from './hash-kind.ts'
import * as members from './members.ts'

export const hashKinds: readonly HashKind[] = Object.values(members).sort((a, b) => (a.id < b.id ? -1 : 1))

const byId = new Map(hashKinds.map((kind) => [kind.id, kind]))

/** The kind of this id; undefined for an id this version does not know. */
export const hashKind = (id: string): HashKind | undefined => byId.get(id)
