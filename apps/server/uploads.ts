// Evidence that comes in through the browser, piece by piece, into the workspace's folder. What has come in is the length of
// the file: a piece that was acknowledged is on disk, and after a crash an upload goes on from there.

import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ok, type Result, refuse } from '@manumit/base'
import type { Upload, UploadKey, UploadStore } from '@manumit/store'

export const CHUNK_BYTES = 8 << 20
/** Left free for the workspace itself. */
const ROOM_KEPT = 64 << 20

export interface UploadState {
  readonly uploadId: string
  readonly received: number
  readonly chunkBytes: number
}

export interface Uploads {
  /** Refuses E_NO_ROOM. */
  begin(upload: UploadKey): Result<UploadState>
  /** Appends a piece. Refuses E_UPLOAD_UNKNOWN, E_UPLOAD_OFFSET, E_TOO_LARGE, E_NO_ROOM. */
  append(piece: {
    readonly id: string
    readonly by: string
    readonly offset: number
    readonly bytes: Uint8Array
  }): Promise<Result<{ readonly received: number }>>
  /** Where a whole upload lies. Refuses E_UPLOAD_UNKNOWN, E_UPLOAD_UNFINISHED. */
  pathOf(id: string): Result<string>
  /** Forgets it and removes its file. */
  remove(id: string): void
}

export function makeUploads({
  folder,
  store,
  randomId,
}: {
  /** The workspace's folder. */
  readonly folder: string
  readonly store: UploadStore
  randomId(): string
}): Uploads {
  const home = join(folder, 'uploads')
  const fileOf = ({ id, name }: Pick<Upload, 'id' | 'name'>): string => join(home, id, safeName(name))
  const receivedOf = (upload: Upload): number =>
    existsSync(fileOf(upload)) ? statSync(fileOf(upload)).size : 0
  const writing = new Set<string>()
  return {
    begin(wanted) {
      const known = store.find(wanted)
      const upload = known ?? { ...wanted, id: randomId() }
      const received = known ? receivedOf(known) : 0
      const room = requireRoom(folder, wanted.sizeBytes - received)
      if (!room.ok) return room
      if (!known) {
        mkdirSync(dirname(fileOf(upload)), { recursive: true, mode: 0o700 })
        store.add(upload)
      }
      return ok({ uploadId: upload.id, received, chunkBytes: CHUNK_BYTES })
    },
    async append({ id, by, offset, bytes }) {
      const found = store.get(id)
      if (!found.ok) return found
      const upload = found.value
      if (upload.by !== by) return refuse('E_UPLOAD_UNKNOWN', { upload: id })
      const received = receivedOf(upload)
      // One piece at a time: a second one is told where the upload stood before the first.
      if (offset !== received || writing.has(id))
        return refuse('E_UPLOAD_OFFSET', { found: offset, expected: received })
      if (bytes.length > CHUNK_BYTES) return refuse('E_TOO_LARGE', { most: CHUNK_BYTES })
      if (received + bytes.length > upload.sizeBytes) return refuse('E_TOO_LARGE', { most: upload.sizeBytes })
      const room = requireRoom(folder, bytes.length)
      if (!room.ok) return room
      writing.add(id)
      try {
        await appendTo(fileOf(upload), { offset, bytes })
      } finally {
        writing.delete(id)
      }
      return ok({ received: received + bytes.length })
    },
    pathOf(id) {
      const found = store.get(id)
      if (!found.ok) return found
      const { name, sizeBytes } = found.value
      const received = receivedOf(found.value)
      return received === sizeBytes
        ? ok(fileOf(found.value))
        : refuse('E_UPLOAD_UNFINISHED', { name, received, sizeBytes })
    },
    remove(id) {
      store.remove(id)
      rmSync(join(home, id), { recursive: true, force: true })
    },
  }
}

/** Resolved means on disk. A piece cut short by a full disk is taken back, so that the length says what was acknowledged. */
async function appendTo(
  path: string,
  { offset, bytes }: { readonly offset: number; readonly bytes: Uint8Array },
): Promise<void> {
  const file: FileHandle = await open(path, 'a', 0o600)
  try {
    await file.appendFile(bytes)
    await file.datasync()
  } catch (error) {
    await file.truncate(offset)
    throw error
  } finally {
    await file.close()
  }
}

function requireRoom(folder: string, neededBytes: number): Result<void> {
  const { bavail, bsize } = statfsSync(folder)
  const freeBytes = Math.max(0, bavail * bsize - ROOM_KEPT)
  return neededBytes > freeBytes ? refuse('E_NO_ROOM', { neededBytes, freeBytes }) : ok(undefined)
}

const LONGEST_NAME_BYTES = 150

/**
 * The last part of a name as a browser gave it, with nothing that a file system, a terminal or a reader takes for more than a
 * letter. The end is kept where it is too long: an extension says something.
 */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}<>:"|?*]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/gu, '_')
  let cut = plain
  while (Buffer.byteLength(cut) > LONGEST_NAME_BYTES) cut = cut.slice(1)
  return cut === '' ? 'file' : cut
}

/** SHA-256 of a file in hexadecimal, read in pieces. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array)
  return hash.digest('hex')
}
