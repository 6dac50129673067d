// A workspace out of its backup: decrypted, unpacked beside its place, its log verified, and only then put there. Never over
// what is there.

import { randomUUID } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { ok, type Result, refuse } from '@manumit/base'
import { type AuditHead, openWorkspace, type StorePowers } from '@manumit/store'
import { KEPT_FOLDERS } from './backup.ts'
import { privateFolder } from './private-folder.ts'
import { readTarStream, type TarSink } from './tar-stream.ts'

export interface RestoreRequest {
  readonly source: string
  /** A file with the secret key. */
  readonly keyPath: string
  /** Where the workspace shall lie: nothing is there, or an empty folder. */
  readonly folder: string
  readonly powers: StorePowers
}

export interface Restored {
  readonly files: number
  /** Entries of the log, and its last one: to be compared with what was written down elsewhere. */
  readonly entries: number
  readonly head: AuditHead
}

/** Refusals: E_PATH_ABSENT, E_WORKSPACE_EXISTS, E_BACKUP_KEY, E_BACKUP_BROKEN, and those of openWorkspace. */
export async function restore(request: RestoreRequest): Promise<Result<Restored>> {
  const { source, keyPath, folder } = request
  for (const path of [source, keyPath]) if (!existsSync(path)) return refuse('E_PATH_ABSENT', { path })
  if (existsSync(folder) && readdirSync(folder).length > 0) return refuse('E_WORKSPACE_EXISTS', { folder })
  const plain = await decrypted(source, keyPath)
  if (!plain.ok) return plain
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 })
  const partial = privateFolder(`${folder}.${randomUUID()}.partial`)
  try {
    const files = await unpack(plain.value, { source, partial })
    if (!files.ok) return files
    const verified = await verify(partial, request)
    if (!verified.ok) return verified
    if (existsSync(folder)) rmdirSync(folder)
    renameSync(partial, folder)
    return ok({ files: files.value, ...verified.value })
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

async function decrypted(source: string, keyPath: string): Promise<Result<ReadableStream<Uint8Array>>> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  const keys = readFileSync(keyPath, 'utf8').match(/AGE-SECRET-KEY-[0-9A-Z-]+/g) ?? []
  try {
    for (const key of keys) decrypter.addIdentity(key)
    const stream = Readable.toWeb(createReadStream(source)) as ReadableStream<Uint8Array>
    return ok(await decrypter.decrypt(stream))
  } catch {
    return refuse('E_BACKUP_KEY', { path: keyPath })
  }
}

async function unpack(
  plain: ReadableStream<Uint8Array>,
  { source, partial }: { readonly source: string; readonly partial: string },
): Promise<Result<number>> {
  const broken = (detail: string): Result<never> => refuse('E_BACKUP_BROKEN', { path: source, detail })
  let files = 0
  const taken = new Set<string>()
  try {
    const problem = await readTarStream(plain, {
      open(name) {
        if (!isOurs(name) || taken.has(name)) return null
        taken.add(name)
        files++
        return fileSink(join(partial, name))
      },
    })
    if (problem !== null) return broken(problem)
    return taken.has('workspace.db') ? ok(files) : broken('it holds no workspace')
  } catch (error) {
    // What the disk would not do is said by whoever catches it; all else here is the cipher, which found a changed byte.
    if (error instanceof Error && 'syscall' in error) throw error
    return broken('its bytes were changed, or cut short')
  }
}

/** Nothing but what a backup holds: two databases, and files two folders deep. */
function isOurs(name: string): boolean {
  if (name === 'workspace.db' || name === 'access.db') return true
  const [folder = '', ...rest] = name.split('/')
  const isKept = KEPT_FOLDERS.some((kept) => kept === folder)
  return (
    isKept &&
    rest.length > 0 &&
    rest.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part))
  )
}

function fileSink(path: string): TarSink {
  let file: FileHandle | null = null
  const opened = async (): Promise<FileHandle> => {
    if (file) return file
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    file = await open(path, 'wx', 0o600)
    return file
  }
  return {
    write: async (piece) => (await opened()).appendFile(piece),
    async close() {
      const made = await opened()
      await made.sync()
      await made.close()
    },
  }
}

async function verify(
  folder: string,
  { source, powers }: RestoreRequest,
): Promise<Result<Pick<Restored, 'entries' | 'head'>>> {
  const opened = await openWorkspace({ folder, powers })
  if (!opened.ok) return opened
  const workspace = opened.value
  try {
    const verdict = await workspace.audit.verify()
    if (!verdict.intact)
      return refuse('E_BACKUP_BROKEN', {
        path: source,
        detail: `entry ${verdict.seq} of its log: ${verdict.problem}`,
      })
    await workspace.audit.append('backup.restored', source, { entries: verdict.entries })
    return ok({ entries: verdict.entries, head: verdict.head })
  } finally {
    await workspace.close()
  }
}
