// Reads one source of evidence from end to end: opens it as a tree, hashes and recognises every file, lets the artifacts
// parse those that are theirs, and hands files, observations and issues to a writer. The order is fixed, so that a run
// that was killed goes on where the writer stands. Runs in a thread of its own or in the caller's.

import { artifacts, artifactsFor, type Selection } from '@manumit/artifacts'
import { type Issue, ok, type Result, refuse } from '@manumit/base'
import { openSqlite, recognise } from '@manumit/formats'
import {
  type Companions,
  companionOwner,
  companionsOf,
  type EvidenceTree,
  type IntakePowers,
  makePathIndex,
  type OpenedEntry,
  openEvidence,
  type PathIndex,
  type TreeEntry,
} from '@manumit/intake'
import { digestSource } from '@manumit/io'
import type { ArtifactFiles, EvidenceFile, FileRef, Observation, Scope } from '@manumit/model'
import { encodeItems, type FileFacts, makeBatchEncoder, type RowBatch } from '@manumit/store'
import type { HeldInput } from './evidence-input.ts'
import type { EvidenceWriter, ReadUnit } from './evidence-writer.ts'

/** Items a unit may have to be written together with others; a longer one is written in batches of its own. */
const SMALL_UNIT_ITEMS = 2_048
const BATCH_ITEMS = 8_192
/** Files recorded, and small units written, in one transaction. */
const FILES_TOGETHER = 256
const ITEMS_TOGETHER = 8_192

/** What intake itself found odd is a unit like any other: of the source as a whole, or of one file. */
const INTAKE = { id: 'intake', version: 1 } as const
/** What was odd in choosing artifacts for a file: a unit as well. */
const SELECTION = { id: 'selection', version: 1 } as const

export interface ReadProgress {
  readonly stage: 'hashing' | 'parsing'
  readonly path: string
  /** Bytes hashed of bytes listed; or items parsed, with no total known. */
  readonly done: number
  readonly total: number
}

export interface ReadTotals {
  readonly files: number
  readonly bytes: number
  readonly items: number
}

export interface ReadRequest {
  readonly held: HeldInput
  readonly powers: IntakePowers
  readonly writer: EvidenceWriter
  onProgress(progress: ReadProgress): void
  /** Asked between files and batches: true ends the run with E_STOPPED, and what was written stays. */
  isStopped(): boolean
}

type Item = Observation | Issue

/** Refusals: those of opening, of the writer, and E_STOPPED. */
export async function readEvidence(request: ReadRequest): Promise<Result<ReadTotals>> {
  const opened = await openEvidence(request.held.input, request.powers)
  if (!opened.ok) return opened
  const tree = opened.value
  try {
    const scope = await request.writer.opened({ treeKind: tree.kind, reason: tree.reason })
    if (!scope.ok) return scope
    return await readTree(tree, scope.value, request)
  } finally {
    tree.close()
  }
}

async function readTree(tree: EvidenceTree, scope: Scope, request: ReadRequest): Promise<Result<ReadTotals>> {
  const units = unitWriter(scope, request)
  const index = makePathIndex(tree)
  const places = placesOf(index)
  const surveyed = await survey({ tree, index, places, units }, request)
  if (!surveyed.ok) return surveyed
  const { refs, databases, bytes } = surveyed.value
  for (const entry of databases) {
    if (request.isStopped()) return refuse('E_STOPPED')
    const read = await readDatabase(entry, { index, places, refs, units })
    if (!read.ok) return read
  }
  const flushed = await units.flush()
  if (!flushed.ok) return flushed
  const settled = await request.writer.settled()
  return settled.ok ? ok({ files: refs.size, bytes, items: units.items() }) : settled
}

/** Which artifacts declare to read at an entry's place. */
type Places = ReadonlyMap<TreeEntry, ReadonlySet<string>>

function placesOf(index: PathIndex): Places {
  const places = new Map<TreeEntry, Set<string>>()
  for (const { id, reads } of artifacts)
    for (const entry of reads.flatMap((pattern) => index.matching(pattern)))
      places.set(entry, (places.get(entry) ?? new Set()).add(id))
  return places
}

const NO_PLACE: ReadonlySet<string> = new Set()

// First pass: every file is hashed and recognised; what an artifact reads by its format is read while it is open.

interface Surveyed {
  readonly refs: ReadonlyMap<TreeEntry, FileRef>
  readonly databases: readonly TreeEntry[]
  readonly bytes: number
}

interface SurveyContext {
  readonly tree: EvidenceTree
  readonly index: PathIndex
  readonly places: Places
  readonly units: UnitWriter
}

