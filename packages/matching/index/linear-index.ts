// The oracle: every hash compared in full, nothing clever. Obviously right; each faster index must answer as it does.

import { checkRow, type HashBytes, type HashIndex, type IndexMatch } from '../index-port.ts'
import { setBits } from './set-bits.ts'

/** A name of this module's own: tests run with imports made into property look-ups, too slow for the innermost loop. */
const ones = setBits

const WORDS = 8

/** An empty linear index: `add` in O(1), `remove` and `query` in O(n). For tests, and for a few thousand hashes. */
export function linearIndex(): HashIndex {
  let entries: number[] = []
  /** Eight 32-bit words for each hash, in the order of `entries`, and room for more. */
  let words = new Uint32Array(WORDS * 64)
  return {
    get size() {
      return entries.length
    },
    add(entry, hash) {
      checkRow(entry, hash)
      if (words.length === entries.length * WORDS) {
        const larger = new Uint32Array(words.length * 2)
        larger.set(words)
        words = larger
      }
      words.set(wordsOf(hash), entries.length * WORDS)
      entries.push(entry)
    },
    remove(entry) {
      const left = [...entries.keys()].filter((row) => entries[row] !== entry)
      if (left.length === entries.length) return false
      for (const [to, from] of left.entries()) words.copyWithin(to * WORDS, from * WORDS, (from + 1) * WORDS)
      entries = left.map((row) => entries[row]!)
      return true
    },
    query(hash, distance) {
      const asked = wordsOf(hash)
      const matches: IndexMatch[] = []
      for (let row = 0; row < entries.length; row++) {
        let apart = 0
        for (let word = 0; word < WORDS; word++) apart += ones(words[row * WORDS + word]! ^ asked[word]!)
        if (apart <= distance) matches.push({ entry: entries[row]!, distance: apart })
      }
      return matches.sort((a, b) => a.distance - b.distance || a.entry - b.entry)
    },
  }
}

/** A copy of the hash as words, in which bits count as they do in bytes. (The `slice` of a Node buffer is no copy.) */
const wordsOf = (hash: HashBytes): Uint32Array => new Uint32Array(new Uint8Array(hash).buffer)
