// The text lines an Android backup (.ab) begins with. Encrypted ones are recognised and not decrypted.
// Source: Android Open Source Project, com.android.server.backup.fullbackup.PerformAdbBackupTask.

import type { ByteSource } from '@manumit/base'

export interface AndroidBackupHeader {
  readonly version: number
  readonly isCompressed: boolean
  /** `none` or the cipher's name. */
  readonly encryption: string
  /** Where the tar, or the zlib stream around it, begins. */
  readonly dataOffset: number
}

const LINES = 4
/** Longest header met is under 100 bytes where nothing is encrypted. */
const HEADER_BYTES = 256

/** The header, or why it is none: `magic`, `cut`, `version`, `compression`. */
export function androidBackupHeader(source: ByteSource): AndroidBackupHeader | string {
  const head = source.read(0, HEADER_BYTES)
  const lines: string[] = []
  let start = 0
  while (lines.length < LINES) {
    const end = head.indexOf(0x0a, start)
    if (end < 0) return lines[0] === undefined ? 'magic' : 'cut'
    lines.push(String.fromCharCode(...head.subarray(start, end)).replace(/\r$/, ''))
    start = end + 1
  }
  const [magic, version, compressed, encryption] = lines
  if (magic !== 'ANDROID BACKUP') return 'magic'
  if (!/^\d{1,3}$/.test(version!)) return 'version'
  if (compressed !== '0' && compressed !== '1') return 'compression'
  return {
    version: Number(version),
    isCompressed: compressed === '1',
    encryption: encryption!,
    dataOffset: start,
  }
}