async function survey(
  { tree, index, places, units }: SurveyContext,
  request: ReadRequest,
): Promise<Result<Surveyed>> {
  const listed = [...tree.entries, ...tree.containers]
  const containers = new Set(tree.containers)
  const total = listed.reduce((sum, entry) => sum + entry.sizeBytes, 0)
  const refs = new Map<TreeEntry, FileRef>()
  const databases: TreeEntry[] = []
  let facts: FileFacts[] = []
  let waiting: { readonly unit: ReadUnit; readonly items: readonly Item[] }[] = []
  let bytes = 0

  /** A unit names a file the store knows, so files go first. */
  const flush = async (): Promise<Result<void>> => {
    const recorded = await request.writer.record(facts)
    if (!recorded.ok) return recorded
    for (const { unit, items } of waiting) {
      const written = await units.write(unit, items)
      if (!written.ok) return written
    }
    facts = []
    waiting = []
    return ok(undefined)
  }

  for (const entry of listed) {
    if (request.isStopped()) return refuse('E_STOPPED')
    request.onProgress({ stage: 'hashing', path: entry.path, done: bytes, total })
    const opened = await entry.open()
    const seen = opened.bytes ? factsOf(entry, opened.bytes) : unopened(entry)
    facts.push(seen)
    bytes += seen.sizeBytes
    if (opened.bytes && seen.digests) {
      const ref = { sha256: seen.digests.sha256, path: entry.path, sizeBytes: seen.sizeBytes }
      refs.set(entry, ref)
      if (!containers.has(entry)) {
        const type = seen.recognised?.type ?? 'unknown'
        if (type === 'sqlite') {
          if (!companionOwner(index, entry)) databases.push(entry)
        } else if (!companionOwner(index, entry)) {
          const { chosen, issues } = artifactsFor({
            path: entry.path,
            type,
            inPlaceOf: places.get(entry) ?? NO_PLACE,
          })
          const files: ArtifactFiles = { main: { ref, bytes: opened.bytes }, lookup: () => undefined }
          for (const { artifact } of chosen)
            waiting.push({ unit: unitOf(entry.path, artifact), items: [...artifact.parse(files)] })
          if (issues.length > 0) waiting.push({ unit: unitOf(entry.path, SELECTION), items: issues })
        }
      }
    }
    const odd = [...opened.issues, ...opened.close()]
    if (odd.length > 0) waiting.push({ unit: unitOf(entry.path, INTAKE), items: odd })
    if (facts.length >= FILES_TOGETHER) {
      const flushed = await flush()
      if (!flushed.ok) return flushed
    }
  }
  request.onProgress({ stage: 'hashing', path: '', done: bytes, total })
  const flushed = await flush()
  if (!flushed.ok) return flushed
  const treeIssues = await units.write(unitOf(null, INTAKE), tree.issues)
  return treeIssues.ok ? ok({ refs, databases, bytes }) : treeIssues
}

function factsOf(entry: TreeEntry, bytes: NonNullable<OpenedEntry['bytes']>): FileFacts {
  const { digests, hashedBytes } = digestSource(bytes)
  return {
    path: entry.path,
    logical: entry.logical,
    sizeBytes: bytes.size,
    // A file that ends before its size while it is read has no digest that anybody else could get.
    digests: hashedBytes === bytes.size ? digests : null,
    recognised: recognise(bytes),
  }
}

const unopened = (entry: TreeEntry): FileFacts => ({
  path: entry.path,
  logical: entry.logical,
  sizeBytes: entry.sizeBytes,
  digests: null,
  recognised: null,
})

// Second pass: databases, once every file has its digest, since a record may name another file.

interface DatabaseContext {
  readonly index: PathIndex
  readonly places: Places
  readonly refs: ReadonlyMap<TreeEntry, FileRef>
  readonly units: UnitWriter
}

async function readDatabase(entry: TreeEntry, context: DatabaseContext): Promise<Result<void>> {
  const companions = companionsOf(context.index, entry)
  const opened = await openTogether(entry, companions)
  try {
    const files = artifactFiles(entry, companions, opened, context)
    if (!files) return ok(undefined)
    const { chosen, issues } = databaseArtifacts(files, context.places.get(entry) ?? NO_PLACE)
    for (const { artifact } of chosen) {
      const written = await context.units.write(unitOf(entry.path, artifact), artifact.parse(files))
      if (!written.ok) return written
    }
    if (issues.length > 0) return context.units.write(unitOf(entry.path, SELECTION), issues)
    return ok(undefined)
  } finally {
    for (const each of opened.values()) each.close()
  }
}

