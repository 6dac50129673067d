// The record a backup's Manifest.db keeps of each file: an MBFile in an NSKeyedArchiver plist.

import { type PlistValue, writeBinaryPlist } from './binary-plist.ts'

/** What Manifest.db states of one file, folder or link. */
export interface MbFile {
  readonly path: string
  readonly sizeBytes: number
  readonly kind: 'file' | 'folder' | 'link'
  /** Seconds since 1970. */
  readonly modified: number
  readonly inode: number
  /** 0 none, 3 until first unlock, 4 always…; only encrypted backups rely on it. */
  readonly protectionClass?: number
  /** What a link points to. */
  readonly target?: string
}

const MODES = { file: 0o100644, folder: 0o40755, link: 0o120755 } as const

/** An MBFile as the bytes of column `Files.file`. */
export function writeMbFile(file: MbFile): Uint8Array {
  const objects: PlistValue[] = ['$null']
  const root: Record<string, PlistValue> = {
    LastModified: file.modified,
    Flags: 0,
    GroupID: 501,
    LastStatusChange: file.modified,
    RelativePath: { uid: 2 },
    Birth: file.modified,
    Size: file.sizeBytes,
    InodeNumber: file.inode,
    Mode: MODES[file.kind],
    UserID: 501,
    ProtectionClass: file.protectionClass ?? (file.kind === 'file' ? 3 : 0),
  }
  objects.push(root, file.path)
  if (file.target !== undefined) root.Target = { uid: objects.push(file.target) - 1 }
  root.$class = { uid: objects.push({ $classname: 'MBFile', $classes: ['MBFile', 'NSObject'] }) - 1 }
  return writeBinaryPlist({
    $version: 100_000,
    $archiver: 'NSKeyedArchiver',
    $top: { root: { uid: 1 } },
    $objects: objects,
  })
}
