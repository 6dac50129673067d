// The record an iOS backup keeps of each file: a keyed archive of one flat object, MBFile. Only what a tree needs is
// taken from it; a field that is absent or of another type is left out, not filled in.

import type { Utc } from '@manumit/base'
import type { PlistDict, PlistValue } from '@manumit/formats'
import { isArray, isDict, isKind, readPlist } from '@manumit/formats'

export interface MbFile {
  readonly sizeBytes?: number
  /** LastModified, seconds since 1970. */
  readonly modified?: Utc
  /** Target of a link. */
  readonly target?: string
  /** A key is recorded for it: its stored bytes are ciphertext. */
  readonly hasKey: boolean
}

/** null where the blob is no keyed archive of an MBFile. */
export function readMbFile(blob: Uint8Array): MbFile | null {
  const archive = readPlist(blob).value
  if (!isDict(archive)) return null
  const objects = archive.get('$objects')
  const top = archive.get('$top')
  if (!isArray(objects) || !isDict(top)) return null
  const root = resolved(top.get('root'), objects)
  if (!isDict(root)) return null

  const size = countOf(root, 'Size')
  const seconds = countOf(root, 'LastModified')
  const target = resolved(root.get('Target'), objects)
  const key = resolved(root.get('EncryptionKey'), objects)
  return {
    ...(size !== null && { sizeBytes: size }),
    // 0 stands for "none".
    ...(seconds !== null && seconds !== 0 && { modified: (seconds * 1_000_000) as Utc }),
    ...(typeof target === 'string' && { target }),
    hasKey: key !== undefined && key !== null && key !== '$null',
  }
}

function resolved(value: PlistValue | undefined, objects: readonly PlistValue[]): PlistValue | undefined {
  return isKind(value, 'uid') ? objects[value.uid] : value
}

/** A whole number that stays exact as microseconds too. */
function countOf(dict: PlistDict, name: string): number | null {
  const value = dict.get(name)
  const count = typeof value === 'bigint' ? Number(value) : value
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null
}
