// The pages of one state of a database: main file, and over it the frames of the log up to a commit. A page is asked for
// by number, from 1; where it comes from is this module's business alone.

import type { ByteSource } from '@manumit/base'
import { framePageOffset, type Wal } from './wal.ts'

export interface StatePages {
  readonly pageSize: number
  /** Bytes of a page that trees use: the page size less the reserved bytes at its end. */
  readonly usable: number
  /** Highest page that may be asked for. */
  readonly pageCount: number
  /** Bytes of a page: fewer than the page size at a cut, none outside. Shared memory, good until the next call. */
  read(page: number): Uint8Array
  /** Names the bytes of a page: two states give the same number where they read them from the same place. 0 = main. */
  version(page: number): number
}

export interface StateSource {
  readonly main: ByteSource
  readonly pageSize: number
  readonly reserved: number
  readonly wal: Wal | null
}

/**
 * @param frames     frames of the log that count, from its start
 * @param pageCount  size of this state in pages
 */
export function pagesOfState(
  { main, pageSize, reserved, wal }: StateSource,
  frames: number,
  pageCount: number,
): StatePages {
  const latest = new Map<number, number>()
  if (wal) for (let frame = 0; frame < frames; frame++) latest.set(wal.pages[frame]!, frame + 1)
  return {
    pageSize,
    usable: pageSize - reserved,
    pageCount,
    read(page) {
      if (page < 1 || page > pageCount) return main.read(0, 0)
      const frame = latest.get(page)
      if (frame === undefined || wal === null) return main.read((page - 1) * pageSize, pageSize)
      return wal.source.read(framePageOffset(wal, frame - 1), pageSize)
    },
    version: (page) => latest.get(page) ?? 0,
  }
}
