// Writes what artifacts give as units: small ones wait for company and share a transaction, long ones are written in batches
// as they are read, from where an earlier run of them stood.

import { ok, type Result, refuse } from '@manumit/base'
import type { Scope } from '@manumit/model'
import { encodeItems, makeBatchEncoder, type RowBatch } from '@manumit/store'
import type { ReadUnit } from './evidence-writer.ts'
import type { Item, ReadRequest } from './read-request.ts'

/** Items a unit may have to be written together with others; a longer one is written in batches of its own. */
const SMALL_UNIT_ITEMS = 2_048
const BATCH_ITEMS = 8_192
/** Small units written in one transaction, and the items they may have together. */
const UNITS_TOGETHER = 256
const ITEMS_TOGETHER = 8_192

/** What intake itself found odd is a unit like any other: of the source as a whole, or of one file. */
export const INTAKE = { id: 'intake', version: 1 } as const
/** What was odd in choosing artifacts for a file: a unit as well. */
export const SELECTION = { id: 'selection', version: 1 } as const

/** How far a file has been read, in bytes: an estimate, since a reader may look at a page twice. */
export interface Reading {
  readonly totalBytes: number
  doneBytes(): number
}

export interface UnitWriter {
  /** `reading` says how far its file has been read; a long unit shows it. */
  write(unit: ReadUnit, items: Iterable<Item>, reading?: Reading): Promise<Result<void>>
  flush(): Promise<Result<void>>
  /** Items handed over so far. */
  items(): number
}

/** The unit of one artifact over one file. */
export const unitOf = (
  path: string | null,
  { id, version }: { readonly id: string; readonly version: number },
): ReadUnit => ({
  path,
  artifact: { id, version },
})

export function unitWriter(scope: Scope, { writer, onProgress, isStopped }: ReadRequest): UnitWriter {
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

  const writeLong = async ({ unit, first, rest, reading }: LongUnit): Promise<Result<void>> => {
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
      const total = reading?.totalBytes ?? 0
      const done = Math.min(reading?.doneBytes() ?? 0, total)
      onProgress({ stage: 'parsing', path: unit.path ?? '', done, total, items })
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
    async write(unit, source, reading) {
      const iterator = source[Symbol.iterator]()
      const first = take(iterator, SMALL_UNIT_ITEMS)
      if (first.length === SMALL_UNIT_ITEMS)
        return writeLong({ unit, first, rest: iterator, ...(reading && { reading }) })
      small.push({ unit, batch: encodeItems(first, { scope, firstOrdinal: 0 }) })
      smallItems += first.length
      items += first.length
      return small.length >= UNITS_TOGETHER || smallItems >= ITEMS_TOGETHER ? flush() : ok(undefined)
    },
  }
}

interface LongUnit {
  readonly unit: ReadUnit
  readonly first: readonly Item[]
  readonly rest: Iterator<Item>
  readonly reading?: Reading
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
