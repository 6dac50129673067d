// Manifest.db of an iOS backup: which stored file is which file of the phone. Read by our own page reader, so that the
// backup stays as it is; what the table claims is checked by whoever has the files.

import type { ByteSource, Issue, Sha1, Utc } from '@manumit/base'
import { isIssue, parseSha1 } from '@manumit/base'
import type { SqliteRow, SqliteValue } from '@manumit/formats'
import { openSqlite } from '@manumit/formats'
import { intakeIssue } from './errors.ts'
import { readMbFile } from './mb-file.ts'

export interface ManifestFile {
  /** SHA-1 of `domain-path`: the name it is stored under. Checked to be 40 hexadecimal digits. */
  readonly fileId: Sha1
  readonly domain: string
  readonly relativePath: string
  readonly kind: 'file' | 'link'
  /** As the backup recorded it; the stored file says the real one. */
  readonly sizeBytes?: number
  readonly modified?: Utc
  /** Of a link. */
  readonly target?: string
  /** A key is recorded for it: its stored bytes are ciphertext. */
  readonly hasKey?: boolean
}

export interface ManifestReading {
  readonly files: readonly ManifestFile[]
  readonly issues: readonly Issue[]
  /** Why nothing could be read, where nothing could. */
  readonly unreadable?: string
}

/** Flags of a row. Source: reference, section 3; folders have no content and are left out. */
const FLAG_FILE = 1
const FLAG_FOLDER = 2
const FLAG_LINK = 4

const COLUMNS = ['fileID', 'domain', 'relativePath', 'flags', 'file'] as const

/** Reads table Files. Issues: E_BACKUP_FILE_ID, E_BACKUP_ROW, E_BACKUP_BLOB, and those of the SQLite reader. */
export function readManifest(main: ByteSource, path: string, wal?: ByteSource): ManifestReading {
  const opened = openSqlite({ main, path, ...(wal && { wal }) })
  if (!opened.ok) return { files: [], issues: [], unreadable: opened.error.code }
  const view = opened.value.view()
  if (!view.tables.has('files'))
    return { files: [], issues: [...opened.value.issues, ...view.issues], unreadable: 'no table Files' }

  const files: ManifestFile[] = []
  const issues: Issue[] = [...opened.value.issues, ...view.issues]
  for (const row of view.rows('Files', { columns: COLUMNS }))
    for (const item of isIssue(row) ? [row] : readRow(row, path))
      if (isIssue(item)) issues.push(item)
      else files.push(item)
  return { files, issues }
}

function* readRow(row: SqliteRow, path: string): Generator<ManifestFile | Issue> {
  const [fileID, domain, relativePath, flags, blob] = row.values
  if (flags === FLAG_FOLDER) return
  const at = { path, table: 'Files', ...(row.rowid !== null && { rowid: row.rowid }) }
  const fileId = typeof fileID === 'string' ? parseSha1(fileID) : null
  if (fileId === null) {
    yield intakeIssue('E_BACKUP_FILE_ID', at, { fileID: shown(fileID) })
    return
  }
  const isText = typeof domain === 'string' && typeof relativePath === 'string'
  if (!isText || (flags !== FLAG_FILE && flags !== FLAG_LINK)) {
    const data = { domain: shown(domain), relativePath: shown(relativePath), flags: shown(flags) }
    yield intakeIssue('E_BACKUP_ROW', at, { reason: isText ? 'flags' : 'no text', ...data })
    return
  }
  const recorded = blob instanceof Uint8Array ? readMbFile(blob) : null
  if (recorded === null) yield intakeIssue('E_BACKUP_BLOB', at, { domain, relativePath })
  yield { fileId, domain, relativePath, kind: flags === FLAG_FILE ? 'file' : 'link', ...recorded }
}

/** A value short enough for an issue. */
function shown(value: SqliteValue | undefined): string | number | bigint | null {
  if (value instanceof Uint8Array) return `${value.length} bytes`
  return typeof value === 'string' ? value.slice(0, 300) : (value ?? null)
}
