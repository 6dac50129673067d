// Patterns against paths: a tree of 100,000 files and 1,000 patterns, index included. Peer: comparing each with each.
// Run: node packages/intake/paths.bench.ts

import { cpus } from 'node:os'
import type { ReadPattern } from '@manumit/model'
import { logicalPlaceOf } from './logical-place.ts'
import { makePathIndex, matchPattern } from './path-index.ts'
import type { TreeEntry } from './tree.ts'

const PATHS = 100_000
const PATTERNS = 1_000
const seed = 20_260_501

const random = seeded(seed)
const entries = Array.from({ length: PATHS }, (_, i) => entryAt(pathOf(i)))
const patterns = Array.from({ length: PATTERNS }, (_, i) => patternOf(i))

const runs = Array.from({ length: 3 }, () => timed(() => matchAll(patterns)))
const fast = median(runs.map((run) => run.ms))
const few = patterns.filter((_, i) => i % 100 === 0)
const naive = timed(() =>
  few.reduce((sum, pattern) => sum + entries.filter((entry) => matchPattern(entry, pattern)).length, 0),
)
const sameFew = timed(() => matchAll(few))
if (naive.value !== sameFew.value) throw new Error('the index and the naive comparison disagree')

console.log(
  `machine: ${cpus()[0]?.model}, node ${process.version}; ${PATHS} paths, ${PATTERNS} patterns, seed ${seed}`,
)
console.log(`intake.paths.match: ${fast.toFixed(0)} ms (target 3000), ${runs[0]!.value} matches`)
console.log(
  `intake.paths.match, times as fast as one by one: ${((naive.ms * (PATTERNS / few.length)) / fast).toFixed(0)} (measured on ${few.length} patterns)`,
)

function matchAll(wanted: readonly ReadPattern[]): number {
  const index = makePathIndex({ entries })
  return wanted.reduce((sum, pattern) => sum + index.matching(pattern).length, 0)
}

/** Three shapes a phone really has: app containers, an app's numbered cache files, a few well-known places. */
function pathOf(i: number): string {
  const uuid = `00000000-0000-4000-8000-${String(i % 400).padStart(12, '0')}`
  const app = `private/var/mobile/Containers/Data/Application/${uuid}`
  if (i % 3 === 0) return `${app}/Library/Caches/${i % 50}/file-${i}.bin`
  if (i % 3 === 1) return `${app}/Documents/Store/${i % 7}/data.db`
  return `filesystem2/mobile/Library/Place ${i % 900}/item-${i % 2000}.plist`
}

function patternOf(i: number): ReadPattern {
  if (i % 10 === 0) return { path: `Library/Caches/${i % 50}/*` }
  if (i % 200 === 1) return { path: 'Documents/Store/*/data.db' }
  if (i % 10 === 2) return { domain: 'HomeDomain', path: `Library/Place ${i % 900}/*.plist` }
  const pick = Math.floor(random() * 2000)
  return { domain: 'HomeDomain', path: `Library/Place ${pick % 900}/item-${pick}.plist` }
}

function entryAt(path: string): TreeEntry {
  return {
    path,
    origin: '',
    logical: logicalPlaceOf(path),
    sizeBytes: 0,
    open: () => Promise.reject(new Error('unread')),
  }
}

function timed<T>(act: () => T): { ms: number; value: T } {
  const start = performance.now()
  const value = act()
  return { ms: performance.now() - start, value }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** mulberry32: small, seeded, good enough to pick numbers. */
function seeded(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
