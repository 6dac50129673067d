// The first pass over a tree: every file is hashed and recognised, and what an artifact reads by its format, such as a
// picture, is read while it is open. Databases are listed for the second pass, which needs every digest.

import { artifactsFor } from '@manumit/artifacts'
import { ok, type Result, refuse } from '@manumit/base'
import { recognise } from '@manumit/formats'
import {
  companionOwner,
  type EvidenceTree,
  type OpenedEntry,
  type PathIndex,
  type TreeEntry,
} from '@manumit/intake'
import { digestSource } from '@manumit/io'
import type { ArtifactFiles, EvidenceFile, FileRef } from '@manumit/model'
import type { FileFacts } from '@manumit/store'
import type { ArtifactPlaces } from './artifact-places.ts'
import type { ReadUnit } from './evidence-writer.ts'
import type { Item, ReadRequest } from './read-request.ts'
import { INTAKE, SELECTION, type UnitWriter, unitOf } from './unit-writer.ts'

/** Files recorded in one transaction. */
const FILES_TOGETHER = 256

export interface Surveyed {
  readonly refs: ReadonlyMap<TreeEntry, FileRef>
  readonly databases: readonly TreeEntry[]
  /** Bytes hashed; what a member merely claims to hold does not count. */
  readonly bytes: number
}

export interface SurveyContext {
  readonly tree: EvidenceTree
  readonly index: PathIndex
  readonly places: ArtifactPlaces
  readonly units: UnitWriter
}

export async function survey(
  { tree, index, places, units }: SurveyContext,
  request: ReadRequest,
): Promise<Result<Surveyed>> {
  const listed = [...tree.entries, ...tree.containers]
  const containers = new Set(tree.containers)
  const total = listed.reduce((sum, entry) => sum + entry.sizeBytes, 0)
  const refs = new Map<TreeEntry, FileRef>()
  const databases: TreeEntry[] = []
  let facts: FileFacts[] = []
  let waiting: WaitingUnit[] = []
  let bytes = 0
  let hashed = 0

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
    const show = (read: number): void =>
      request.onProgress({
        stage: 'hashing',
        path: entry.path,
        done: bytes + read,
        total,
        items: units.items(),
      })
    show(0)
    const opened = await entry.open()
    const seen = opened.bytes ? factsOf(entry, opened.bytes, show) : unopened(entry)
    facts.push(seen)
    bytes += seen.sizeBytes
    if (opened.bytes && seen.digests) {
      hashed += seen.sizeBytes
      const ref = { sha256: seen.digests.sha256, path: entry.path, sizeBytes: seen.sizeBytes }
      refs.set(entry, ref)
      // A container's members are entries of their own; a log or journal is read with its database.
      if (!containers.has(entry) && !companionOwner(index, entry)) {
        const type = seen.recognised?.type ?? 'unknown'
        if (type === 'sqlite') databases.push(entry)
        else
          waiting.push(...unitsByFormat({ ref, bytes: opened.bytes }, { type, inPlaceOf: places.of(entry) }))
      }
    }
    const odd = [...opened.issues, ...opened.close()]
    if (odd.length > 0) waiting.push({ unit: unitOf(entry.path, INTAKE), items: odd })
    if (facts.length >= FILES_TOGETHER) {
      const flushed = await flush()
      if (!flushed.ok) return flushed
    }
  }
  request.onProgress({ stage: 'hashing', path: '', done: bytes, total, items: units.items() })
  const flushed = await flush()
  if (!flushed.ok) return flushed
  const treeIssues = await units.write(unitOf(null, INTAKE), tree.issues)
  return treeIssues.ok ? ok({ refs, databases, bytes: hashed }) : treeIssues
}

interface WaitingUnit {
  readonly unit: ReadUnit
  readonly items: readonly Item[]
}

/** What artifacts read in a file by its format, and what was odd in choosing them. Such files are small: read whole. */
function unitsByFormat(
  main: EvidenceFile,
  facts: { readonly type: string; readonly inPlaceOf: ReadonlySet<string> },
): WaitingUnit[] {
  const path = main.ref.path
  const { chosen, issues } = artifactsFor({ path, ...facts })
  const files: ArtifactFiles = { main, lookup: () => undefined }
  const read = chosen.map(({ artifact }) => ({
    unit: unitOf(path, artifact),
    items: [...artifact.parse(files)],
  }))
  return issues.length > 0 ? [...read, { unit: unitOf(path, SELECTION), items: issues }] : read
}

function factsOf(
  entry: TreeEntry,
  bytes: NonNullable<OpenedEntry['bytes']>,
  onRead: (hashedBytes: number) => void,
): FileFacts {
  const { digests, hashedBytes } = digestSource(bytes, { onRead })
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
