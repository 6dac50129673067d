// The members of an archive whose bytes are open, whichever format it has.

import type { Refusal } from '@manumit/base'
import { sliceSource } from '@manumit/base'
import type { AndroidBackupHeader } from './android-backup-header.ts'
import { androidBackupHeader } from './android-backup-header.ts'
import { androidBackupPlace, isAndroidBackupName } from './android-backup-place.ts'
import type { ContainerPool, SharedContainer } from './container-pool.ts'
import { openInside } from './container-pool.ts'
import { intakeIssue } from './errors.ts'
import type { IssueList } from './issue-list.ts'
import type { ArchiveMembers } from './listing.ts'
import { openPacked } from './packed.ts'
import type { ArchiveKind } from './packed-kind.ts'
import { tarMembers } from './tar-members.ts'
import type { IntakePowers, OpenedEntry, TreeKind } from './tree.ts'
import { isOneFile, zipMembers } from './zip-members.ts'

export type ListedArchive =
  | (ArchiveMembers & { readonly kind: TreeKind; readonly container: SharedContainer })
  | { readonly refusal: Refusal }
  /** It stays one file, for this reason. */
  | { readonly oneFile: string }

export interface ArchiveToList {
  readonly type: ArchiveKind
  readonly path: string
  /** Acquired by the caller for as long as listing takes. */
  readonly container: SharedContainer
  readonly pool: ContainerPool
  readonly powers: IntakePowers
  readonly issues: IssueList
}

/**
 * Members and links; or a refusal, E_ANDROID_BACKUP_ENCRYPTED; or why it stays one file. `container` is what a member's
 * bytes are read through.
 */
export async function listArchive(archive: ArchiveToList): Promise<ListedArchive> {
  const { type, path, container, powers, issues } = archive
  if (type === 'zip') {
    const zip = zipMembers(container.source, path, powers)
    issues.add(...zip.issues)
    const oneFile = isOneFile(zip.members.map((each) => each.name))
    if (oneFile === null) return { ...zip, kind: 'zip', container }
    issues.add(intakeIssue('E_ARCHIVE_IS_ONE_FILE', { path }, { reason: oneFile }))
    return { oneFile }
  }
  if (type === 'tar') {
    const tar = tarMembers(container.source, path, powers.limits.entries)
    issues.add(...tar.issues)
    return asAndroidBackup({ ...tar, kind: 'tar', container })
  }

  return listAndroidBackup(archive)
}

async function listAndroidBackup(archive: ArchiveToList): Promise<ListedArchive> {
  const { path, container, pool, powers, issues } = archive
  const header = androidBackupHeader(container.source)
  if (typeof header === 'string') {
    issues.add(intakeIssue('E_ANDROID_BACKUP_HEADER', { path }, { reason: header }))
    return { oneFile: 'its header cannot be read' }
  }
  if (header.encryption !== 'none')
    return { refusal: { code: 'E_ANDROID_BACKUP_ENCRYPTED', data: { path, encryption: header.encryption } } }
  const tarContainer = pool.share(() =>
    openInside(container, () => openBackupTar({ container, header, path, powers })),
  )
  const opened = await tarContainer.acquire()
  issues.add(...opened.issues)
  const tar = opened.bytes
    ? tarMembers(tarContainer.source, path, powers.limits.entries)
    : { members: [], links: [], issues: [] }
  issues.add(...tar.issues)
  opened.close()
  return asAndroidBackup({ ...tar, kind: 'android-backup', container: tarContainer })
}

/** The tar behind an Android backup's header: a part of the file, or inflated from it. */
function openBackupTar({
  container,
  header,
  path,
  powers,
}: {
  container: SharedContainer
  header: AndroidBackupHeader
  path: string
  powers: IntakePowers
}): OpenedEntry | Promise<OpenedEntry> {
  const source = sliceSource(container.source, header.dataOffset, container.source.size)
  if (header.isCompressed) return openPacked({ path, source, wrapping: 'zlib' }, powers)
  return { bytes: source, issues: [], close: () => [] }
}

/** A tar with app manifests is an Android backup's, with or without the header: its names are mapped as one. */
function asAndroidBackup(
  tar: ArchiveMembers & { kind: TreeKind; container: SharedContainer },
): ArchiveMembers & { kind: TreeKind; container: SharedContainer } {
  const isBackup = tar.kind === 'android-backup' || tar.members.some((each) => isAndroidBackupName(each.name))
  if (!isBackup) return tar
  return {
    ...tar,
    kind: 'android-backup',
    members: tar.members.map((each) => ({ ...each, logical: androidBackupPlace(each.name) })),
  }
}
