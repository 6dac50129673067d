// An iOS backup inside a listing: stored names (`3d/3d0d…`) get their place on the phone from Manifest.db. Sizes, flags
// and paths in it are claims: differences are reported, and each byte that is there is kept.

import type { Refusal } from '@manumit/base'
import { readBackupFacts } from './backup-facts.ts'
import type { ManifestFile } from './backup-manifest.ts'
import { readManifest } from './backup-manifest.ts'
import { intakeIssue } from './errors.ts'
import type { IssueList } from './issue-list.ts'
import type { DeviceFacts, TreeEntry } from './tree.ts'

export interface OpenedBackup {
  /** The listing's entries, those of the backup with their places on the phone. */
  readonly entries: readonly TreeEntry[]
  readonly device: DeviceFacts | null
  /** Manifest.db could be read. Otherwise the entries are as they were. */
  readonly isOpen: boolean
  readonly encrypted: Refusal | null
}

export interface BackupRoot {
  /** Beginning of its entries' paths: `x.zip!Backup/00008030-…/`, or ''. */
  readonly prefix: string
  /** Beginnings of backups that lie inside this one's folder and are none of its files. */
  readonly inner: readonly string[]
  readonly manifest: TreeEntry
}

const SQLITE_MAGIC = 'SQLite format 3\0'

/** `…3d/3d0d…` or `…3d0d…`: what stands before the stored name is the backup's folder. */
const STORED_FILE = /^(.*?)(?:[0-9a-f]{2}[/\\])?[0-9a-f]{40}$/s

const MANIFEST = /(?:^|[/!\\])Manifest\.db$/
const OLD_MANIFEST = /(?:^|[/!\\])Manifest\.mbdb$/

/** Files that describe the backup. Manifest.db does not list them. */
const OWN_FILES =
  /^(?:Manifest\.(?:db|plist|mbdb)|Manifest\.db-(?:wal|shm|journal)|Info\.plist|Status\.plist)$/

/** Backups among the entries, by `backupPrefixes`. */
export function findBackups(entries: readonly TreeEntry[]): BackupRoot[] {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  const prefixes = backupPrefixes([...byPath.keys()])
  return prefixes.flatMap((prefix) => {
    const manifest = byPath.get(`${prefix}Manifest.db`)
    const inner = prefixes.filter((other) => other.length > prefix.length && other.startsWith(prefix))
    return manifest ? [{ prefix, inner, manifest }] : []
  })
}

/** Folders with a Manifest.db beside which a property list of a backup, or stored files, lie. Each ends in `/`, or is ''. */
export function backupPrefixes(paths: readonly string[]): string[] {
  const manifests = paths.filter((path) => MANIFEST.test(path))
  if (manifests.length === 0) return []
  const known = new Set(paths)
  const storing = new Set(paths.flatMap((path) => STORED_FILE.exec(path)?.[1] ?? []))
  return manifests
    .map((path) => path.slice(0, -'Manifest.db'.length))
    .filter(
      (prefix) =>
        storing.has(prefix) ||
        ['Info.plist', 'Manifest.plist', 'Status.plist'].some((name) => known.has(prefix + name)),
    )
}

/** Backups from before iOS 10, whose index this version does not read: E_BACKUP_FORMAT_OLD for each. */
export function reportOldBackups(entries: readonly TreeEntry[], issues: IssueList): void {
  for (const { path } of entries)
    if (OLD_MANIFEST.test(path)) issues.add(intakeIssue('E_BACKUP_FORMAT_OLD', { path }))
}

