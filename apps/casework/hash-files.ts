// Hashes files one after the other, a few under way at once, in the order given. Pictures are decoded as the PDQ reference
// expects and hashed by the kernel; digests by node:crypto.

import { availableParallelism } from 'node:os'
import { ok, type Refusal, type Result, refuse } from '@manumit/base'
import type { Orientation, Pixels } from '@manumit/hashing'
import type { HeldSource } from '@manumit/intake'
import { digestSource, makePictureDecoder, type PictureDecoder } from '@manumit/io'
import { makePdqKernel, type PdqKernel } from '@manumit/kernels'
import type { NamedFile } from './files-under.ts'
import { inOrder } from './in-order.ts'
import { MAX_PICTURE_BYTES } from './scanned-content.ts'

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

export async function* hashFiles(
  files: Iterable<NamedFile>,
  options: HashOptions,
): AsyncGenerator<HashedFile> {
  const decode = makePictureDecoder()
  const kernel = makePdqKernel()
  const work = async (file: NamedFile): Promise<HashedFile> => {
    const hashes = await hashesOf(file, options, { decode, kernel })
    return hashes.ok
      ? { ok: true, path: file.path, kind: options.kind, hashes: hashes.value }
      : { ok: false, path: file.path, error: hashes.error }
  }
  yield* inOrder(files, { atOnce: availableParallelism() * 2 }, work)
}

interface PictureTools {
  readonly decode: PictureDecoder
  readonly kernel: PdqKernel
}

async function hashesOf(
  { path, open }: NamedFile,
  options: HashOptions,
  tools: PictureTools,
): Promise<Result<readonly FileHash[]>> {
  const file = open()
  if (!file.ok) return file
  try {
    return options.kind === 'pdq'
      ? await pdqHashes(file.value, options, tools)
      : digest(file.value, { path, kind: options.kind })
  } finally {
    file.value.close()
  }
}

async function pdqHashes(
  source: HeldSource,
  { orientations = false, shrinkOnLoad = false }: HashOptions,
  { decode, kernel }: PictureTools,
): Promise<Result<readonly FileHash[]>> {
  if (source.size > MAX_PICTURE_BYTES)
    return refuse('E_PICTURE_TOO_LONG', { size: source.size, limit: MAX_PICTURE_BYTES })
  const decoded = await decode(source.read(0, source.size).slice(), { shrinkOnLoad })
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

function digest(
  source: HeldSource,
  { path, kind }: { readonly path: string; readonly kind: string },
): Result<readonly FileHash[]> {
  if (kind !== 'md5' && kind !== 'sha1' && kind !== 'sha256') return refuse('E_HASH_KIND_UNKNOWN', { kind })
  const { digests, hashedBytes } = digestSource(source)
  return hashedBytes === source.size
    ? ok([{ text: digests[kind] }])
    : refuse('E_FILE_CUT_SHORT', { path, read: hashedBytes, size: source.size })
}
