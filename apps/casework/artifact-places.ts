// Which artifacts declare to read at an entry's place on the phone, found once for a whole tree.

import { artifacts } from '@manumit/artifacts'
import type { PathIndex, TreeEntry } from '@manumit/intake'

export interface ArtifactPlaces {
  /** Ids of the artifacts that read where this entry lies. */
  of(entry: TreeEntry): ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

export function artifactPlaces(index: PathIndex): ArtifactPlaces {
  const places = new Map<TreeEntry, Set<string>>()
  for (const { id, reads } of artifacts)
    for (const entry of reads.flatMap((pattern) => index.matching(pattern)))
      places.set(entry, (places.get(entry) ?? new Set()).add(id))
  return { of: (entry) => places.get(entry) ?? NONE }
}