/** Issues: E_BACKUP_…, and those of Manifest.db's own reading. */
export async function openBackup(
  { prefix, inner, manifest }: BackupRoot,
  entries: readonly TreeEntry[],
  issues: IssueList,
): Promise<OpenedBackup> {
  const isOwn = ({ path }: TreeEntry): boolean =>
    path.startsWith(prefix) && !inner.some((other) => path.startsWith(other))
  const own = new Map(entries.filter(isOwn).map((entry) => [entry.path.slice(prefix.length), entry]))
  const device = await readBackupFacts(prefix, own, issues)
  const asIs = { entries, device, isOpen: false }

  const opened = await manifest.open()
  const wal = await own.get('Manifest.db-wal')?.open()
  issues.add(...opened.issues, ...(wal?.issues ?? []))
  const isSqlite = opened.bytes !== null && magicOf(opened.bytes.read(0, 16)) === SQLITE_MAGIC
  // By bytes, not by the flag in Manifest.plist: it is wrong in real backups. Ciphertext has no zero block at its head.
  if (!isSqlite && own.has('Manifest.plist') && opened.bytes && !isZero(opened.bytes.read(0, 16))) {
    issues.add(...opened.close(), ...(wal?.close() ?? []))
    issues.add(intakeIssue('E_BACKUP_ENCRYPTED', { path: manifest.path }))
    return { ...asIs, encrypted: { code: 'E_BACKUP_ENCRYPTED', data: { path: manifest.path } } }
  }
  const reading = opened.bytes
    ? readManifest(opened.bytes, manifest.path, wal?.bytes ?? undefined)
    : { files: [], issues: [], unreadable: 'not there' }
  issues.add(...opened.close(), ...(wal?.close() ?? []), ...reading.issues)
  if (reading.unreadable !== undefined) {
    issues.add(
      intakeIssue('E_BACKUP_MANIFEST_UNREADABLE', { path: manifest.path }, { reason: reading.unreadable }),
    )
    return { ...asIs, encrypted: null }
  }

  const placed = placeFiles({ prefix, files: reading.files, own, issues })
  reportUnlisted({ own, placed, issues })
  const locked = reading.files.filter((file) => file.hasKey)
  if (locked.length > 0)
    issues.add(intakeIssue('E_BACKUP_FILES_ENCRYPTED', { path: manifest.path }, { count: locked.length }))
  return {
    entries: entries.map((entry) => placed.get(entry.path) ?? (isOwn(entry) ? moved(entry, prefix) : entry)),
    device,
    isOpen: true,
    encrypted: null,
  }
}

/** Entries by path as found, with the place Manifest.db gives them. */
function placeFiles({
  prefix,
  files,
  own,
  issues,
}: {
  prefix: string
  files: readonly ManifestFile[]
  own: ReadonlyMap<string, TreeEntry>
  issues: IssueList
}): Map<string, TreeEntry> {
  const placed = new Map<string, TreeEntry>()
  for (const file of files) {
    const at = { path: `${prefix}${file.domain}/${file.relativePath}` }
    if (/(?:^|\/)\.\.(?:\/|$)/.test(file.relativePath)) issues.add(intakeIssue('E_NAME_ESCAPES', at))
    if (file.kind === 'link') {
      issues.add(intakeIssue('E_LINK_RECORDED', at, { target: file.target ?? null }))
      continue
    }
    const entry = storedFile(own, file.fileId)
    if (entry === undefined)
      issues.add(
        intakeIssue('E_BACKUP_FILE_MISSING', at, { fileID: file.fileId, bytes: file.sizeBytes ?? null }),
      )
    else if (placed.has(entry.path))
      issues.add(intakeIssue('E_BACKUP_DUPLICATE', at, { fileID: file.fileId }))
    else {
      if (file.sizeBytes !== undefined && file.sizeBytes !== entry.sizeBytes)
        issues.add(
          intakeIssue(
            'E_ENTRY_SIZE_DIFFERS',
            { path: entry.path },
            { declared: file.sizeBytes, actual: entry.sizeBytes },
          ),
        )
      placed.set(entry.path, {
        path: entry.path,
        origin: prefix,
        logical: { domain: file.domain, path: withoutSteps(file.relativePath) },
        sizeBytes: entry.sizeBytes,
        // The phone's own time; the stored file's is the backup's.
        ...(file.modified !== undefined && { modified: file.modified }),
        open: entry.open,
      })
    }
  }
  return placed
}

/** `3d/3d0d…`, as since iOS 10; `3d0d…` where a tool flattened the folders. Windows tools write backslashes. */
function storedFile(own: ReadonlyMap<string, TreeEntry>, fileId: string): TreeEntry | undefined {
  const folder = fileId.slice(0, 2)
  return own.get(`${folder}/${fileId}`) ?? own.get(`${folder}\\${fileId}`) ?? own.get(fileId)
}

function reportUnlisted({
  own,
  placed,
  issues,
}: {
  own: ReadonlyMap<string, TreeEntry>
  placed: ReadonlyMap<string, TreeEntry>
  issues: IssueList
}): void {
  for (const [name, entry] of own)
    if (!placed.has(entry.path) && !OWN_FILES.test(name))
      issues.add(intakeIssue('E_BACKUP_FILE_UNLISTED', { path: entry.path }, { bytes: entry.sizeBytes }))
}

/** Whatever else lies in the backup's folder belongs to its origin too. */
const moved = (entry: TreeEntry, prefix: string): TreeEntry =>
  entry.origin.length < prefix.length ? { ...entry, origin: prefix } : entry

const withoutSteps = (path: string): string =>
  path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
    .join('/')

const magicOf = (head: Uint8Array): string => String.fromCharCode(...head)
const isZero = (head: Uint8Array): boolean => head.every((byte) => byte === 0)
