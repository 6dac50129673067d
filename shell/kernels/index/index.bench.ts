// How fast a million hashes are asked, built, added to and loaded. Run: node shell/kernels/index/index.bench.ts [hashes]
// One core, one thread. Uniform hashes from a seed; clustered ones made by perturbing the published haystack.

import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { type Sha256, sourceOfBytes } from '@manumit/base'
import {
  type IndexKernelMaker,
  loadSnapshot,
  type MultiIndex,
  multiIndex,
  plainKernel,
  snapshotOf,
} from '@manumit/matching'
import { makeIndexKernel } from './index-kernel.ts'

const SEED = 20_260_502
const DISTANCE = 31
const QUERIES = 501
const HAYSTACK = fileURLToPath(
  new URL('../../../../shared/data/matching/index/haystack.txt', import.meta.url),
)
const count = Number(process.argv[2] ?? 1_000_000)

interface Timing {
  readonly median: number
  readonly worst: number
  readonly matches: number
}

console.log(
  `machine: ${cpus()[0]?.model}, Node ${process.version}; ${count} hashes, seed ${SEED}, one thread`,
)
measure('uniform', uniform(count))
if (existsSync(HAYSTACK)) measure('clustered', clustered(count))
else console.log('clustered: left out, ../shared/data is not beside this checkout')

/** All figures for one set of hashes, 32 bytes each. Queries: half of them in the set with 0–31 bits flipped, half not. */
function measure(set: string, hashes: Uint8Array): void {
  const queries = queriesFor(hashes, set)
  const wasm = makeIndexKernel()
  const scans = { probe: Number.POSITIVE_INFINITY, scan: 0 }

  const built = buildThreeTimes(wasm, hashes)
  const goal = set === 'uniform'
  report(`${set}: WASM, built`, built.seconds, 's', goal ? 1 : undefined)
  report(`${set}: WASM, built, time of the processor`, built.cpuSeconds, 's')
  report(`${set}: WASM, memory`, built.index.memoryBytes / 1e6, 'MB', goal ? 120 : undefined)
  const quick = ask(built.index, queries)
  report(`${set}: WASM, query at ${DISTANCE}, median`, quick.median, 'ms', goal ? 0.15 : undefined)
  report(`${set}: WASM, query at ${DISTANCE}, slowest`, quick.worst, 'ms')
  console.log(`${set}: matches of ${QUERIES} queries: ${quick.matches}`)
  for (const distance of [0, 15, 47, 63])
    report(`${set}: WASM, query at ${distance}, median`, ask(built.index, queries, distance).median, 'ms')

  const peers = [
    ['WASM scan', multiIndexOf({ ...wasm, costs: scans }, hashes)],
    ['TypeScript', multiIndexOf(plainKernel, hashes)],
    ['TypeScript scan', multiIndexOf({ ...plainKernel, costs: scans }, hashes)],
  ] as const
  for (const [name, index] of peers) {
    const peer = ask(index, queries.slice(0, name === 'TypeScript' ? QUERIES : 51))
    console.log(
      `${set}: ${name}, query at ${DISTANCE}, median: ${peer.median.toFixed(4)} ms (${(peer.median / quick.median).toFixed(1)} × WASM multi-index)`,
    )
  }
  changes(set, built.index, queries)
  snapshot(set, built.index, wasm)
}

/** Wall time, and the processor's time beside it, which other work on the machine does not lengthen. */
function buildThreeTimes(kernel: IndexKernelMaker, hashes: Uint8Array) {
  const rounds = [1, 2, 3].map(() => {
    const start = performance.now()
    const used = process.cpuUsage()
    const index = multiIndexOf(kernel, hashes)
    const { user, system } = process.cpuUsage(used)
    return { index, seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 }
  })
  return {
    index: rounds[2]!.index,
    seconds: median(rounds.map((round) => round.seconds)),
    cpuSeconds: median(rounds.map((round) => round.cpuSeconds)),
  }
}

function multiIndexOf(kernel: IndexKernelMaker, hashes: Uint8Array): MultiIndex {
  const index = multiIndex({ kernel })
  for (let i = 0; i < hashes.length / 32; i++) index.add(i, hashes.subarray(i * 32, i * 32 + 32))
  index.settle()
  return index
}

