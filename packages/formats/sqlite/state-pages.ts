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
  readonly wal: Wal | null
  /** For each page in the log, its frames from 1, ascending. */
  readonly frames: ReadonlyMap<number, readonly number[]>
}

/** Which frames hold each page. One index serves each state: a state looks for its last frame in the list. */
export function indexFrames(wal: Wal | null): Map<number, number[]> {
  const frames = new Map<number, number[]>()
  wal?.pages.forEach((page, index) => {
    const list = frames.get(page)
    if (list) list.push(index + 1)
    else frames.set(page, [index + 1])
  })
  return frames
}

export interface StateExtent {
  readonly reserved: number
  /** Frames of the log that count, from its start. */
  readonly frameCount: number
  readonly pageCount: number
}

export function pagesOfState(source: StateSource, extent: StateExtent): StatePages {
  const { main, pageSize, wal, frames } = source
  const { reserved, frameCount, pageCount } = extent
  const version = (page: number): number => {
    const list = frameCount === 0 ? undefined : frames.get(page)
    if (list === undefined) return 0
    let at = list.length - 1
    while (at >= 0 && list[at]! > frameCount) at--
    return list[at] ?? 0
  }
  return {
    pageSize,
    usable: pageSize - reserved,
    pageCount,
    read(page) {
      if (page < 1 || page > pageCount) return main.read(0, 0)
      const frame = version(page)
      return frame === 0 || wal === null
        ? main.read((page - 1) * pageSize, pageSize)
        : wal.source.read(framePageOffset(wal, frame - 1), pageSize)
    },
    version,
  }
}
