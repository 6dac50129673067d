// The three names of a file of evidence, computed in one pass while it is read. node:crypto does the work; it must equal
// the readable references in @manumit/hashing.

import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { ByteSource, Digests, Md5, Sha1, Sha256 } from '@manumit/base'
import { givePiece, makeMd5Ring, takeDigest } from './md5-ring.ts'

/** Read at a time: long enough that calls cost nothing, short enough to stay in the processor's cache. */
const CHUNK_BYTES = 256 * 1024

/** Three digests under way. Feed it the bytes in order, in any pieces; ask once, at the end. */
export interface Digester {
  update(bytes: Uint8Array): void
  digests(): Digests
}

export function makeDigester(): Digester {
  const md5 = createHash('md5')
  const sha1 = createHash('sha1')
  const sha256 = createHash('sha256')
  return {
    update(bytes) {
      md5.update(bytes)
      sha1.update(bytes)
      sha256.update(bytes)
    },
    digests: () => ({
      md5: md5.digest('hex') as Md5,
      sha1: sha1.digest('hex') as Sha1,
      sha256: sha256.digest('hex') as Sha256,
    }),
  }
}

/** What a whole source is named by. `hashedBytes` falls short of its size where the source ended early. */
export interface SourceDigests {
  readonly digests: Digests
  readonly hashedBytes: number
}

/** From this size on, MD5 is computed by a thread beside: starting one costs as long as digesting some megabytes. */
const BESIDE_FROM_BYTES = 64 * 1024 * 1024
/** How long the thread beside may show no sign of life before its digest is computed here, by reading once more. */
const PATIENCE_MS = 10_000

/**
 * Reads a whole source from end to end and names it. Memory stays flat whatever its size.
 *
 * @param onRead       told the bytes hashed so far, after each piece
 * @param besideFrom   size from which MD5 is computed by another thread
 */
export function digestSource(
  source: ByteSource,
  {
    onRead = () => {},
    besideFrom = BESIDE_FROM_BYTES,
  }: { readonly onRead?: (hashedBytes: number) => void; readonly besideFrom?: number } = {},
): SourceDigests {
  if (source.size < besideFrom) {
    const digester = makeDigester()
    const hashedBytes = readThrough(source, (piece) => digester.update(piece), onRead)
    return { digests: digester.digests(), hashedBytes }
  }
  const sha1 = createHash('sha1')
  const sha256 = createHash('sha256')
  const beside = md5Beside()
  const hashedBytes = readThrough(
    source,
    (piece) => {
      beside.update(piece)
      sha1.update(piece)
      sha256.update(piece)
    },
    onRead,
  )
  const digests = {
    md5: (beside.digest() ?? md5Of(source)) as Md5,
    sha1: sha1.digest('hex') as Sha1,
    sha256: sha256.digest('hex') as Sha256,
  }
  return { digests, hashedBytes }
}

function readThrough(
  source: ByteSource,
  take: (piece: Uint8Array) => void,
  onRead: (hashedBytes: number) => void = () => {},
): number {
  let done = 0
  while (done < source.size) {
    const piece = source.read(done, CHUNK_BYTES)
    if (piece.length === 0) break
    take(piece)
    done += piece.length
    onRead(done)
  }
  return done
}

function md5Of(source: ByteSource): string {
  const md5 = createHash('md5')
  readThrough(source, (piece) => md5.update(piece))
  return md5.digest('hex')
}

/** A thread's MD5. `digest` is null where the thread did not come along. */
function md5Beside(): { update(piece: Uint8Array): void; digest(): string | null } {
  const ring = makeMd5Ring(CHUNK_BYTES)
  const thread = new Worker(new URL('./md5-thread-main.ts', import.meta.url), { workerData: ring })
  // What keeps it from running is found out by waiting; nobody else has to hear of it.
  thread.on('error', () => {})
  thread.unref()
  let isAlive = true
  return {
    update(piece) {
      isAlive &&= givePiece(ring, piece, PATIENCE_MS)
    },
    digest() {
      const digest =
        isAlive && givePiece(ring, new Uint8Array(0), PATIENCE_MS) ? takeDigest(ring, PATIENCE_MS) : null
      if (digest === null) thread.terminate()
      return digest && Buffer.from(digest).toString('hex')
    },
  }
}
