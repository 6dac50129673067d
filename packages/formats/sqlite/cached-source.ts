// A ByteSource that remembers the blocks it read last, within a fixed number of bytes: pages are asked for one by one,
// disks answer better by the block. Evicted blocks are used again, so memory stays flat however large the file is.

import type { ByteSource } from '@manumit/base'

/** Any page size up to 32 KiB divides it, so a page of the main file lies within one block. */
const BLOCK_BYTES = 32 * 1024

/** 8 MiB a source: the interior pages of a tree of some gigabytes. */
const BLOCKS = 256

/**
 * The same bytes, kept by block, least recently used out first.
 *
 * @param blocks  blocks of 32 KiB to keep at most
 */
export function cacheSource(source: ByteSource, blocks = BLOCKS): ByteSource {
  const kept = new Map<number, Uint8Array>()
  let lastIndex = -1
  let lastBlock: Uint8Array = new Uint8Array(0)
  let scratch = new Uint8Array(0)

  function block(index: number): Uint8Array {
    if (index === lastIndex) return lastBlock
    let found = kept.get(index)
    if (found === undefined) found = load(index)
    else kept.delete(index)
    kept.set(index, found)
    lastIndex = index
    lastBlock = found
    return found
  }

  function load(index: number): Uint8Array {
    let buffer: Uint8Array | undefined
    if (kept.size >= blocks) {
      const oldest = kept.keys().next().value ?? -1
      buffer = kept.get(oldest)
      kept.delete(oldest)
    }
    const bytes = source.read(index * BLOCK_BYTES, BLOCK_BYTES)
    if (buffer === undefined || buffer.length !== bytes.length) return bytes.slice()
    buffer.set(bytes)
    return buffer
  }

  return {
    size: source.size,
    read(offset, length) {
      const start = Math.max(0, Math.min(offset, source.size))
      const end = Math.max(start, Math.min(offset + length, source.size))
      const first = Math.floor(start / BLOCK_BYTES)
      const from = start - first * BLOCK_BYTES
      if (from + (end - start) <= BLOCK_BYTES) return block(first).subarray(from, from + (end - start))
      if (scratch.length < end - start) scratch = new Uint8Array(end - start)
      let filled = 0
      while (start + filled < end) {
        const index = Math.floor((start + filled) / BLOCK_BYTES)
        const skip = start + filled - index * BLOCK_BYTES
        const part = block(index).subarray(skip, Math.min(BLOCK_BYTES, skip + (end - start - filled)))
        if (part.length === 0) break // the source gave less than its size promises
        scratch.set(part, filled)
        filled += part.length
      }
      return scratch.subarray(0, filled)
    },
  }
}
