// Finding files by where phones keep them. Thousands of patterns meet a million paths, so names are indexed once, by
// segment counted from the end, and a pattern only looks at the files that share its rarest literal segment.

import type { ReadPattern } from '@manumit/model'
import { CONTAINER_FOLDERS, logicalPlaceOf, patternKey, placeKey } from './logical-place.ts'
import type { EvidenceTree, TreeEntry } from './tree.ts'

/** Segments from the end that are indexed; a pattern whose literals all stand further left is compared with each path. */
const INDEXED_SEGMENTS = 4

export interface PathIndex {
  /** Entries the pattern names, in the tree's order. */
  matching(pattern: ReadPattern): readonly TreeEntry[]
  /**
   * The file a path inside a record means: `~/Library/…`, `/var/mobile/…`, `/data/user/0/…`, or the tail of one, of at
   * least two segments. undefined where none is meant, or two different files could be.
   */
  lookup(path: string): TreeEntry | undefined
  /** Entries of one origin at one place: more than one only where a name stands twice. */
  at(origin: string, key: string): TreeEntry | undefined
}

/** Does the pattern name this entry? Where both know their domain it must be the same; else the path's end decides. */
export function matchPattern(entry: TreeEntry, pattern: ReadPattern): boolean {
  return compilePattern(pattern).matches(entry, patternKey(placeKey(entry.logical)))
}

