// Gives a write-ahead log chosen salts. SQLite draws them at random, which would make each run's bytes differ; with other
// salts the running checksums change, so the chain is computed again. Frames of another round (other salts) are kept as
// they are, which is how a log looks that was written over from its start.
// Source: sqlite.org, Database File Format, section 4.

/**
 * @param wal    a whole `-wal` file as SQLite wrote it
 * @param salts  the two 32-bit salts to write
 * @returns      a copy with these salts in the header and in each frame that had the header's
 */
export function sealWal(wal: Uint8Array, salts: readonly [number, number]): Uint8Array {
  if (wal.length < 32) return wal
  const sealed = wal.slice()
  const view = new DataView(sealed.buffer)
  const littleEndian = (view.getUint32(0) & 1) === 0
  const pageSize = view.getUint32(8)
  const found = [view.getUint32(16), view.getUint32(20)]
  view.setUint32(16, salts[0])
  view.setUint32(20, salts[1])
  let sums = checksum(view, { from: 0, to: 24, littleEndian, sums: [0, 0] })
  view.setUint32(24, sums[0])
  view.setUint32(28, sums[1])
  for (let at = 32; at + 24 + pageSize <= sealed.length; at += 24 + pageSize) {
    if (view.getUint32(at + 8) !== found[0] || view.getUint32(at + 12) !== found[1]) break
    view.setUint32(at + 8, salts[0])
    view.setUint32(at + 12, salts[1])
    sums = checksum(view, { from: at, to: at + 8, littleEndian, sums })
    sums = checksum(view, { from: at + 24, to: at + 24 + pageSize, littleEndian, sums })
    view.setUint32(at + 16, sums[0])
    view.setUint32(at + 20, sums[1])
  }
  return sealed
}

interface Span {
  readonly from: number
  readonly to: number
  readonly littleEndian: boolean
  readonly sums: readonly [number, number]
}

/** s0 += x[i] + s1; s1 += x[i+1] + s0, over pairs of 32-bit words, modulo 2³². */
function checksum(view: DataView, { from, to, littleEndian, sums }: Span): readonly [number, number] {
  let [s0, s1] = sums
  for (let at = from; at < to; at += 8) {
    s0 = (s0 + view.getUint32(at, littleEndian) + s1) >>> 0
    s1 = (s1 + view.getUint32(at + 4, littleEndian) + s0) >>> 0
  }
  return [s0, s1]
}
