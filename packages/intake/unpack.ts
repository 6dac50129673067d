// Packed files among the evidence: each is recognised by its bytes, its members are listed in its place, and it stays in
// the tree as a container, so that it is hashed too. Documents and programs that happen to be zips stay one file.

import type { Refusal } from '@manumit/base'
import { sliceSource } from '@manumit/base'
import type { AndroidBackupHeader } from './android-backup-header.ts'
import { androidBackupHeader } from './android-backup-header.ts'
import { androidBackupPlace, isAndroidBackupName } from './android-backup-place.ts'
import type { ContainerPool, SharedContainer } from './container-pool.ts'
import { openInside } from './container-pool.ts'
import { intakeIssue } from './errors.ts'
import type { Listing, Member } from './listing.ts'
import { isPhonePath, logicalPlaceOf } from './logical-place.ts'
import { openPacked, peekPacked } from './packed.ts'
import type { ArchiveKind } from './packed-kind.ts'
import { packedKind, RECOGNISED_BYTES } from './packed-kind.ts'
import { tarMembers } from './tar-members.ts'
import type { IntakePowers, OpenedEntry, TreeKind } from './tree.ts'
import { isOneFile, zipMembers } from './zip-members.ts'

export interface Unpacking {
  readonly listing: Listing
  readonly pool: ContainerPool
  readonly powers: IntakePowers
}

/** What a packed file turned out to be. */
export interface Unpacked {
  readonly kind: TreeKind
  readonly reason: string
  readonly refusal?: Refusal
}

/** An archive's members, in one form for each format. */
export interface ArchiveMembers {
  readonly members: readonly Member[]
  readonly links: readonly { readonly path: string; readonly target: string }[]
}

interface Place {
  readonly origin: string
  /** Archives around the member. */
  readonly depth: number
  /** The evidence itself: its members' paths do not begin with its name. */
  readonly isTop: boolean
}

/** Names worth a look inside an archive, where a look costs inflating. */
const PACKED_NAME = /\.(?:zip|tar|tgz|gz|ab)$/i

/** Adds the files of a listing, packed ones unpacked: `isLookedAt` says which names are worth a look. */
export async function addMembers(
  unpacking: Unpacking,
  members: readonly Member[],
  place: Place,
  isLookedAt: (name: string) => boolean = (name) => PACKED_NAME.test(name) && !isPhonePath(name),
): Promise<void> {
  for (const member of members) {
    if (unpacking.listing.isFull()) return
    if (isLookedAt(member.name)) await addUnpacked(unpacking, member, place)
    else unpacking.listing.add(place.origin, member)
  }
}

/** Adds a file: its members where it is packed, else itself. A refusal is also an issue, and the file stays one file. */
export async function addUnpacked(unpacking: Unpacking, member: Member, place: Place): Promise<Unpacked> {
  const { listing, powers } = unpacking
  const path = place.origin + member.name
  const opened = await member.open(path)
  const bytes = opened.bytes
  const kind = bytes && packedKind(bytes.read(0, RECOGNISED_BYTES))
  const asFile = (reason: string, refusal?: Refusal): Unpacked => {
    listing.add(place.origin, member)
    return { kind: 'file', reason, ...(refusal && { refusal }) }
  }
  if (bytes === null || kind === null) {
    opened.close()
    return asFile('no archive by its first bytes')
  }
  if (place.depth >= powers.limits.depth) {
    opened.close()
    listing.issues.add(intakeIssue('E_ARCHIVE_NOT_OPENED', { path }, { depth: powers.limits.depth }))
    return asFile(kind.reason)
  }
  if (kind.type !== 'gzip') {
    opened.close()
    return addArchive(unpacking, { member, place, type: kind.type, reason: kind.reason })
  }

  const head = await peekPacked({ path, source: bytes, wrapping: 'gzip' }, RECOGNISED_BYTES, powers)
  const declared = gzipSize(bytes.read(bytes.size - 4, 4))
  opened.close()
  const inner = gunzipped(unpacking, { member, place, declared })
  const innerKind = packedKind(head)
  if (innerKind === null || innerKind.type === 'gzip') {
    listing.addContainer(place.origin, member)
    listing.add(place.origin, inner)
    return { kind: 'file', reason: `${kind.reason}, around one file` }
  }
  listing.addContainer(place.origin, member)
  return addArchive(unpacking, {
    member: inner,
    place,
    type: innerKind.type,
    reason: `${kind.reason}; inside it: ${innerKind.reason}`,
  })
}

