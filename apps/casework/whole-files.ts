// Files that appear under their names only when they are whole and on the disk: written beside, synced, renamed. A crash
// leaves pieces whose names say that they are pieces, and they are in nobody's way.

import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ok, type Result, refuse } from '@manumit/base'

export interface WholeFile {
  readonly name: string
  readonly sizeBytes: number
  readonly sha256: string
}

export interface FileToWrite {
  readonly name: string
  /** Its text in pieces; asked for one after the other as the disk takes them. */
  pieces(): AsyncIterable<string>
}

export interface WholeFilesRequest {
  /** A folder, made where it is missing. */
  readonly folder: string
  /** Asked between two pieces: true ends with E_STOPPED. */
  isStopped(): boolean
}

const BLOCK_BYTES = 1 << 18

/**
 * Writes files one after the other, then gives them their names in the same order, so that the last, which lists the others,
 * is there only when they are. Refusals: E_PATH_EMPTY, E_OUTPUT_EXISTS, E_OUTPUT_FAILED, E_STOPPED; none leaves a file.
 */
export async function writeWholeFiles(
  files: AsyncIterable<FileToWrite> | Iterable<FileToWrite>,
  { folder, isStopped }: WholeFilesRequest,
): Promise<Result<readonly WholeFile[]>> {
  if (folder === '') return refuse('E_PATH_EMPTY')
  const mark = `.${randomUUID().slice(0, 8)}.partial`
  const written: WholeFile[] = []
  const partials: string[] = []
  let failing = folder
  let isWhole = false
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for await (const { name, pieces } of files) {
      const path = join(folder, name)
      failing = path
      if (existsSync(path)) return refuse('E_OUTPUT_EXISTS', { path })
      partials.push(path + mark)
      const handle = await open(path + mark, 'wx', 0o600)
      try {
        const one = await writePieces(handle, pieces(), isStopped)
        if (!one.ok) return one
        written.push({ name, ...one.value })
      } finally {
        await handle.close()
      }
    }
    for (const { name } of written) {
      const path = join(folder, name)
      failing = path
      if (existsSync(path)) return refuse('E_OUTPUT_EXISTS', { path })
      renameSync(path + mark, path)
    }
    isWhole = true
    return ok(written)
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (syscall === undefined) throw error
    return refuse('E_OUTPUT_FAILED', { path: failing, reason: code ?? 'unknown' })
  } finally {
    if (!isWhole) for (const path of partials) rmSync(path, { force: true })
  }
}

async function writePieces(
  handle: FileHandle,
  pieces: AsyncIterable<string>,
  isStopped: () => boolean,
): Promise<Result<Omit<WholeFile, 'name'>>> {
  const digest = createHash('sha256')
  let sizeBytes = 0
  let waiting: string[] = []
  let length = 0
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(waiting.join(''))
    waiting = []
    length = 0
    digest.update(bytes)
    sizeBytes += bytes.length
    for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten
  }
  for await (const piece of pieces) {
    if (isStopped()) return refuse('E_STOPPED')
    waiting.push(piece)
    length += piece.length
    if (length >= BLOCK_BYTES) await flush()
  }
  await flush()
  await handle.sync()
  return ok({ sizeBytes, sha256: digest.digest('hex') })
}

/** The same pieces, their size and digest told when they have gone by. */
export async function* digestedPieces(
  pieces: AsyncIterable<string>,
  tell: (digest: Omit<WholeFile, 'name'>) => void,
): AsyncGenerator<string> {
  const digest = createHash('sha256')
  let sizeBytes = 0
  for await (const piece of pieces) {
    digest.update(piece)
    sizeBytes += Buffer.byteLength(piece)
    yield piece
  }
  tell({ sizeBytes, sha256: digest.digest('hex') })
}

export interface OutputPlace {
  readonly folder: string
  /** Set where the target is the name of one file. */
  readonly fileName?: string
}

/**
 * Where a target puts its files: a folder that is there takes them under their own names; else it is the name of the one
 * file, or of a folder to make. Refusals: E_PATH_EMPTY, E_OUTPUT_EXISTS.
 */
export function outputPlace(
  target: string,
  { isOneFile }: { readonly isOneFile: boolean },
): Result<OutputPlace> {
  if (target === '') return refuse('E_PATH_EMPTY')
  const stat = statSync(target, { throwIfNoEntry: false })
  if (stat?.isDirectory()) return ok({ folder: target })
  if (stat) return refuse('E_OUTPUT_EXISTS', { path: target })
  return ok(isOneFile ? { folder: dirname(target), fileName: basename(target) } : { folder: target })
}
