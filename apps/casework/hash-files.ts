// Hashes files one after the other, a few under way at once, in the order given. Pictures are decoded as the PDQ reference
// expects and hashed by the kernel; digests by node:crypto.

import { availableParallelism } from 'node:os'
import { ok, type Refusal, type Result, refuse } from '@manumit/base'
import type { Orientation, Pixels } from '@manumit/hashing'
import { digestSource, fileSource, makePictureDecoder, type PictureDecoder } from '@manumit/io'
import { makePdqKernel, type PdqKernel } from '@manumit/kernels'
import { inOrder } from './in-order.ts'

export interface HashOptions {
  readonly kind: string
  /** pdq only: each of the eight orientations. */
  readonly orientations?: boolean
  /** pdq only: let the decoder shrink on load; hashes drift by a few bits. */
  readonly shrinkOnLoad?: boolean
}

export interface FileHash {
  readonly text: string
  readonly quality?: number
  readonly orientation?: Orientation
}

export type HashedFile =
  | { readonly ok: true; readonly path: string; readonly kind: string; readonly hashes: readonly FileHash[] }
  | { readonly ok: false; readonly path: string; readonly error: Refusal }

export async function* hashFiles(paths: Iterable<string>, options: HashOptions): AsyncGenerator<HashedFile> {
  const decode = makePictureDecoder()
  const kernel = makePdqKernel()
  const work = async (path: string): Promise<HashedFile> => {
    const hashes =
      options.kind === 'pdq' ? await pdqHashes(path, options, { decode, kernel }) : digest(path, options.kind)
    return hashes.ok
      ? { ok: true, path, kind: options.kind, hashes: hashes.value }
      : { ok: false, path, error: hashes.error }
  }
  yield* inOrder(paths, { atOnce: availableParallelism() * 2 }, work)
}

interface PictureTools {
  readonly decode: PictureDecoder
  readonly kernel: PdqKernel
}

async function pdqHashes(
  path: string,
  { orientations = false, shrinkOnLoad = false }: HashOptions,
  { decode, kernel }: PictureTools,
): Promise<Result<readonly FileHash[]>> {
  const file = fileSource(path)
  if (!file.ok) return file
  const bytes = file.value.read(0, file.value.size).slice()
  file.value.close()
  const decoded = await decode(bytes, { shrinkOnLoad })
  if (!decoded.ok) return decoded
  return ok(orientations ? orientedHashes(decoded.value.pixels, kernel) : [kernel.hash(decoded.value.pixels)])
}

function orientedHashes(pixels: Pixels, kernel: PdqKernel): FileHash[] {
  const { hashes, quality } = kernel.dihedral(pixels)
  return Object.entries(hashes).map(([orientation, text]) => ({
    text,
    quality,
    orientation: orientation as Orientation,
  }))
}

function digest(path: string, kind: string): Result<readonly FileHash[]> {
  const file = fileSource(path)
  if (!file.ok) return file
  const { digests } = digestSource(file.value)
  file.value.close()
  return kind === 'md5' || kind === 'sha1' || kind === 'sha256'
    ? ok([{ text: digests[kind] }])
    : refuse('E_HASH_KIND_UNKNOWN', { kind })
}