/** What a gzip holds, under the gzip's name without `.gz`. */
function gunzipped(
  { powers }: Unpacking,
  { member, place, declared }: { member: Member; place: Place; declared: number },
): Member {
  const name = withoutGz(member.name)
  return {
    // A gzip whose name does not say so would give its name to two files.
    name: place.isTop && name !== member.name ? name : `${member.name}!${baseName(name)}`,
    // It lies where its gzip lies.
    logical: logicalPlaceOf(name),
    sizeBytes: declared,
    modified: member.modified,
    open: async (path) => {
      const outer = await member.open(path)
      if (outer.bytes === null) return outer
      const opened = await openPacked({ path, source: outer.bytes, wrapping: 'gzip' }, powers)
      const changes = outer.close()
      return { ...opened, issues: [...outer.issues, ...opened.issues, ...changes] }
    },
  }
}

interface Archive {
  readonly member: Member
  readonly place: Place
  readonly type: ArchiveKind
  readonly reason: string
}

async function addArchive(unpacking: Unpacking, archive: Archive): Promise<Unpacked> {
  const { listing, pool } = unpacking
  const { member, place, reason } = archive
  const path = place.origin + member.name
  const asFile = (unpacked: Omit<Unpacked, 'kind'>): Unpacked => {
    listing.add(place.origin, member)
    return { kind: 'file', ...unpacked }
  }

  const container = pool.share(() => member.open(path))
  const opened = await container.acquire()
  listing.issues.add(...opened.issues)
  if (opened.bytes === null) {
    opened.close()
    return asFile({ reason })
  }
  const listed = await listArchive(unpacking, archive, container)
  if ('refusal' in listed) {
    opened.close()
    listing.issues.add(intakeIssue('E_ANDROID_BACKUP_ENCRYPTED', { path }, listed.refusal.data))
    return asFile({ reason, refusal: listed.refusal })
  }
  if ('oneFile' in listed) {
    opened.close()
    return asFile({ reason: `${reason}; ${listed.oneFile}` })
  }

  listing.addContainer(place.origin, member)
  const inside = { origin: place.isTop ? '' : `${path}!`, depth: place.depth + 1, isTop: false }
  for (const link of listed.links) listing.addLink(inside.origin, link)
  await addMembers(
    unpacking,
    listed.members.map((each) => ({
      ...each,
      open: (at: string) => openInside(listed.container, () => each.open(at)),
    })),
    inside,
  )
  opened.close()
  return { kind: listed.kind, reason }
}

type ListedArchive =
  | (ArchiveMembers & { readonly kind: TreeKind; readonly container: SharedContainer })
  | { readonly refusal: Refusal }
  | { readonly oneFile: string }

async function listArchive(
  unpacking: Unpacking,
  { member, place, type }: Archive,
  container: SharedContainer,
): Promise<ListedArchive> {
  const path = place.origin + member.name
  const { listing, powers, pool } = unpacking
  if (type === 'zip') {
    const zip = zipMembers(container.source, path, powers)
    listing.issues.add(...zip.issues)
    const oneFile = isOneFile(zip.members.map((each) => each.name))
    return oneFile === null ? { ...zip, kind: 'zip', container } : { oneFile }
  }
  if (type === 'tar') {
    const tar = tarMembers(container.source, path, powers.limits.entries)
    listing.issues.add(...tar.issues)
    return asAndroidBackup({ ...tar, kind: 'tar', container })
  }

  const header = androidBackupHeader(container.source)
  if (typeof header === 'string') {
    listing.issues.add(intakeIssue('E_ANDROID_BACKUP_HEADER', { path }, { reason: header }))
    return { oneFile: 'its header cannot be read' }
  }
  if (header.encryption !== 'none')
    return { refusal: { code: 'E_ANDROID_BACKUP_ENCRYPTED', data: { path, encryption: header.encryption } } }
  const tarContainer = pool.share(() =>
    openInside(container, () => openBackupTar({ container, header, path, powers })),
  )
  const opened = await tarContainer.acquire()
  listing.issues.add(...opened.issues)
  const tar = opened.bytes
    ? tarMembers(tarContainer.source, path, powers.limits.entries)
    : { members: [], links: [], issues: [] }
  listing.issues.add(...tar.issues)
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

const withoutGz = (name: string): string =>
  /\.tgz$/i.test(name) ? `${name.slice(0, -4)}.tar` : name.replace(/(?<=[^/\\])\.gz$/i, '')

const baseName = (name: string): string =>
  name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)

/** The size gzip's last four bytes declare, little-endian, modulo 2^32; the inflated bytes say the real one. */
const gzipSize = (bytes: Uint8Array): number =>
  bytes.length < 4 ? 0 : (bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24)) >>> 0