async function openTogether(
  entry: TreeEntry,
  { wal, journal }: Companions,
): Promise<Map<TreeEntry, OpenedEntry>> {
  const opened = new Map<TreeEntry, OpenedEntry>()
  for (const each of [entry, wal, journal]) if (each) opened.set(each, await each.open())
  return opened
}

function artifactFiles(
  entry: TreeEntry,
  { wal, journal }: Companions,
  opened: ReadonlyMap<TreeEntry, OpenedEntry>,
  { index, refs }: DatabaseContext,
): ArtifactFiles | null {
  const fileOf = (each: TreeEntry | undefined): EvidenceFile | undefined => {
    const bytes = each && opened.get(each)?.bytes
    const ref = each && refs.get(each)
    return bytes && ref ? { ref, bytes } : undefined
  }
  const main = fileOf(entry)
  const walFile = fileOf(wal)
  const journalFile = fileOf(journal)
  return main
    ? {
        main,
        ...(walFile && { wal: walFile }),
        ...(journalFile && { journal: journalFile }),
        lookup: (path) => {
          const found = index.lookup(path)
          return found && refs.get(found)
        },
      }
    : null
}

function databaseArtifacts({ main, wal, journal }: ArtifactFiles, inPlaceOf: ReadonlySet<string>): Selection {
  const file = openSqlite({
    main: main.bytes,
    path: main.ref.path,
    ...(wal && { wal: wal.bytes }),
    ...(journal && { journal: journal.bytes }),
  })
  const facts = { path: main.ref.path, type: 'sqlite', inPlaceOf }
  return artifactsFor(file.ok ? { ...facts, tables: file.value.view().tables } : facts)
}

// Units: small ones wait for company, long ones are written in batches as they are read.

interface UnitWriter {
  write(unit: ReadUnit, items: Iterable<Item>): Promise<Result<void>>
  flush(): Promise<Result<void>>
  /** Items handed over so far. */
  items(): number
}

const unitOf = (
  path: string | null,
  { id, version }: { readonly id: string; readonly version: number },
): ReadUnit => ({
  path,
  artifact: { id, version },
})

function unitWriter(scope: Scope, { writer, onProgress, isStopped }: ReadRequest): UnitWriter {
  let small: { readonly unit: ReadUnit; readonly batch: RowBatch }[] = []
  let smallItems = 0
  let items = 0

  const flush = async (): Promise<Result<void>> => {
    if (small.length === 0) return ok(undefined)
    const written = await writer.commitWhole(small)
    small = []
    smallItems = 0
    return written
  }

  const writeLong = async (unit: ReadUnit, first: Item[], rest: Iterator<Item>): Promise<Result<void>> => {
    const flushed = await flush()
    if (!flushed.ok) return flushed
    const progress = await writer.begin(unit)
    if (!progress.ok) return progress
    const { unitId, committed, done } = progress.value
    if (done) return ok(undefined)
    let ordinal = 0
    // Each item is encoded as it comes: a record that lives no longer than that costs little.
    let batch = makeBatchEncoder({ scope, firstOrdinal: committed })
    const write = async (): Promise<Result<void>> => {
      const written = await writer.commit(unitId, batch.finish())
      batch = makeBatchEncoder({ scope, firstOrdinal: ordinal })
      onProgress({ stage: 'parsing', path: unit.path ?? '', done: items, total: 0 })
      return written
    }
    for (const item of chained(first, rest)) {
      ordinal++
      if (ordinal <= committed) continue
      batch.add(item)
      items++
      if (batch.items() < BATCH_ITEMS) continue
      const written = await write()
      if (!written.ok) return written
      if (isStopped()) return refuse('E_STOPPED')
    }
    if (batch.items() > 0) {
      const written = await write()
      if (!written.ok) return written
    }
    return writer.finish(unitId, ordinal)
  }

  return {
    flush,
    items: () => items,
    async write(unit, source) {
      const iterator = source[Symbol.iterator]()
      const first = take(iterator, SMALL_UNIT_ITEMS)
      if (first.length === SMALL_UNIT_ITEMS) return writeLong(unit, first, iterator)
      small.push({ unit, batch: encodeItems(first, { scope, firstOrdinal: 0 }) })
      smallItems += first.length
      items += first.length
      return small.length >= FILES_TOGETHER || smallItems >= ITEMS_TOGETHER ? flush() : ok(undefined)
    },
  }
}

function take(iterator: Iterator<Item>, count: number): Item[] {
  const taken: Item[] = []
  while (taken.length < count) {
    const next = iterator.next()
    if (next.done) break
    taken.push(next.value)
  }
  return taken
}

function* chained(first: readonly Item[], rest: Iterator<Item>): Generator<Item> {
  yield* first
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value
}
