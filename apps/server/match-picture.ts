// A matched picture, drawn small: only where its bank is of demonstration material, and only if its bytes are still those
// that were scanned. Read, drawn and forgotten; nothing is kept on disk or by the browser.

import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '@manumit/base'
import { tellingOf } from '@manumit/casework'
import { fileSource, pictureFormat } from '@manumit/io'
import type { Workspace } from '@manumit/store'

/** Longest side in pixels: enough to tell a bridge from a teapot. */
const SIDE = 240
const MOST_BYTES = 64 << 20
const MOST_PIXELS = 100_000_000

/** PNG bytes. Refuses E_MATCH_UNKNOWN, E_NOT_SHOWN, E_EVIDENCE_MISSING, E_PICTURE_CHANGED, E_TOO_LARGE. */
export async function matchPicture(
  id: number,
  workspace: Workspace,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const match = await workspace.scans.match(id)
  if (!match) return refuse('E_MATCH_UNKNOWN', { match: id })
  const telling = await tellingOf(workspace, [match])
  if (!telling(match).mayBeShown) return refuse('E_NOT_SHOWN')
  const { path, digests, sizeBytes } = match.file
  if (sizeBytes > MOST_BYTES) return refuse('E_TOO_LARGE', { most: MOST_BYTES })
  const bytes = bytesOf(path)
  if (bytes === null) return refuse('E_EVIDENCE_MISSING', { path })
  if (createHash('sha256').update(bytes).digest('hex') !== digests.sha256)
    return refuse('E_PICTURE_CHANGED', { path })
  return drawn(bytes, path)
}

/** Not through a link: what was scanned was a file. */
function bytesOf(path: string): Uint8Array | null {
  const source = fileSource(path)
  if (!source.ok) return null
  try {
    return source.value.size > MOST_BYTES ? null : source.value.read(0, source.value.size).slice()
  } finally {
    source.value.close()
  }
}

async function drawn(bytes: Uint8Array, path: string): Promise<Result<Uint8Array<ArrayBuffer>>> {
  // A bank of MD5 values matches files of any kind; what scans do not decode is not handed to a decoder here either.
  if (pictureFormat(bytes) === null) return refuse('E_PICTURE_CHANGED', { path })
  const { default: sharp } = await import('sharp')
  try {
    const png = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
      .rotate()
      .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer()
    return ok(Uint8Array.from(png))
  } catch {
    return refuse('E_PICTURE_CHANGED', { path })
  }
}
