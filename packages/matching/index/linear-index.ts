// The oracle: every hash compared, nothing clever. Slow and obviously right; each faster index must answer as it does.

import { checkRow, type HashBytes, type HashIndex, type IndexMatch } from '../index-port.ts'

/** An empty linear index: `add` and `remove` in O(1) and O(n), `query` in O(n). For tests, and for a few thousand hashes. */
export function linearIndex(): HashIndex {
  let held: { entry: number; hash: HashBytes }[] = []
  return {
    get size() {
      return held.length
    },
    add(entry, hash) {
      checkRow(entry, hash)
      held.push({ entry, hash: hash.slice() })
    },
    remove(entry) {
      const before = held.length
      held = held.filter((one) => one.entry !== entry)
      return held.length < before
    },
    query(hash, distance) {
      const matches: IndexMatch[] = []
      for (const one of held) {
        const apart = differingBits(one.hash, hash)
        if (apart <= distance) matches.push({ entry: one.entry, distance: apart })
      }
      return matches.sort((a, b) => a.distance - b.distance || a.entry - b.entry)
    },
  }
}

/** Bits in which two byte strings of one length differ. */
export function differingBits(a: Uint8Array, b: Uint8Array): number {
  let bits = 0
  for (let i = 0; i < a.length; i++) bits += ONES[a[i]! ^ b[i]!]!
  return bits
}

/** How many bits of each byte are set: those of its half, and its lowest. */
const ONES = new Uint8Array(256)
for (let byte = 1; byte < 256; byte++) ONES[byte] = ONES[byte >> 1]! + (byte & 1)
