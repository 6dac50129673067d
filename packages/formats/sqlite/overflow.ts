// Records too long for their page go on in a chain of overflow pages. The chain is followed as far as it is needed, each
// page at most once a walk, and memory grows with pages really found, not with the length a cell claims.

import type { SqliteCode } from './errors.ts'
import { markSeen, PADDING, type Walk } from './tree-walk.ts'
import { uint32At } from './varint.ts'

/** Bytes of a payload that stand in its cell; the rest is in overflow pages. sqlite.org, section 1.6. */
export function localBytes(length: number, usable: number, kind: Walk['kind'], isLeaf: boolean): number {
  const most = kind === 'table' && isLeaf ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (length <= most) return length
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((length - least) % (usable - 4))
  return fitting <= most ? fitting : least
}

export interface OverflowCell {
  readonly bytes: Uint8Array
  readonly start: number
  readonly local: number
  /** Whole payload. */
  readonly length: number
}

/** A buffer that lives as long as its walk and only grows. */
export interface PayloadBuffer {
  bytes: Uint8Array
}

/**
 * Puts the first `needed` bytes of a payload together in `buffer`.
 *
 * @returns null, or the code of what was odd; `isPayloadWhole` tells whether it stopped the chain.
 */
export function assemblePayload(
  walk: Walk,
  { bytes, start, local, length }: OverflowCell,
  { needed, buffer }: { needed: number; buffer: PayloadBuffer },
): SqliteCode | null {
  const { pages, seen, isFree } = walk
  let odd: SqliteCode | null = null
  grow(buffer, Math.min(local + pages.usable, length))
  buffer.bytes.set(bytes.subarray(start, start + local))
  let filled = local
  let page = uint32At(bytes, start + local)
  while (filled < Math.min(needed, length)) {
    if (page < 1 || page > pages.pageCount) return 'E_SQLITE_OVERFLOW'
    if (!markSeen(seen, page)) return 'E_SQLITE_PAGE_CYCLE'
    if (isFree?.[page] === 1) odd = 'E_SQLITE_PAGE_FREE'
    const content = pages.read(page)
    const part = Math.min(length - filled, pages.usable - 4)
    if (content.length < part + 4) return 'E_SQLITE_PAGE_CUT'
    grow(buffer, filled + part)
    buffer.bytes.set(content.subarray(4, 4 + part), filled)
    filled += part
    page = uint32At(content, 0)
  }
  return filled === length && page !== 0 ? 'E_SQLITE_OVERFLOW_TAIL' : odd
}

/** Whether the payload is there in spite of what was odd. */
export const isPayloadWhole = (code: SqliteCode | null): boolean =>
  code === null || code === 'E_SQLITE_OVERFLOW_TAIL' || code === 'E_SQLITE_PAGE_FREE'

function grow(buffer: PayloadBuffer, length: number): void {
  if (buffer.bytes.length >= length + PADDING) return
  const larger = new Uint8Array(Math.max(length + PADDING, buffer.bytes.length * 2))
  larger.set(buffer.bytes)
  buffer.bytes = larger
}