/** Three rounds of all queries, each query timed by itself. */
function ask(index: MultiIndex, queries: readonly Uint8Array[], distance = DISTANCE): Timing {
  let matches = 0
  const times = [1, 2, 3].flatMap(() => {
    matches = 0
    return queries.map((query) => {
      const start = performance.now()
      matches += index.query(query, distance).length
      return performance.now() - start
    })
  })
  return { median: median(times), worst: Math.max(...times), matches }
}

/** A bank that changes: a tail of 1 % added, then 1 % removed. */
function changes(set: string, index: MultiIndex, queries: readonly Uint8Array[]): void {
  const one = index.size / 100
  const start = performance.now()
  for (let i = 0; i < one; i++) index.add(count + i, queries[i % queries.length]!)
  const added = performance.now()
  for (let i = 0; i < one; i++) index.remove(i * 7)
  const removed = performance.now()
  console.log(
    `${set}: WASM, add: ${(((added - start) * 1000) / one).toFixed(3)} µs, remove: ${(((removed - added) * 1000) / one).toFixed(3)} µs each`,
  )
  report(`${set}: WASM, query at ${DISTANCE} with 1 % in the tail, median`, ask(index, queries).median, 'ms')
}

function snapshot(set: string, index: MultiIndex, kernel: IndexKernelMaker): void {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-bench-'))
  const file = join(folder, 'index.snapshot')
  const digestOf = (pieces: Iterable<Uint8Array>): Sha256 => {
    const hash = createHash('sha256')
    for (const piece of pieces) hash.update(piece)
    return hash.digest('hex') as Sha256
  }
  const parts = snapshotOf(index, digestOf)
  writeFileSync(file, Buffer.concat(parts))
  const content = Buffer.from(parts[0]!.subarray(32, 64)).toString('hex') as Sha256
  const times = [1, 2, 3].map(() => {
    const start = performance.now()
    const bytes = readFileSync(file)
    const read = performance.now()
    const loaded = loadSnapshot({ source: sourceOfBytes(bytes), content, kernel })
    if (!loaded.ok) throw new Error(loaded.error.code)
    return [(read - start) / 1000, (performance.now() - read) / 1000] as const
  })
  const size = statSync(file).size / 1e6
  report(
    `${set}: snapshot of ${size.toFixed(0)} MB, reading the file`,
    median(times.map(([read]) => read)),
    's',
  )
  report(`${set}: snapshot, checked and taken into memory`, median(times.map(([, load]) => load)), 's')
  rmSync(folder, { recursive: true })
}

function report(name: string, value: number, unit: string, target?: number): void {
  console.log(
    `${name}: ${value.toPrecision(3)} ${unit}${target === undefined ? '' : ` (target < ${target})`}`,
  )
}

function uniform(n: number): Uint8Array {
  const random = randomFrom(SEED)
  return new Uint8Array(Uint32Array.from({ length: n * 8 }, random).buffer)
}

/** Each a hash of the haystack with 0 to 60 bits flipped. */
function clustered(n: number): Uint8Array {
  const centres = readFileSync(HAYSTACK, 'utf8').trim().split('\n')
  const random = randomFrom(SEED)
  const hashes = new Uint8Array(n * 32)
  for (let i = 0; i < n; i++) {
    hashes.set(Buffer.from(centres[random() % centres.length]!, 'hex'), i * 32)
    flip(hashes.subarray(i * 32, i * 32 + 32), random() % 61, random)
  }
  return hashes
}

function queriesFor(hashes: Uint8Array, set: string): Uint8Array[] {
  const random = randomFrom(SEED + 1)
  return Array.from({ length: QUERIES }, (_, i) => {
    if (set === 'uniform' && i % 2 === 1)
      return new Uint8Array(Uint32Array.from({ length: 8 }, random).buffer)
    const at = (random() % (hashes.length / 32)) * 32
    return flip(hashes.slice(at, at + 32), random() % 32, random)
  })
}

function flip(hash: Uint8Array, bits: number, random: () => number): Uint8Array {
  for (let i = 0; i < bits; i++) {
    const bit = random() & 255
    hash[bit >> 3]! ^= 1 << (bit & 7)
  }
  return hash
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

/** Uniform 32-bit words from a seed (mulberry32 by Tommy Ettinger, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let word = Math.imul(state ^ (state >>> 15), 1 | state)
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word
    return (word ^ (word >>> 14)) >>> 0
  }
}
