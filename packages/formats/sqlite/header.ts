// The 100-byte header of a database file. Field offsets: sqlite.org, Database File Format, section 1.3.

import type { ByteSource } from '@manumit/base'

export const MAGIC = 'SQLite format 3\0'
export const HEADER_BYTES = 100

export interface SqliteHeader {
  /** 512 to 65536, or 0 where the stored value is none of these. */
  readonly pageSize: number
  readonly storedPageSize: number
  readonly reserved: number
  /** Pages the header counts; null where that count is not valid (written by an old version, or never). */
  readonly pageCount: number | null
  readonly freelistTrunk: number
  readonly freelistCount: number
  /** Page 2 and others then map pointers and stand in no tree. */
  readonly autoVacuum: boolean
  /** 0 before the first table, 1 UTF-8, 2 UTF-16le, 3 UTF-16be. */
  readonly encoding: number
  readonly userVersion: number
}

export function hasMagic(bytes: Uint8Array): boolean {
  for (let i = 0; i < MAGIC.length; i++) if (bytes[i] !== MAGIC.charCodeAt(i)) return false
  return true
}

/** Fields of the header, as stored. Give it at least 100 bytes. */
export function parseHeader(bytes: Uint8Array): SqliteHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const storedPageSize = view.getUint16(16)
  const pageSize = storedPageSize === 1 ? 65_536 : storedPageSize
  const declared = view.getUint32(28)
  return {
    pageSize: isPageSize(pageSize) ? pageSize : 0,
    storedPageSize,
    reserved: bytes[20]!,
    // The count is good only if the writer that made the last change knew of it: change counter = version valid for.
    pageCount: declared > 0 && view.getUint32(24) === view.getUint32(92) ? declared : null,
    freelistTrunk: view.getUint32(32),
    freelistCount: view.getUint32(36),
    autoVacuum: view.getUint32(52) !== 0,
    encoding: view.getUint32(56),
    userVersion: view.getInt32(60),
  }
}

export const isPageSize = (size: number): boolean =>
  size >= 512 && size <= 65_536 && (size & (size - 1)) === 0

/** The page size under which most pages begin like a b-tree page: for headers whose own value is impossible. */
export function guessPageSize(source: ByteSource): number {
  let best = { size: 4096, share: 0 }
  for (let size = 512; size <= 65_536; size *= 2) {
    const share = shareOfTreePages(source, size)
    if (share > best.share) best = { size, share }
  }
  return best.size
}

function shareOfTreePages(source: ByteSource, size: number): number {
  const pages = Math.min(64, Math.floor(source.size / size))
  let good = 0
  for (let page = 1; page < pages; page++) {
    const head = source.read(page * size, 8)
    const kind = head[0]!
    const content = (head[5]! << 8) | head[6]!
    if ((kind === 2 || kind === 5 || kind === 10 || kind === 13) && content <= size) good++
  }
  return pages > 1 ? good / (pages - 1) : 0
}

/** Shannon entropy above which bytes count as ciphertext: 1,000 random bytes have about 7.8 bits a byte. */
const CIPHER_BITS = 7.2

/**
 * Whether the first page looks encrypted: no magic, or (SQLCipher with a plain header) a magic before a page 1 that is
 * no b-tree page; and bytes as even as ciphertext.
 */
export function looksEncrypted(source: ByteSource): boolean {
  const bytes = source.read(0, 2048)
  if (bytes.length < 1024 || source.size % 512 !== 0) return false
  if (hasMagic(bytes) && [2, 5, 10, 13].includes(bytes[100]!)) return false
  return entropy(bytes.subarray(hasMagic(bytes) ? 100 : 0)) > CIPHER_BITS
}

function entropy(bytes: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (const byte of bytes) counts[byte]!++
  let bits = 0
  for (const count of counts) if (count > 0) bits -= (count / bytes.length) * Math.log2(count / bytes.length)
  return bits
}
