// What a gzip holds, as a member of its own under the gzip's name without `.gz`.

import type { Member } from './listing.ts'
import { logicalPlaceOf } from './logical-place.ts'
import { openPacked } from './packed.ts'
import type { IntakePowers } from './tree.ts'

/**
 * @param gzip      the packed file
 * @param isTop     it is the evidence itself: what it holds is named without it
 * @param declared  the size its last bytes declare
 */
export function gzipMember(
  gzip: Member,
  { isTop, declared, powers }: { isTop: boolean; declared: number; powers: IntakePowers },
): Member {
  const name = withoutGz(gzip.name)
  return {
    // A gzip whose name does not say so would give its name to two files.
    name: isTop && name !== gzip.name ? name : `${gzip.name}!${baseName(name)}`,
    // It lies where its gzip lies.
    logical: logicalPlaceOf(name),
    sizeBytes: declared,
    modified: gzip.modified,
    open: async (path) => {
      const outer = await gzip.open(path)
      if (outer.bytes === null) return outer
      const opened = await openPacked({ path, source: outer.bytes, wrapping: 'gzip' }, powers)
      const changes = outer.close()
      return { ...opened, issues: [...outer.issues, ...opened.issues, ...changes] }
    },
  }
}

/** The size gzip's last four bytes declare, little-endian, modulo 2^32; the inflated bytes say the real one. */
export const gzipSize = (tail: Uint8Array): number =>
  tail.length < 4 ? 0 : (tail[0]! | (tail[1]! << 8) | (tail[2]! << 16) | (tail[3]! << 24)) >>> 0

const withoutGz = (name: string): string =>
  /\.tgz$/i.test(name) ? `${name.slice(0, -4)}.tar` : name.replace(/(?<=[^/\\])\.gz$/i, '')

const baseName = (name: string): string =>
  name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
