// A bank's indices. The index over picture hashes is kept as a snapshot in the workspace's folder, named by the digest of
// the bank's content, so that a bank of a million entries is ready at disk speed and a changed bank never meets an old one.

import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ok, parseSha256, type Result, type Sha256 } from '@manumit/base'
import { hashBytesOf, hashKinds } from '@manumit/hashing'
import { fileSource } from '@manumit/io'
import { makeIndexKernel } from '@manumit/kernels'
import {
  type BankReader,
  type DigestIndex,
  digestIndex,
  loadSnapshot,
  type MultiIndex,
  multiIndex,
  snapshotOf,
} from '@manumit/matching'
import type { Bank, Workspace } from '@manumit/store'
import { privateFolder } from './private-folder.ts'

/** Smaller indices are built faster than a file is opened. */
const SNAPSHOT_FROM = 20_000

export interface BankIndex {
  readonly bank: Bank
  readonly pictures: MultiIndex
  /** By id of the digest kind. */
  readonly digests: ReadonlyMap<string, DigestIndex>
}

/** Refusals: E_BANK_UNKNOWN. A snapshot that cannot be used is made anew. */
export async function bankIndex({
  workspace,
  folder,
  name,
}: {
  readonly workspace: Pick<Workspace, 'banks'>
  /** The workspace's folder. */
  readonly folder: string
  readonly name: string
}): Promise<Result<BankIndex>> {
  const bank = await workspace.banks.get(name)
  if (!bank.ok) return bank
  const reader = await workspace.banks.reader(name)
  if (!reader.ok) return reader
  return ok({
    bank: bank.value,
    pictures: pictureIndex({ bank: bank.value, reader: reader.value, folder: join(folder, 'indexes') }),
    digests: digestIndices(bank.value, reader.value),
  })
}

interface PictureIndexRequest {
  readonly bank: Bank
  readonly reader: BankReader
  readonly folder: string
}

function pictureIndex({ bank, reader, folder }: PictureIndexRequest): MultiIndex {
  const expected = bank.entries.pdq ?? 0
  const kept = expected >= SNAPSHOT_FROM ? keptSnapshot(bank, folder) : null
  if (kept) return kept
  const index = multiIndex({ kernel: makeIndexKernel(), expected: Math.max(1, expected) })
  for (const { entry, hash } of reader.entries(bank.name, 'pdq')) index.add(entry, hashBytesOf(hash))
  index.settle()
  if (expected >= SNAPSHOT_FROM) keepSnapshot(index, bank, folder)
  return index
}

/** `<digest of the bank>-<digest of the index’s content>.idx` */
const snapshotName = (bank: Bank, content: Sha256): string => `${bank.digest}-${content}.idx`

function keptSnapshot(bank: Bank, folder: string): MultiIndex | null {
  const name = readdirSync(privateFolder(folder)).find(
    (each) => each.startsWith(`${bank.digest}-`) && each.endsWith('.idx'),
  )
  const content = parseSha256(name?.slice(65, 129) ?? '')
  if (!name || !content) return null
  const source = fileSource(join(folder, name))
  if (!source.ok) return null
  const loaded = loadSnapshot({ source: source.value, content, kernel: makeIndexKernel() })
  source.value.close()
  return loaded.ok ? loaded.value : null
}

/** Written beside and renamed when whole; snapshots of other contents of the bank are left to be reused or cleaned up. */
function keepSnapshot(index: MultiIndex, bank: Bank, folder: string): void {
  let content = '' as Sha256
  const parts = snapshotOf(index, (pieces) => {
    const digest = createHash('sha256')
    for (const piece of pieces) digest.update(piece)
    content = digest.digest('hex') as Sha256
    return content
  })
  const path = join(privateFolder(folder), snapshotName(bank, content))
  const partial = `${path}.partial`
  rmSync(partial, { force: true })
  const file = openSync(partial, 'wx', 0o600)
  for (const part of parts) writeSync(file, part)
  fsyncSync(file)
  closeSync(file)
  renameSync(partial, path)
}

function digestIndices(bank: Bank, reader: BankReader): ReadonlyMap<string, DigestIndex> {
  const kinds = hashKinds.filter((kind) => kind.content === 'bytes').map((kind) => kind.id)
  return new Map(
    kinds.map((kind) => {
      const index = digestIndex()
      for (const { entry, hash } of reader.entries(bank.name, kind)) index.add(entry, hash)
      return [kind, index]
    }),
  )
}
