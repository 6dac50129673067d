// A folder of evidence, listed once: its files with size and time, its links unfollowed, and what could not be listed as
// issues. Names are bytes on disk: those that are not UTF-8 are escaped, and opened by the bytes they really are.

import { lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'
import type { Issue, Result, Utc } from '@manumit/base'
import { ok, refuse } from '@manumit/base'
import type { FolderListing } from '@manumit/intake'
import { ioIssue } from './errors.ts'
import { fileSource, systemReason } from './file-source.ts'

const SLASH = Buffer.from('/')

/** Over twice the largest published phone image met (830,000 files). */
const MAX_FILES = 2_000_000

type ListedFile = FolderListing['files'][number]

/**
 * Lists a folder and everything under it. Only the folder named may itself be a link: its owner named it. Listing order
 * is that of the paths' code units, whatever the disk's.
 *
 * @returns refuses with E_FILE_UNREADABLE where the folder itself cannot be listed. Issues in the listing:
 *   E_FOLDER_UNREADABLE, E_FILE_UNREADABLE, E_FILE_SPECIAL, E_NAME_NOT_UTF8, E_FOLDER_TOO_LARGE.
 */
export function listFolder(path: string, { maxFiles = MAX_FILES } = {}): Result<FolderListing> {
  const root = realFolder(path)
  if (typeof root === 'string') return refuse('E_FILE_UNREADABLE', { path, reason: root })

  const files: ListedFile[] = []
  const links: { path: string; target: string }[] = []
  const issues: Issue[] = []
  const stored = new Map<string, Buffer>()
  const folders: { onDisk: Buffer; shown: string }[] = [{ onDisk: root, shown: '' }]

  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const names = orElse(() => readdirSync(folder.onDisk, { encoding: 'buffer' }))
    if (!names.ok) {
      issues.push(ioIssue('E_FOLDER_UNREADABLE', { path: folder.shown }, { reason: names.error }))
      continue
    }
    for (const name of names.value) {
      const onDisk = Buffer.concat([folder.onDisk, SLASH, name])
      const shown = uniqueIn(stored, `${folder.shown}${folder.shown && '/'}${textOfName(name)}`)
      stored.set(shown, onDisk)
      if (!isUtf8(name))
        issues.push(ioIssue('E_NAME_NOT_UTF8', { path: shown }, { name: new Uint8Array(name) }))

      const stat = orElse(() => lstatSync(onDisk, { bigint: true }))
      if (!stat.ok) issues.push(ioIssue('E_FILE_UNREADABLE', { path: shown }, { reason: stat.error }))
      else if (stat.value.isDirectory()) folders.push({ onDisk, shown })
      else if (stat.value.isSymbolicLink()) links.push({ path: shown, target: targetOf(onDisk) })
      else if (!stat.value.isFile()) issues.push(ioIssue('E_FILE_SPECIAL', { path: shown }))
      else if (files.length < maxFiles)
        files.push({
          path: shown,
          sizeBytes: Number(stat.value.size),
          modified: Number(stat.value.mtimeNs / 1000n) as Utc,
        })
      else {
        issues.push(ioIssue('E_FOLDER_TOO_LARGE', { path: shown }, { limit: maxFiles }))
        folders.length = 0
        break
      }
    }
  }

  return ok({
    files: files.sort(byPath),
    links: links.sort(byPath),
    issues: issues.sort((a, b) => byCodeUnits(a.at?.path ?? '', b.at?.path ?? '')),
    open: (listed) => {
      const onDisk = stored.get(listed)
      return onDisk
        ? fileSource(onDisk, listed)
        : refuse('E_FILE_UNREADABLE', { path: listed, reason: 'not listed' })
    },
  })
}

/** The folder's real path as bytes, or why there is none. */
function realFolder(path: string): Buffer | string {
  const real = orElse(() => realpathSync(path, { encoding: 'buffer' }))
  if (!real.ok) return real.error
  return lstatSync(real.value).isDirectory() ? real.value : 'ENOTDIR'
}

function orElse<T>(read: () => T): Result<T, string> {
  try {
    return ok(read())
  } catch (error) {
    return { ok: false, error: systemReason(error) }
  }
}

function targetOf(onDisk: Buffer): string {
  const target = orElse(() => readlinkSync(onDisk, { encoding: 'buffer' }))
  return target.ok ? textOfName(target.value) : `(${target.error})`
}

const isUtf8 = (name: Buffer): boolean => Buffer.from(name.toString('utf8'), 'utf8').equals(name)

/** A name as text. Bytes outside ASCII of a name that is not UTF-8 become %XX, as in a URL. */
function textOfName(name: Buffer): string {
  if (isUtf8(name)) return name.toString('utf8')
  return Array.from(name, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase()}`,
  ).join('')
}

/** An escaped name may equal one that is stored with percent signs: the later one gets a number. */
function uniqueIn(taken: ReadonlyMap<string, unknown>, path: string): string {
  let unique = path
  for (let n = 2; taken.has(unique); n++) unique = `${path}#${n}`
  return unique
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byPath = (a: { path: string }, b: { path: string }): number => byCodeUnits(a.path, b.path)
