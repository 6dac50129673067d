// A file as scanning and hashing see it: its three digests, and the pixels where it is a picture. Read once, opened for
// reading only.

import { type Digests, type Issue, issuesOf, ok, type Result, refuse } from '@manumit/base'
import type { Pixels } from '@manumit/hashing'
import { digestSource, type PictureDecoder, pictureFormat } from '@manumit/io'
import { caseworkCodes } from './errors.ts'
import type { NamedFile } from './files-under.ts'

/** Larger files are no pictures that a decoder should hold in memory; their digests are matched all the same. */
export const MAX_PICTURE_BYTES = 512e6
const HEAD_BYTES = 32

export interface ScannedContent {
  readonly path: string
  readonly sizeBytes: number
  readonly digests: Digests
  /** null where the file is no picture, or could not be decoded: then an issue says why. */
  readonly pixels: Pixels | null
  readonly issues: readonly Issue[]
}

const issue = issuesOf(caseworkCodes)

/** Refusals: those of fileSource; E_FILE_CUT_SHORT where it could not be read to its end. */
export async function scannedContent(
  { path, open }: NamedFile,
  decode: PictureDecoder,
): Promise<Result<ScannedContent>> {
  const file = open()
  if (!file.ok) return file
  const source = file.value
  try {
    const isPicture = pictureFormat(source.read(0, HEAD_BYTES)) !== null && source.size <= MAX_PICTURE_BYTES
    const { digests, hashedBytes } = digestSource(source)
    if (hashedBytes < source.size)
      return refuse('E_FILE_CUT_SHORT', { path, read: hashedBytes, size: source.size })
    const common = { path, sizeBytes: source.size, digests }
    if (!isPicture) return ok({ ...common, pixels: null, issues: [] })
    const decoded = await decode(source.read(0, source.size).slice())
    if (decoded.ok) return ok({ ...common, pixels: decoded.value.pixels, issues: decoded.value.issues })
    const { code, data } = decoded.error
    return ok({
      ...common,
      pixels: null,
      issues: [issue('E_PICTURE_UNDECODED', { path }, { reason: code, ...data })],
    })
  } finally {
    source.close()
  }
}
