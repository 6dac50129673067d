// Opening what is packed: inflate into the caller's spool, count every byte against the limits while it comes, and say
// what was torn. Nothing declared by a file is believed before its bytes are there.

import type { ByteSource, Issue } from '@manumit/base'
import { crc32 } from '@manumit/formats'
import { intakeIssue } from './errors.ts'
import type { HeldSource, IntakePowers, OpenedEntry } from './tree.ts'

const CHUNK_BYTES = 256 * 1024

export interface Packed {
  readonly path: string
  readonly source: ByteSource
  readonly wrapping: 'raw' | 'zlib' | 'gzip'
  /** Size the archive declares for the inflated bytes, where it does. */
  readonly declaredBytes?: number | undefined
  /** CRC-32 the archive declares for the inflated bytes, where it does. */
  readonly crc32?: number | undefined
}

/** Issues: E_ENTRY_TOO_LARGE, E_ENTRY_BOMB (then no bytes); E_ENTRY_TORN, E_ENTRY_SIZE_DIFFERS, E_ENTRY_CRC_DIFFERS. */
export async function openPacked(packed: Packed, powers: IntakePowers): Promise<OpenedEntry> {
  const { path, source, declaredBytes } = packed
  const { entryBytes, ratio, ratioFloorBytes } = powers.limits
  const spool = powers.spool()
  const issues: Issue[] = []
  let size = 0
  let crc = 0

  for await (const piece of powers.inflate(chunksOf(source), packed.wrapping)) {
    if ('torn' in piece) {
      issues.push(intakeIssue('E_ENTRY_TORN', { path }, { reason: piece.torn, bytes: size }))
      break
    }
    size += piece.length
    const isBomb = size > ratioFloorBytes && size > source.size * ratio
    if (size > entryBytes || isBomb) {
      spool.finish().close()
      return closedEntry(
        isBomb
          ? intakeIssue('E_ENTRY_BOMB', { path }, { ratio, packedBytes: source.size })
          : intakeIssue('E_ENTRY_TOO_LARGE', { path }, { limit: entryBytes }),
      )
    }
    if (packed.crc32 !== undefined) crc = crc32(piece, crc)
    spool.write(piece)
  }

  if (issues.length === 0) {
    if (declaredBytes !== undefined && declaredBytes !== size)
      issues.push(intakeIssue('E_ENTRY_SIZE_DIFFERS', { path }, { declared: declaredBytes, actual: size }))
    if (packed.crc32 !== undefined && packed.crc32 !== crc)
      issues.push(intakeIssue('E_ENTRY_CRC_DIFFERS', { path }, { recorded: packed.crc32, computed: crc }))
  }
  return heldEntry(spool.finish(), issues)
}

/** The first bytes of what is packed, at most `length`: enough to see what it is. Torn streams give what they gave. */
export async function peekPacked(packed: Packed, length: number, powers: IntakePowers): Promise<Uint8Array> {
  const head = new Uint8Array(length)
  let filled = 0
  for await (const piece of powers.inflate(chunksOf(packed.source, 16 * 1024), packed.wrapping)) {
    if ('torn' in piece) break
    const part = piece.subarray(0, length - filled)
    head.set(part, filled)
    filled += part.length
    if (filled === length) break
  }
  return head.subarray(0, filled)
}

/** Nothing could be read. */
export const closedEntry = (...issues: readonly Issue[]): OpenedEntry => ({
  bytes: null,
  issues,
  close: () => [],
})

/** Bytes that are released when the entry is closed. */
export const heldEntry = (bytes: HeldSource, issues: readonly Issue[] = []): OpenedEntry => ({
  bytes,
  issues,
  close: () => bytes.close(),
})

/** A source piece by piece. A source shorter than it said ends early. */
export function* chunksOf(source: ByteSource, chunkBytes = CHUNK_BYTES): Generator<Uint8Array> {
  for (let at = 0; at < source.size; ) {
    const chunk = source.read(at, chunkBytes)
    if (chunk.length === 0) return
    at += chunk.length
    yield chunk
  }
}
