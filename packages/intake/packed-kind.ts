// Is this file packed, and how? By its first bytes, never by its name.

import { sourceOfBytes } from '@manumit/base'
import { recognise } from '@manumit/formats'

export type ArchiveKind = 'zip' | 'tar' | 'android-backup'

export interface PackedKind {
  /** null: it is not packed. */
  readonly type: ArchiveKind | 'gzip' | null
  /** What it was taken for, and why: `zip: begins with 50 4b 03 04`. */
  readonly reason: string
}

/** As many as `recognise` looks at. */
export const RECOGNISED_BYTES = 1024

export function packedKind(head: Uint8Array): PackedKind {
  const { type, reason } = recognise(sourceOfBytes(head))
  const isPacked = type === 'zip' || type === 'tar' || type === 'android-backup' || type === 'gzip'
  return { type: isPacked ? type : null, reason: `${type}: ${reason}` }
}
