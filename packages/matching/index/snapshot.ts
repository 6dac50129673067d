// The snapshot of an index: its block as it lies in memory behind a header, so that loading is reading. A snapshot is a
// copy that can be made again: whatever is odd about one is refused, and the caller builds the index from the bank.
// Layout (little-endian, as memory is wherever this runs): header, rows, entry numbers, starts, ids.
// The checksum finds damage, not malice; a snapshot belongs where the bank itself is kept.

import { type ByteSource, ok, type Result, refuse, type Sha256 } from '@manumit/base'
import { hashBytesOf, textOfHashBytes } from '@manumit/hashing'
import type { HashBytes } from '../index-port.ts'
import { type Block, makeBlock, rowOf } from './block.ts'
import { MAX_ROWS, SLOTS } from './block-layout.ts'
import type { IndexKernelMaker } from './kernel.ts'
import { type MultiIndex, multiIndex } from './multi-index.ts'
import { plainKernel } from './plain-kernel.ts'

/** 'MNMTIDX' and a line feed, which a transfer as text would change. */
const MAGIC = [0x4d, 0x4e, 0x4d, 0x54, 0x49, 0x44, 0x58, 0x0a]
const VERSION = 1
const HEADER_BYTES = 96
const PIECE_BYTES = 1 << 20

/** Byte offsets in the header, after the magic. The last word sums up the header itself. */
const AT = { version: 8, count: 12, keyBits: 16, content: 32, checksum: 64, header: 80 } as const

/** SHA-256 of pieces of bytes one after another: a power of the caller's, since it can be had faster than in plain code. */
export type DigestOf = (pieces: Iterable<Uint8Array>) => Sha256

/**
 * What an index or a bank holds, as bytes: for each hash four bytes of entry number, then the hash. The SHA-256 of them all
 * says whether a snapshot fits a bank.
 *
 * @param rows  in order of entry, then hash
 */
export function* contentPieces(
  rows: Iterable<{ readonly entry: number; readonly hash: HashBytes }>,
): Generator<Uint8Array> {
  const record = 36
  const piece = new Uint8Array(1820 * record)
  const view = new DataView(piece.buffer)
  let filled = 0
  for (const { entry, hash } of rows) {
    view.setUint32(filled, entry, true)
    piece.set(hash, filled + 4)
    filled += record
    if (filled === piece.length) {
      yield piece
      filled = 0
    }
  }
  yield piece.subarray(0, filled)
}

/**
 * The parts of a snapshot file, to be written one after another. They share the index's memory: write them before the
 * index changes. Settles the index.
 */
export function snapshotOf(index: MultiIndex, digestOf: DigestOf): Uint8Array[] {
  const block = index.block()
  const header = new Uint8Array(HEADER_BYTES)
  const view = new DataView(header.buffer)
  header.set(MAGIC)
  view.setUint32(AT.version, VERSION, true)
  view.setUint32(AT.count, block.count, true)
  view.setUint32(AT.keyBits, block.layout.keyBits, true)
  header.set(hashBytesOf(digestOf(contentPieces(rowsOf(block)))), AT.content)
  const parts = partsOf(block)
  const sum = new Uint32Array(4)
  for (const part of parts) addToSum(sum, part)
  header.set(new Uint8Array(sum.buffer), AT.checksum)
  view.setUint32(AT.header, headerSum(header), true)
  return [header, ...parts]
}

/**
 * The index a snapshot holds.
 *
 * @param source   the file
 * @param content  SHA-256 of what the bank holds now (`contentPieces`)
 * @param kernel   whose memory it is read into
 * Refusals: E_SNAPSHOT_FOREIGN, E_SNAPSHOT_NEWER, E_SNAPSHOT_TORN, E_SNAPSHOT_STALE.
 */
