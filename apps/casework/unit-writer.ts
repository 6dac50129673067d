// Writes what artifacts give as units: small ones wait for company and share a transaction, long ones are written in batches
// as they are read, from where an earlier run of them stood.

import { ok, type Result, refuse } from '@manumit/base'
import type { Scope } from '@manumit/model'
import { type BatchEncoder, makeBatchEncoder, type RowBatch } from '@manumit/store'
import type { ReadUnit } from './evidence-writer.ts'
import type { Item, ReadRequest } from './read-request.ts'

/** Items a unit may have to be written together with others; a longer one is written in batches of its own. */
const SMALL_UNIT_ITEMS = 2_048
/** Never fewer than a small unit's. */
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
    let ordinal = first.items()
    // What an earlier run committed begins with the items just encoded, since a batch is longer than they are.
    let batch = committed === 0 ? first : makeBatchEncoder({ scope, firstOrdinal: committed })
    items += batch.items()
    const write = async (): Promise<Result<void>> => {
      const written = await writer.commit(unitId, batch.finish())
      batch = makeBatchEncoder({ scope, firstOrdinal: ordinal })
      const total = reading?.totalBytes ?? 0
      const done = Math.min(reading?.doneBytes() ?? 0, total)
      onProgress({ stage: 'parsing', path: unit.path ?? '', done, total, items })
      return written
    }
    for (let next = rest.next(); !next.done; next = rest.next()) {
      ordinal++
      if (ordinal <= committed) continue
      batch.add(next.value)
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
      const rest = source[Symbol.iterator]()
      const first = encodeFirst(rest, scope)
      if (first.items() === SMALL_UNIT_ITEMS)
        return writeLong({ unit, first, rest, ...(reading && { reading }) })
      small.push({ unit, batch: first.finish() })
      smallItems += first.items()
      items += first.items()
      return small.length >= UNITS_TOGETHER || smallItems >= ITEMS_TOGETHER ? flush() : ok(undefined)
    },
  }
}

interface LongUnit {
  readonly unit: ReadUnit
  /** The first SMALL_UNIT_ITEMS, encoded. */
  readonly first: BatchEncoder
  readonly rest: Iterator<Item>
  readonly reading?: Reading
}

/**
 * Encodes up to SMALL_UNIT_ITEMS as they come. None is kept: where the first thousand objects of a loop live on, the engine
 * takes all that follow for long-lived too, and each costs twice as much.
 */
function encodeFirst(iterator: Iterator<Item>, scope: Scope): BatchEncoder {
  const encoder = makeBatchEncoder({ scope, firstOrdinal: 0 })
  while (encoder.items() < SMALL_UNIT_ITEMS) {
    const next = iterator.next()
    if (next.done) break
    encoder.add(next.value)
  }
  return encoder
}
