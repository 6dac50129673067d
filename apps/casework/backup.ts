// A copy of a workspace that only the holder of a key can open: both databases as they stood at one moment, uploads and
// exported files, as a tar archive encrypted by age. Whoever has age and tar opens it without Manumit.

import { createHash, randomUUID } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ok, type Result, refuse } from '@manumit/base'
import { snapshotWorkspace, type Workspace } from '@manumit/store'
import type { Encrypter } from 'age-encryption'
import { privateFolder } from './private-folder.ts'
import { type TarMember, tarStream } from './tar-stream.ts'

/** Folders of a workspace whose files exist nowhere else. */
export const KEPT_FOLDERS = ['uploads', 'exports'] as const

export interface BackupRequest {
  /** For the log; `read` will do. */
  readonly workspace: Workspace
  /** The workspace's folder. */
  readonly folder: string
  /** Public keys of age: each of their holders can open it alone. */
  readonly recipients: readonly string[]
  /** A file to make. */
  readonly target: string
  onProgress(bytes: number): void
}

export interface BackedUp {
  readonly files: number
  readonly bytes: number
  readonly sha256: string
}

/** A pair of keys: the secret one restores, the public one backs up. */
export async function makeBackupKey(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption')
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Refusals: E_PATH_EMPTY, E_BACKUP_RECIPIENT, E_OUTPUT_EXISTS, E_OUTPUT_FAILED, E_WORKSPACE_ABSENT. */
export async function backUp(request: BackupRequest): Promise<Result<BackedUp>> {
  const { workspace, folder, recipients, target } = request
  if (target === '') return refuse('E_PATH_EMPTY')
  if (existsSync(target)) return refuse('E_OUTPUT_EXISTS', { path: target })
  const encrypter = await encrypterFor(recipients)
  if (!encrypter.ok) return encrypter
  const copies = privateFolder(join(folder, `backup-${randomUUID()}`))
  try {
    const copied = snapshotWorkspace(folder, copies)
    if (!copied.ok) return copied
    const members = [
      ...copied.value.map((name) => memberOf(join(copies, name), name)),
      ...KEPT_FOLDERS.flatMap((name) => membersUnder(join(folder, name), folder)),
    ]
    const written = await writeEncrypted(members, encrypter.value, request)
    if (!written.ok) return written
    await workspace.audit.append('backup.made', target, { ...written.value, recipients: [...recipients] })
    return written
  } finally {
    rmSync(copies, { recursive: true, force: true })
  }
}

async function encrypterFor(recipients: readonly string[]): Promise<Result<Encrypter>> {
  // Loaded only where it is needed: each program and thread loads this module.
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  for (const recipient of recipients)
    try {
      encrypter.addRecipient(recipient)
    } catch {
      return refuse('E_BACKUP_RECIPIENT', { recipient })
    }
  return recipients.length > 0 ? ok(encrypter) : refuse('E_BACKUP_RECIPIENT', { recipient: '' })
}

async function writeEncrypted(
  members: readonly TarMember[],
  encrypter: Encrypter,
  { target, onProgress }: BackupRequest,
): Promise<Result<BackedUp>> {
  const digest = createHash('sha256')
  let bytes = 0
  const count = async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      digest.update(piece)
      bytes += piece.length
      onProgress(bytes)
      yield piece
    }
  }
  const partial = `${target}.partial`
  try {
    const plain = Readable.toWeb(Readable.from(tarStream(members), { objectMode: false }))
    const encrypted = await encrypter.encrypt(plain as ReadableStream<Uint8Array>)
    await pipeline(encrypted, count, createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }))
    renameSync(partial, target)
  } catch (error) {
    const isAnothers = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    if (!isAnothers) rmSync(partial, { force: true })
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error
    return refuse('E_OUTPUT_FAILED', { path: target, reason: String(error.code) })
  }
  return ok({ files: members.length, bytes, sha256: digest.digest('hex') })
}

const memberOf = (path: string, name: string): TarMember => ({
  name,
  sizeBytes: statSync(path).size,
  content: () => createReadStream(path),
})

function membersUnder(folder: string, root: string): TarMember[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => memberOf(path, relative(root, path).split(sep).join('/')))
}
