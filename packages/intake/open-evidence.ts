// Evidence of any kind → one read-only tree: listed, unpacked, and each file given its place on the phone.

import type { ByteSource, Refusal, Result } from '@manumit/base'
import { ok } from '@manumit/base'
import { placeInContainers } from './app-containers.ts'
import { makeContainerPool } from './container-pool.ts'
import { folderMembers } from './folder-members.ts'
import { backupPrefixes, findBackups, openBackup, reportOldBackups } from './ios-backup.ts'
import type { Listing, Member } from './listing.ts'
import { makeListing } from './listing.ts'
import { isPhonePath } from './logical-place.ts'
import type { DeviceFacts, EvidenceTree, FileInput, FolderInput, IntakePowers, TreeEntry } from './tree.ts'
import type { Unpacked, Unpacking } from './unpack.ts'
import { addMembers, addUnpacked } from './unpack.ts'

/**
 * Opens a folder, an archive, a backup or a single file as a tree. Nothing is written but to the spool; the input stays
 * the caller's to close, after the tree.
 *
 * @returns refuses with E_BACKUP_ENCRYPTED or E_ANDROID_BACKUP_ENCRYPTED where that backup is all there is; beside other
 *   files it is an issue, and its files are listed as they are stored.
 */
export async function openEvidence(
  input: FolderInput | FileInput,
  powers: IntakePowers,
): Promise<Result<EvidenceTree>> {
  const listing = makeListing(powers.limits)
  const pool = makeContainerPool()
  const unpacking = { listing, pool, powers }
  const top = 'folder' in input ? await addFolder(unpacking, input) : await addFile(unpacking, input)
  if (top.refusal) {
    pool.close()
    return { ok: false, error: top.refusal }
  }

  const backups = await placeBackups(listing)
  if (backups.refusal) {
    pool.close()
    return { ok: false, error: backups.refusal }
  }
  const entries = await placeInContainers(backups.entries, listing.issues)
  listing.finish()
  const isBackup = backups.prefixes.includes('')
  return ok({
    kind: isBackup ? 'ios-backup' : top.kind,
    reason: isBackup ? `${top.reason}; Manifest.db in it begins with the SQLite magic` : top.reason,
    entries,
    containers: listing.containers,
    devices: backups.devices,
    issues: listing.issues.finish(),
    close: () => pool.close(),
  })
}

async function addFolder(unpacking: Unpacking, { folder }: FolderInput): Promise<Unpacked> {
  const { listing } = unpacking
  listing.issues.add(...folder.issues)
  for (const link of folder.links) listing.addLink('', link)
  // Stored files of a backup are opened by Manifest.db; a phone's own file system is full of archives that are its own.
  const prefixes = backupPrefixes(folder.files.map((file) => file.path))
  const isLookedAt = (name: string): boolean =>
    !isPhonePath(name) && !prefixes.some((prefix) => name.startsWith(prefix))
  await addMembers(unpacking, folderMembers(folder), { origin: '', depth: 0, isTop: false }, isLookedAt)
  return { kind: 'folder', reason: 'a folder' }
}

async function addFile(unpacking: Unpacking, input: FileInput): Promise<Unpacked> {
  const { file, name, modified, beside = {} } = input
  const unpacked = await addUnpacked(unpacking, borrowed(name, file, modified), {
    origin: '',
    depth: 0,
    isTop: true,
  })
  const companions = [
    ['-wal', beside.wal],
    ['-shm', beside.shm],
    ['-journal', beside.journal],
  ] as const
  for (const [suffix, source] of companions)
    if (source) unpacking.listing.add('', borrowed(name + suffix, source))
  return unpacked
}

/** A file whose bytes are the caller's: closing the entry leaves them open. */
const borrowed = (name: string, bytes: ByteSource, modified?: Member['modified']): Member => ({
  name,
  sizeBytes: bytes.size,
  modified,
  open: async () => ({ bytes, issues: [], close: () => [] }),
})

interface PlacedBackups {
  readonly entries: readonly TreeEntry[]
  readonly devices: readonly DeviceFacts[]
  /** Of the backups that could be opened. */
  readonly prefixes: readonly string[]
  readonly refusal: Refusal | null
}

async function placeBackups(listing: Listing): Promise<PlacedBackups> {
  let entries: readonly TreeEntry[] = listing.entries
  const devices: DeviceFacts[] = []
  const prefixes: string[] = []
  reportOldBackups(entries, listing.issues)
  for (const root of findBackups(entries)) {
    const opened = await openBackup(root, entries, listing.issues)
    const isAll = entries.every((entry) => entry.path.startsWith(root.prefix))
    if (opened.encrypted && isAll) return { entries, devices, prefixes, refusal: opened.encrypted }
    entries = opened.entries
    if (opened.device) devices.push(opened.device)
    if (opened.isOpen) prefixes.push(root.prefix)
  }
  return { entries, devices, prefixes, refusal: null }
}
