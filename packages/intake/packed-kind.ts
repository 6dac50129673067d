// Is this file packed, and how? By its first bytes, never by its name.

import { isTarHeader } from '@manumit/formats'

export type ArchiveKind = 'zip' | 'tar' | 'android-backup'

export interface PackedKind {
  readonly type: ArchiveKind | 'gzip'
  readonly reason: string
}

/** A tar is known by the checksum of its first header, which fills a block. */
export const RECOGNISED_BYTES = 512

const MAGICS: readonly (readonly [PackedKind['type'], string])[] = [
  ['zip', 'PK\u0003\u0004'],
  // An empty one has the end record only.
  ['zip', 'PK\u0005\u0006'],
  ['gzip', '\u001f\u008b\u0008'],
  ['android-backup', 'ANDROID BACKUP\n'],
]

/** null where the first RECOGNISED_BYTES are no archive's. */
export function packedKind(head: Uint8Array): PackedKind | null {
  for (const [type, magic] of MAGICS)
    if (beginsWith(head, magic)) return { type, reason: `${type} by its first bytes` }
  return isTarHeader(head) ? { type: 'tar', reason: 'tar by the checksum of its first header' } : null
}

function beginsWith(head: Uint8Array, magic: string): boolean {
  if (head.length < magic.length) return false
  for (let i = 0; i < magic.length; i++) if (head[i] !== magic.charCodeAt(i)) return false
  return true
}
