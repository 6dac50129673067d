// The three names of a file of evidence, computed in one pass while it is read. node:crypto does the work; it must equal
// the readable references in @manumit/hashing.

import { createHash } from 'node:crypto'
import type { ByteSource, Digests, Md5, Sha1, Sha256 } from '@manumit/base'

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

/**
 * Reads a whole source from end to end and names it. Memory stays flat whatever its size.
 *
 * @param onRead  told the bytes hashed so far, after each piece
 */
export function digestSource(
  source: ByteSource,
  { onRead = () => {} }: { readonly onRead?: (hashedBytes: number) => void } = {},
): SourceDigests {
  const digester = makeDigester()
  let hashedBytes = 0
  while (hashedBytes < source.size) {
    const chunk = source.read(hashedBytes, CHUNK_BYTES)
    if (chunk.length === 0) break
    digester.update(chunk)
    hashedBytes += chunk.length
    onRead(hashedBytes)
  }
  return { digests: digester.digests(), hashedBytes }
}