export function loadSnapshot({
  source,
  content,
  kernel = plainKernel,
}: {
  readonly source: ByteSource
  readonly content: Sha256
  readonly kernel?: IndexKernelMaker
}): Result<MultiIndex> {
  const header = new Uint8Array(source.read(0, HEADER_BYTES))
  if (!MAGIC.every((byte, i) => header[i] === byte)) return refuse('E_SNAPSHOT_FOREIGN')
  if (header.length < HEADER_BYTES) return refuse('E_SNAPSHOT_TORN', { what: 'its length' })
  const view = new DataView(header.buffer)
  const version = view.getUint32(AT.version, true)
  if (version !== VERSION) return refuse('E_SNAPSHOT_NEWER', { version, known: VERSION })
  if (view.getUint32(AT.header, true) !== headerSum(header))
    return refuse('E_SNAPSHOT_TORN', { what: 'the header' })
  if (textOfHashBytes(header.subarray(AT.content, AT.content + 32)) !== content)
    return refuse('E_SNAPSHOT_STALE')

  const count = view.getUint32(AT.count, true)
  const keyBits = view.getUint32(AT.keyBits, true)
  // Before anything is allocated: no count that the file does not have room for.
  if (count > MAX_ROWS || source.size < HEADER_BYTES + count * (keyBits > 0 ? 80 : 36))
    return refuse('E_SNAPSHOT_TORN', { what: 'its length' })
  const block = makeBlock(kernel, count, keyBits > 0)
  block.count = count
  const parts = partsOf(block)
  const size = parts.reduce((sum, part) => sum + part.length, HEADER_BYTES)
  if (block.layout.keyBits !== keyBits || source.size !== size)
    return refuse('E_SNAPSHOT_TORN', { what: 'its length' })

  const sum = readParts(source, parts)
  if (!new Uint8Array(sum.buffer).every((byte, i) => byte === header[AT.checksum + i]) || !isSound(block))
    return refuse('E_SNAPSHOT_TORN', { what: 'its content' })
  return ok(multiIndex({ kernel, block }))
}

function* rowsOf(block: Block): Generator<{ entry: number; hash: HashBytes }> {
  for (let row = 0; row < block.count; row++) yield { entry: block.entries[row]!, hash: rowOf(block, row) }
}

/** The parts of a block that a snapshot keeps, in the file's order. */
function partsOf({ layout, kernel: { memory }, count }: Block): Uint8Array[] {
  const { at, hasSlots, keyBits } = layout
  const parts = [new Uint8Array(memory, at.rows, count * 32), new Uint8Array(memory, at.entries, count * 4)]
  if (!hasSlots) return parts
  return [
    ...parts,
    new Uint8Array(memory, at.starts, SLOTS * (2 ** keyBits + 1) * 4),
    new Uint8Array(memory, at.ids, SLOTS * count * 4),
  ]
}

/** Reads the parts in pieces, summing up each while it is at hand. */
function readParts(source: ByteSource, parts: readonly Uint8Array[]): Uint32Array {
  const sum = new Uint32Array(4)
  let offset = HEADER_BYTES
  for (const part of parts) {
    for (let at = 0; at < part.length; at += PIECE_BYTES) {
      const piece = source.read(offset + at, Math.min(PIECE_BYTES, part.length - at))
      part.set(piece, at)
      addToSum(sum, part.subarray(at, at + piece.length))
    }
    offset += part.length
  }
  return sum
}

/**
 * Four lanes of xor, rotate, multiply over 32-bit words. Each step can be undone, so any one altered word alters the sum.
 * Pieces must begin at a multiple of 16 bytes of their part. Constant: xxHash, PRIME32_1.
 */
function addToSum(sum: Uint32Array, bytes: Uint8Array): void {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
  let [a, b, c, d] = [sum[0]!, sum[1]!, sum[2]!, sum[3]!]
  const whole = words.length & ~3
  for (let i = 0; i < whole; i += 4) {
    a = mixed(a, words[i]!)
    b = mixed(b, words[i + 1]!)
    c = mixed(c, words[i + 2]!)
    d = mixed(d, words[i + 3]!)
  }
  for (let i = whole; i < words.length; i++) a = mixed(a, words[i]!)
  sum.set([a, b, c, d])
}

function mixed(sum: number, word: number): number {
  const both = sum ^ word
  return Math.imul((both << 13) | (both >>> 19), 0x9e3779b1)
}

function headerSum(header: Uint8Array): number {
  const sum = Uint32Array.of(1, 2, 3, 4)
  addToSum(sum, header.slice(0, AT.header))
  return sum.reduce((all, lane) => mixed(all, lane)) >>> 0
}

/** Whether every number in the block points into it, so that no loop can leave it whatever the file said. */
function isSound({ layout, kernel, count, entries }: Block): boolean {
  for (let row = 1; row < count; row++) if (entries[row - 1]! > entries[row]!) return false
  if (!layout.hasSlots) return true
  const keys = 2 ** layout.keyBits
  for (let slot = 0; slot < SLOTS; slot++) {
    const starts = new Uint32Array(kernel.memory, layout.at.starts + slot * (keys + 1) * 4, keys + 1)
    if (starts[0] !== 0 || starts[keys] !== count) return false
    for (let key = 0; key < keys; key++) if (starts[key]! > starts[key + 1]!) return false
  }
  const ids = new Uint32Array(kernel.memory, layout.at.ids, SLOTS * count)
  const rowMask = 2 ** (32 - layout.restBits) - 1
  for (let i = 0; i < ids.length; i++) if ((ids[i]! & rowMask) >= count) return false
  return true
}
