// An index over digests: exact, a map from text to entries. For banks that fit in memory; a store looks them up by itself.

/** The port by which digests are looked up. */
export interface DigestIndex {
  /** How many digests are held, counted by entry. */
  readonly size: number
  /** Entry numbers under which a digest (canonical text) stands, in ascending order. */
  find(digest: string): readonly number[]
}

export interface MutableDigestIndex extends DigestIndex {
  add(entry: number, digest: string): void
  /** Removes an entry with all its digests. False when it is not there. */
  remove(entry: number): boolean
}

/** An empty index over digests of one kind. */
export function digestIndex(): MutableDigestIndex {
  const entriesOf = new Map<string, number[]>()
  const digestsOf = new Map<number, string[]>()
  let size = 0
  return {
    get size() {
      return size
    },
    add(entry, digest) {
      listIn(entriesOf, digest).push(entry)
      listIn(digestsOf, entry).push(digest)
      size++
    },
    remove(entry) {
      const digests = digestsOf.get(entry)
      if (!digests) return false
      digestsOf.delete(entry)
      size -= digests.length
      for (const digest of digests) {
        const left = (entriesOf.get(digest) ?? []).filter((one) => one !== entry)
        if (left.length > 0) entriesOf.set(digest, left)
        else entriesOf.delete(digest)
      }
      return true
    },
    find: (digest) => [...new Set(entriesOf.get(digest) ?? [])].sort((a, b) => a - b),
  }
}

function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const held = lists.get(key)
  if (held) return held
  const list: V[] = []
  lists.set(key, list)
  return list
}
