// The second pass: a database with its log and journal, read by each artifact whose tables it has, once every file has its
// digest, since a record may name another file.

import { artifactsFor, type Selection } from '@manumit/artifacts'
import { type ByteSource, issuesOf, ok, type Result } from '@manumit/base'
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
import { caseworkCodes } from './errors.ts'
import { type Reading, SELECTION, type UnitWriter, unitOf } from './unit-writer.ts'

const issue = issuesOf(caseworkCodes)

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
    // What was odd in opening and hashing it is told already; what changed or failed since then is not.
    const since = [...opened.values()].flatMap((each) => each.close())
    const odd = [...issues, ...since]
    return odd.length > 0 ? context.units.write(unitOf(entry.path, SELECTION), odd) : ok(undefined)
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

/** What is odd in a database that no artifact reads is told here: nobody else opens it. */
function databaseArtifacts({ main, wal, journal }: ArtifactFiles, inPlaceOf: ReadonlySet<string>): Selection {
  const path = main.ref.path
  const file = openSqlite({
    main: main.bytes,
    path,
    ...(wal && { wal: wal.bytes }),
    ...(journal && { journal: journal.bytes }),
  })
  const facts = { path, type: 'sqlite', inPlaceOf }
  if (!file.ok) {
    const { chosen, issues } = artifactsFor(facts)
    return { chosen, issues: [issue('E_DATABASE_UNREAD', { path }, { reason: file.error.code }), ...issues] }
  }
  const view = file.value.view()
  const { chosen, issues } = artifactsFor({ ...facts, tables: view.tables })
  return { chosen, issues: chosen.length > 0 ? issues : [...file.value.issues, ...view.issues, ...issues] }
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
