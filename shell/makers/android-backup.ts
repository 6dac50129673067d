// Writes Android backup files (`adb backup`): four text lines, then a tar that may be deflated. Unencrypted only.
// Source: AOSP, BackupManagerService, BACKUP_FILE_HEADER_MAGIC and BACKUP_FILE_VERSION 5.

import { deflateSync } from 'node:zlib'
import { writeTar } from './tar.ts'
import type { MemberFile } from './zip.ts'

/** The members, named by file-system path, as an `.ab` file; `compressed` deflates the tar. */
export function writeAndroidBackup(members: readonly MemberFile[], { compressed = true } = {}): Uint8Array {
  const tar = writeTar(members.map(({ path, ...rest }) => ({ path: backupName(path), ...rest })))
  const head = `ANDROID BACKUP\n5\n${compressed ? 1 : 0}\nnone\n`
  return new Uint8Array(Buffer.concat([Buffer.from(head), compressed ? deflateSync(tar) : tar]))
}

/** A path of the file system as the backup names it: `data/data/<package>/databases/x` becomes `apps/<package>/db/x`. */
export function backupName(path: string): string {
  const [, app, rest] = /^data\/data\/([^/]+)\/(.+)$/.exec(path) ?? []
  if (app !== undefined && rest !== undefined) return `apps/${app}/${appDomain(rest)}`
  return path.replace(/^data\/media\/0\//, 'shared/0/')
}

const APP_DOMAINS = { databases: 'db', files: 'f', shared_prefs: 'sp' } as const

function appDomain(rest: string): string {
  for (const [folder, letter] of Object.entries(APP_DOMAINS))
    if (rest.startsWith(`${folder}/`)) return `${letter}/${rest.slice(folder.length + 1)}`
  return `r/${rest}`
}
