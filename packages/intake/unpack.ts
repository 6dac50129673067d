// Packed files among the evidence: each is recognised by its bytes, its members are listed in its place, and it stays in
// the tree as a container, so that it is hashed too. Documents and programs that happen to be zips stay one file.

import type { Refusal } from '@manumit/base'
import type { ContainerPool } from './container-pool.ts'
import { openInside } from './container-pool.ts'
import { intakeIssue } from './errors.ts'
import { gzipMember, gzipSize } from './gzip-member.ts'
import { listArchive } from './list-archive.ts'
import type { Listing, Member } from './listing.ts'
import { isPhonePath } from './logical-place.ts'
import { peekPacked } from './packed.ts'
import type { ArchiveKind } from './packed-kind.ts'
import { packedKind, RECOGNISED_BYTES } from './packed-kind.ts'
import type { IntakePowers, TreeKind } from './tree.ts'

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
  const kind = packedKind(bytes?.read(0, RECOGNISED_BYTES) ?? new Uint8Array(0))
  const asFile = (reason: string): Unpacked => {
    listing.add(place.origin, member)
    return { kind: 'file', reason }
  }
  if (bytes === null || kind.type === null) {
    opened.close()
    return asFile(kind.reason)
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
  const inner = gzipMember(member, { isTop: place.isTop, declared, powers })
  const innerKind = packedKind(head)
  listing.addContainer(place.origin, member)
  if (innerKind.type === null || innerKind.type === 'gzip') {
    listing.add(place.origin, inner)
    return { kind: 'file', reason: `${kind.reason}; inside it: ${innerKind.reason}` }
  }
  return addArchive(unpacking, {
    member: inner,
    place,
    type: innerKind.type,
    reason: `${kind.reason}; inside it: ${innerKind.reason}`,
  })
}

interface Archive {
  readonly member: Member
  readonly place: Place
  readonly type: ArchiveKind
  readonly reason: string
}

async function addArchive(unpacking: Unpacking, archive: Archive): Promise<Unpacked> {
  const { listing, pool, powers } = unpacking
  const { member, place, type, reason } = archive
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
  const listed = await listArchive({ type, path, container, pool, powers, issues: listing.issues })
  if ('refusal' in listed) {
    opened.close()
    listing.issues.add(intakeIssue('E_ANDROID_BACKUP_ENCRYPTED', { path }, listed.refusal.data))
    return asFile({ reason, refusal: listed.refusal })
  }
  if ('oneFile' in listed) {
    opened.close()
    return asFile({ reason: `${reason}; ${listed.oneFile}` })
  }

  const packed = listing.addContainer(place.origin, member)
  const inside = {
    origin: place.isTop ? '' : `${packed?.path ?? path}!`,
    depth: place.depth + 1,
    isTop: false,
  }
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
