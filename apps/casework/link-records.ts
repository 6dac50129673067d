// Links what was read: identifiers out of each record, in batches that a server's callers do not wait for; then persons,
// candidates and names from all of them. The order of sources, and where it was stopped, change nothing of the outcome.

import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { ok, type Result } from '@manumit/base'
import { type IdentifierReader, identifierReader, type Mention, reachedBy } from '@manumit/linkage'
import { BY_DEVICE, type LinkProgress, type LinkRecord, type RecordMentions } from '@manumit/store'
import { deriveLists, type LinkingPort } from './derive-lists.ts'
import { defaultLists, type LinkLists } from './link-lists.ts'
import { regionOfSource } from './source-region.ts'

/** Processor time that one batch may take, and the records it starts with and may shrink and grow to. */
const BATCH_MILLISECONDS = 35
const FIRST_BATCH_RECORDS = 500
const MIN_BATCH_RECORDS = 200
const MAX_BATCH_RECORDS = 10_000
/** Raised whenever the same records would be linked otherwise: what was derived is then derived anew. */
const LINKING_VERSION = 1
/** A longer key joins nothing and stays in its record: an address of a page, whose domain is linked. */
const MAX_KEY_CHARS = 1000

export interface LinkOptions {
  readonly onProgress?: (progress: LinkProgress) => void
  readonly signal?: AbortSignal
  readonly lists?: LinkLists
}

/** Links what is pending. Refuses E_WORKSPACE_READ_ONLY. Stopped by its signal, it goes on where it stood next time. */
export async function linkPending(
  workspace: LinkingPort,
  { onProgress, signal, lists = defaultLists() }: LinkOptions = {},
): Promise<Result<LinkProgress>> {
  const { linking } = workspace
  const readers = makeReaders(workspace)
  let progress = await linking.progress()
  let size = FIRST_BATCH_RECORDS
  while (progress.pending > 0 && !signal?.aborted) {
    const start = process.threadCpuUsage()
    const linked = await linkBatch(workspace, readers, size)
    if (!linked.ok) return linked
    // Not the time on the clock: on a busy machine that would make batches of next to nothing, which end later still.
    const { user, system } = process.threadCpuUsage(start)
    const took = Math.max((user + system) / 1000, 1)
    const fitting = Math.round((size * BATCH_MILLISECONDS) / took)
    size = Math.max(MIN_BATCH_RECORDS, Math.min(MAX_BATCH_RECORDS, 2 * size, fitting))
    progress =
      linked.value === 'again'
        ? await linking.progress()
        : { linked: progress.linked + linked.value, pending: progress.pending - linked.value }
    onProgress?.(progress)
    await setImmediate()
  }
  if (signal?.aborted) return ok(progress)
  const madeFrom = await madeFromOf(workspace, lists)
  if ((await linking.derivedFrom()) !== madeFrom) {
    const replaced = await linking.replaceDerived(await deriveLists(workspace, lists), madeFrom)
    if (!replaced.ok) return replaced
  }
  return ok(await linking.progress())
}

type Readers = (sourceId: number) => Promise<IdentifierReader>

/** One reader for each source, made when its first record comes. */
function makeReaders(workspace: LinkingPort): Readers {
  const readers = new Map<number, IdentifierReader>()
  return async (sourceId) => {
    const known = readers.get(sourceId)
    if (known) return known
    const region = await regionOfSource(workspace, sourceId)
    const reader = identifierReader(region === null ? {} : { defaultRegion: region })
    readers.set(sourceId, reader)
    return reader
  }
}

/** How many items it dealt with; `again` where a unit was read anew, or linked by somebody else, meanwhile. */
async function linkBatch(
  { linking }: LinkingPort,
  readers: Readers,
  size: number,
): Promise<Result<number | 'again'>> {
  const work = await linking.pending(size)
  if (!work) return ok('again')
  const records: RecordMentions[] = []
  for (const stored of work.records) records.push(mentionsIn(stored, await readers(stored.sourceId)))
  const committed = await linking.commit(work, records)
  if (!committed.ok) return committed.error.code === 'E_LINK_GAP' ? ok('again') : committed
  return ok(work.parts.reduce((items, { from, to }) => items + to - from, 0))
}

/** What a stored record names. */
function mentionsIn(record: LinkRecord, reader: IdentifierReader): RecordMentions {
  const { id, kind, utc } = record
  const mentions = reader.ofObservation(record).filter(({ key }) => key.length <= MAX_KEY_CHARS)
  const namedBy = namedByOf(record, mentions)
  return {
    observationId: id,
    kind,
    utc,
    mentions,
    reached: reachedBy(record),
    ...(namedBy !== undefined && { namedBy }),
  }
}

/** Who named what the record names: whom it is from, or who holds the device whose visit or entry it is. */
function namedByOf({ kind, fields }: LinkRecord, mentions: readonly Mention[]): string | undefined {
  if (kind === 'visit' || kind === 'contact') return BY_DEVICE
  const { from } = fields as { readonly from?: { readonly device?: true } }
  if (from?.device) return BY_DEVICE
  return mentions.find(({ role }) => role === 'from')?.key
}

async function madeFromOf({ linking }: LinkingPort, lists: LinkLists): Promise<string> {
  const ofLists = createHash('sha256').update(JSON.stringify(lists)).digest('hex')
  return `${LINKING_VERSION} ${await linking.state()} ${ofLists}`
}
