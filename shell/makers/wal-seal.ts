// Gives a write-ahead log chosen salts. SQLite draws them at random, which would make each run's bytes differ; with other
// salts the running checksums change, so the chain is computed again. Frames left from an earlier round, which a log has
// that was written over from its start, get the salts of that round: the first one lower by one, as SQLite counts it up.
// Source: sqlite.org, Database File Format, section 4.

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

/**
 * @param wal    a whole `-wal` file as SQLite wrote it
 * @param salts  the two 32-bit salts to write
 * @returns      a copy with these salts in the header and in each frame that had the header's
 */
export function sealWal(wal: Uint8Array, salts: readonly [number, number]): Uint8Array {
  const sealed = wal.slice()
  if (sealed.length < HEADER_BYTES) return sealed
  const view = new DataView(sealed.buffer)
  const frameBytes = FRAME_HEADER_BYTES + view.getUint32(8)
  let found = saltsAt(view, 16)
  let round = 0
  let sums = sealHeader(view, salts)
  for (let at = HEADER_BYTES; at + frameBytes <= sealed.length; at += frameBytes) {
    const frameSalts = saltsAt(view, at + 8)
    if (frameSalts !== found) {
      found = frameSalts
      round++
      // Its chain began with frames that are gone: nothing in the file leads to it.
      sums = [round, round]
    }
    sums = sealFrame(view, { at, frameBytes, salts: [salts[0] - round, salts[1] ^ round], sums })
  }
  return sealed
}

type Pair = readonly [number, number]

const saltsAt = (view: DataView, at: number): string => `${view.getUint32(at)} ${view.getUint32(at + 4)}`

function putPair(view: DataView, at: number, [first, second]: Pair): void {
  view.setUint32(at, first)
  view.setUint32(at + 4, second)
}

function sealHeader(view: DataView, salts: Pair): Pair {
  putPair(view, 16, salts)
  const sums = checksum(view, { from: 0, to: 24, sums: [0, 0] })
  putPair(view, 24, sums)
  return sums
}

interface Frame {
  readonly at: number
  readonly frameBytes: number
  readonly salts: Pair
  readonly sums: Pair
}

function sealFrame(view: DataView, { at, frameBytes, salts, sums }: Frame): Pair {
  putPair(view, at + 8, salts)
  const head = checksum(view, { from: at, to: at + 8, sums })
  const whole = checksum(view, { from: at + FRAME_HEADER_BYTES, to: at + frameBytes, sums: head })
  putPair(view, at + 16, whole)
  return whole
}

/** s0 += x[i] + s1; s1 += x[i+1] + s0, over pairs of 32-bit words, modulo 2³². The magic's last bit names the byte order. */
function checksum(view: DataView, span: { from: number; to: number; sums: Pair }): Pair {
  const littleEndian = (view.getUint32(0) & 1) === 0
  let [s0, s1] = span.sums
  for (let at = span.from; at < span.to; at += 8) {
    s0 = (s0 + view.getUint32(at, littleEndian) + s1) >>> 0
    s1 = (s1 + view.getUint32(at + 4, littleEndian) + s0) >>> 0
  }
  return [s0, s1]
}
