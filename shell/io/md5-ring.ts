// The memory by which one thread hands pieces of a file to another that computes its MD5: a ring of slots, each taken in
// turn. MD5 takes as long as the other two digests together, so a large file is named in half the time by two threads.

/** Pieces under way. */
const SLOTS = 8

const WRITTEN = 0
const READ = 1
const DONE = 2
const LENGTHS = 3

const CONTROL_BYTES = 4 * (LENGTHS + SLOTS)
export const MD5_BYTES = 16

export interface Md5Ring {
  readonly memory: SharedArrayBuffer
  readonly pieceBytes: number
}

export const makeMd5Ring = (pieceBytes: number): Md5Ring => ({
  memory: new SharedArrayBuffer(CONTROL_BYTES + MD5_BYTES + SLOTS * pieceBytes),
  pieceBytes,
})

const views = ({ memory, pieceBytes }: Md5Ring) => ({
  control: new Int32Array(memory, 0, LENGTHS + SLOTS),
  result: new Uint8Array(memory, CONTROL_BYTES, MD5_BYTES),
  slot: (n: number) =>
    new Uint8Array(memory, CONTROL_BYTES + MD5_BYTES + (n % SLOTS) * pieceBytes, pieceBytes),
})

/** The giving side. An empty piece is the end. `false` where the other side has taken nothing for `patienceMs`. */
export function givePiece(ring: Md5Ring, piece: Uint8Array, patienceMs: number): boolean {
  const { control, slot } = views(ring)
  const written = control[WRITTEN]!
  for (let read = Atomics.load(control, READ); written - read >= SLOTS; read = Atomics.load(control, READ))
    if (Atomics.wait(control, READ, read, patienceMs) === 'timed-out') return false
  slot(written).set(piece)
  control[LENGTHS + (written % SLOTS)] = piece.length
  Atomics.store(control, WRITTEN, written + 1)
  Atomics.notify(control, WRITTEN)
  return true
}

/** The digest, once the end was given; null where it does not come within `patienceMs`. */
export function takeDigest(ring: Md5Ring, patienceMs: number): Uint8Array | null {
  const { control, result } = views(ring)
  if (Atomics.load(control, DONE) === 0 && Atomics.wait(control, DONE, 0, patienceMs) === 'timed-out')
    return null
  return result.slice()
}

/** The taking side: each piece in its order, until the end; then what `digest` gives is the answer. */
export function takePieces(
  ring: Md5Ring,
  { update, digest }: { update(piece: Uint8Array): void; digest(): Uint8Array },
): void {
  const { control, result, slot } = views(ring)
  for (let read = 0; ; read++) {
    Atomics.wait(control, WRITTEN, read)
    const length = control[LENGTHS + (read % SLOTS)]!
    if (length === 0) break
    update(slot(read).subarray(0, length))
    Atomics.store(control, READ, read + 1)
    Atomics.notify(control, READ)
  }
  result.set(digest())
  Atomics.store(control, DONE, 1)
  Atomics.notify(control, DONE)
}