export function makePathIndex(tree: Pick<EvidenceTree, 'entries'>): PathIndex {
  const entries = tree.entries
  const keys = entries.map((entry) => placeKey(entry.logical))
  const patternKeys = keys.map(patternKey)
  const segmentIndex = lazily((position: number) =>
    groupIndices(patternKeys, (key) => segmentFromEnd(key, position)),
  )
  const byKey = lazily((_: 'key') => groupIndices(keys, (key) => key))
  const byFound = lazily((_: 'found') => groupIndices(entries, foundPlace))

  /** The first entry of those at one exact place. */
  const exactly = (place: string): TreeEntry | undefined =>
    entries[(byKey('key').get(place) ?? byFound('found').get(place))?.[0] ?? -1]

  const byTail = (place: string, hint: string): TreeEntry | undefined => {
    const wanted = place.split('/')
    const candidates = segmentIndex(0).get(wanted.at(-1) ?? '') ?? []
    let longest = 1
    let found: number[] = []
    for (const index of candidates) {
      const shared = sharedTail(wanted, keys[index]!.split('/'))
      if (shared > longest) found = []
      if (shared >= Math.max(longest, 2)) found.push(index)
      longest = Math.max(longest, shared)
    }
    const hinted = hint === '' ? [] : found.filter((index) => entries[index]!.path.includes(hint))
    const chosen = hinted.length > 0 ? hinted : found
    return new Set(chosen.map((index) => keys[index])).size === 1 ? entries[chosen[0]!] : undefined
  }

  return {
    matching: (pattern) => {
      const { literals, matches } = compilePattern(pattern)
      let fewest: readonly number[] | null = null
      for (const { position, segment } of literals) {
        const group = segmentIndex(position).get(segment) ?? []
        if (fewest === null || group.length < fewest.length) fewest = group
        if (fewest.length === 0) return []
      }
      if (fewest === null) return entries.filter((entry, index) => matches(entry, patternKeys[index]!))
      return fewest
        .filter((index) => matches(entries[index]!, patternKeys[index]!))
        .map((index) => entries[index]!)
    },
    lookup: (path) => {
      const place = logicalPlaceOf(path.replace(/^~\//, '/private/var/mobile/')).path
      const { inside, uuid } = insideContainer(place)
      return exactly(place) ?? byTail(place, '') ?? (uuid ? byTail(inside, uuid) : undefined)
    },
    at: (origin, key) => {
      const index = byKey('key')
        .get(key)
        ?.find((candidate) => entries[candidate]!.origin === origin)
      return index === undefined ? undefined : entries[index]
    },
  }
}

interface CompiledPattern {
  /** Literal segments by their position from the end. */
  readonly literals: readonly { readonly position: number; readonly segment: string }[]
  matches(entry: TreeEntry, key: string): boolean
}

function compilePattern(pattern: ReadPattern): CompiledPattern {
  const { domain } = pattern
  const path = patternKey(pattern.path)
  const segments = path.split('/')
  const whole = placeKey({ path, ...(domain !== undefined && { domain }) })
  const isLiteral = !path.includes('*')
  const isEndOf = (key: string): boolean =>
    isLiteral ? endsWithPath(key, path) : endsWithSegments(key, segments)
  const isWhole = (key: string): boolean =>
    isLiteral ? key === whole : depthOf(key) === depthOf(whole) && endsWithSegments(key, whole.split('/'))
  return {
    literals: segments
      .toReversed()
      .slice(0, INDEXED_SEGMENTS)
      .map((segment, position) => ({ position, segment }))
      .filter(({ segment }) => !segment.includes('*')),
    matches: (entry, key) =>
      domain !== undefined && entry.logical.domain !== undefined ? isWhole(key) : isEndOf(key),
  }
}

const depthOf = (path: string): number => path.split('/').length

function endsWithPath(key: string, path: string): boolean {
  return key.endsWith(path) && (key.length === path.length || key[key.length - path.length - 1] === '/')
}

/** Compares from the end, segment by segment, and stops at the first that differs. */
function endsWithSegments(key: string, pattern: readonly string[]): boolean {
  let end = key.length
  for (let i = pattern.length - 1; i >= 0; i--) {
    if (end < 0) return false
    const start = key.lastIndexOf('/', end - 1) + 1
    if (pattern[i] !== '*' && !matchesSegment(key.slice(start, end), pattern[i]!)) return false
    end = start - 1
  }
  return true
}

/** `*` inside a segment stands for any run of characters. Linear: each star takes the first place that fits. */
function matchesSegment(name: string, pattern: string): boolean {
  if (!pattern.includes('*')) return name === pattern
  const parts = pattern.split('*')
  const first = parts[0]!
  const last = parts.at(-1)!
  if (!name.startsWith(first) || !name.endsWith(last)) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= name.length - last.length
}

/** The n-th segment of a path from its end, from 0; null where it has fewer. */
function segmentFromEnd(path: string, n: number): string | null {
  let end = path.length
  for (let i = 0; i < n; i++) {
    end = path.lastIndexOf('/', end - 1)
    if (end <= 0) return null
  }
  return path.slice(path.lastIndexOf('/', end - 1) + 1, end)
}

/** How many segments two paths share at their ends, where the shorter is wholly the end of the longer; else 0. */
function sharedTail(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 1; i <= length; i++) if (a[a.length - i] !== b[b.length - i]) return 0
  return length
}

/** A path inside an app's container without the container's changing UUID. */
function insideContainer(place: string): { inside: string; uuid: string } {
  for (const { folder } of CONTAINER_FOLDERS) {
    if (!place.startsWith(folder)) continue
    const end = place.indexOf('/', folder.length)
    if (end > 0) return { inside: place.slice(end + 1), uuid: place.slice(folder.length, end) }
  }
  return { inside: place, uuid: '' }
}

/** The place its name alone gives an entry, for those that were moved into an app's domain. */
const foundPlace = (entry: TreeEntry): string =>
  logicalPlaceOf(entry.path.slice(entry.path.lastIndexOf('!') + 1)).path

function groupIndices<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  items.forEach((item, index) => {
    const key = keyOf(item)
    if (key === null) return
    const group = groups.get(key)
    if (group) group.push(index)
    else groups.set(key, [index])
  })
  return groups
}

function lazily<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>()
  return (key) => {
    let value = made.get(key)
    if (value === undefined) {
      value = make(key)
      made.set(key, value)
    }
    return value
  }
}
