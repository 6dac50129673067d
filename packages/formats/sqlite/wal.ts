// The write-ahead log: which of its frames are valid, and where its commits are. It is read once, front to back, since
// each checksum rests on the one before; pages are fetched later. Source: sqlite.org, Database File Format, section 4.

import type { ByteSource, Issue } from '@manumit/base'
import { sqliteIssue } from './errors.ts'
import { isPageSize } from './header.ts'

const WAL_HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const MAGIC_LITTLE = 0x377f0682
const MAGIC_BIG = 0x377f0683
const FORMAT = 3_007_000

export interface Commit {
  /** Frames up to and with the commit frame. */
  readonly frames: number
  /** Size of the database after it, in pages. */
  readonly pageCount: number
}

export interface Wal {
  readonly source: ByteSource
  readonly pageSize: number
  /** Page number of each valid frame up to the last commit, in order. */
  readonly pages: Uint32Array
  readonly commits: readonly Commit[]
}

/** Byte offset in the log of the page that frame `index` (from 0) holds. */
export const framePageOffset = (wal: Wal, index: number): number =>
  WAL_HEADER_BYTES + index * (FRAME_HEADER_BYTES + wal.pageSize) + FRAME_HEADER_BYTES

/**
 * Reads a log. `wal` is null where there is nothing to apply: an empty file, or a header that fails (an issue).
 *
 * @param path  of the database, for issues
 */
export function readWal(source: ByteSource, path: string | undefined): { wal: Wal | null; issues: Issue[] } {
  const at = path === undefined ? undefined : { path: `${path}-wal` }
  const issues: Issue[] = []
  // An empty log stands beside each database that was closed in order, and one of zeros after some checkpoints.
  const header = source.read(0, WAL_HEADER_BYTES).slice()
  if (header.every((byte) => byte === 0)) return { wal: null, issues }
  const start = header.length === WAL_HEADER_BYTES ? parseWalHeader(header) : null
  if (start === null) {
    issues.push(sqliteIssue('E_SQLITE_WAL_HEADER', at))
    return { wal: null, issues }
  }

  const { pageSize, littleEndian } = start
  const frameBytes = FRAME_HEADER_BYTES + pageSize
  const total = Math.floor((source.size - WAL_HEADER_BYTES) / frameBytes)
  const pages = new Uint32Array(total)
  const commits: Commit[] = []
  const sum = start.sum
  let index = 0
  let stop: 'end' | 'salt' | 'sum' = 'end'
  for (; index < total; index++) {
    const frame = source.read(WAL_HEADER_BYTES + index * frameBytes, frameBytes)
    if (frame.length < frameBytes) break
    const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
    if (view.getUint32(8) !== start.salt1 || view.getUint32(12) !== start.salt2) {
      stop = 'salt'
      break
    }
    addChecksum(sum, { view, from: 0, to: 8, littleEndian })
    addChecksum(sum, { view, from: FRAME_HEADER_BYTES, to: frameBytes, littleEndian })
    const page = view.getUint32(0)
    if (page === 0 || view.getUint32(16) !== sum[0] || view.getUint32(20) !== sum[1]) {
      stop = 'sum'
      break
    }
    pages[index] = page
    const pageCount = view.getUint32(4)
    if (pageCount > 0) commits.push({ frames: index + 1, pageCount })
  }

  const committed = commits.at(-1)?.frames ?? 0
  if (index > committed)
    issues.push(sqliteIssue('E_SQLITE_WAL_UNCOMMITTED', at, { frames: index - committed }))
  if (stop === 'salt') issues.push(sqliteIssue('E_SQLITE_WAL_OTHER_ROUND', at, { frames: total - index }))
  if (stop === 'sum')
    issues.push(sqliteIssue('E_SQLITE_WAL_TORN', at, { frame: index, frames: total - index }))
  const rest = source.size - WAL_HEADER_BYTES - total * frameBytes
  if (rest > 0) issues.push(sqliteIssue('E_SQLITE_WAL_CUT', at, { bytes: rest }))
  return { wal: { source, pageSize, pages: pages.slice(0, committed), commits }, issues }
}

function parseWalHeader(header: Uint8Array) {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  const magic = view.getUint32(0)
  const littleEndian = magic === MAGIC_LITTLE
  if (!littleEndian && magic !== MAGIC_BIG) return null
  const pageSize = view.getUint32(8)
  if (view.getUint32(4) !== FORMAT || !isPageSize(pageSize)) return null
  const sum = new Uint32Array(2)
  addChecksum(sum, { view, from: 0, to: 24, littleEndian })
  if (sum[0] !== view.getUint32(24) || sum[1] !== view.getUint32(28)) return null
  return { pageSize, littleEndian, salt1: view.getUint32(16), salt2: view.getUint32(20), sum }
}

/** s0 += x[i] + s1, s1 += x[i+1] + s0, modulo 2^32, over 32-bit words two by two. */
function addChecksum(
  sum: Uint32Array,
  { view, from, to, littleEndian }: { view: DataView; from: number; to: number; littleEndian: boolean },
): void {
  let s0 = sum[0]! | 0
  let s1 = sum[1]! | 0
  for (let at = from; at < to; at += 8) {
    s0 = (s0 + view.getInt32(at, littleEndian) + s1) | 0
    s1 = (s1 + view.getInt32(at + 4, littleEndian) + s0) | 0
  }
  sum[0] = s0
  sum[1] = s1
}
