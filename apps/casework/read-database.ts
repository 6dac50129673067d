// The second pass: a database with its log and journal, read by each artifact whose tables it has, once every file has its
// digest, since a record may name another file.

import { artifactsFor, type Selection } from '@manumit/artifacts'
import { type ByteSource, ok, type Result } from '@manumit/base'
import { openSqlite } from '@manumit/formats'
import {
  type Companions,
  companionsOf,
  type OpenedEntry,
  type PathIndex,
  type TreeEntry,
} from '@manumit/intake'
import type { ArtifactFiles, EvidenceFile, FileRef } from '@manumit/model'
import type { ArtifactPlaces } from './artifact-places.ts'
import { type Reading, SELECTION, type UnitWriter, unitOf } from './unit-writer.ts'

export interface DatabaseContext {
  readonly index: PathIndex
  readonly places: ArtifactPlaces
  readonly refs: ReadonlyMap<TreeEntry, FileRef>
  readonly units: UnitWriter
}

/** Lets each artifact that applies to a database read it. A database that cannot be opened has been hashed all the same. */
export async function readDatabase(entry: TreeEntry, context: DatabaseContext): Promise<Result<void>> {
  const companions = companionsOf(context.index, entry)
  const opened = await openTogether(entry, companions)
  try {
    const files = artifactFiles(entry, companions, opened, context)
    if (!files) return ok(undefined)
    const { chosen, issues } = databaseArtifacts(files, context.places.of(entry))
    for (const { artifact } of chosen) {
      const main = countedReads(files.main)
      const items = artifact.parse({ ...files, main: main.file })
      const written = await context.units.write(unitOf(entry.path, artifact), items, main.reading)
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

/** The same file, counting what is read of it: how far a parse is that says nothing of its own. */
function countedReads(file: EvidenceFile): { readonly file: EvidenceFile; readonly reading: Reading } {
  let doneBytes = 0
  const read: ByteSource['read'] = (offset, length) => {
    const bytes = file.bytes.read(offset, length)
    doneBytes += bytes.length
    return bytes
  }
  const totalBytes = file.bytes.size
  return {
    file: { ref: file.ref, bytes: { size: totalBytes, read } },
    reading: { totalBytes, doneBytes: () => doneBytes },
  }
}
