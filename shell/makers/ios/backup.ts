// A backup as iTunes and Finder write it, unencrypted: Manifest.db, three property lists, and each file under the SHA-1 of
// its domain and path. Made from a phone's recipe; nothing in it was ever on a phone.

import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeBinaryPlist } from '../binary-plist.ts'
import { chromeHistory, safariHistory } from '../browsers.ts'
import { writeMbFile } from '../mb-file.ts'
import { photosOf } from '../phone-pictures.ts'
import { type MadePhone, type PhonePlan, planPhone, removedOf } from '../phone-plan.ts'
import { type PhoneRecipe, phoneRecipe } from '../recipe.ts'
import { type SqliteRecipe, type SqlStep, sqliteBytes } from '../sqlite.ts'
import { millisOf, unixSeconds } from '../times.ts'
import { writeXmlPlist } from '../xml-plist.ts'
import { iosCalls } from './calls.ts'
import { iosContacts } from './contacts.ts'
import { iosMessages, type PlacedAttachment } from './messages.ts'
import { iosRecordings, iosVoicemail } from './voicemail.ts'

/** A file as the phone knew it. */
export interface BackupFile {
  readonly domain: string
  readonly path: string
  readonly bytes: Uint8Array
  /** Seconds since 1970. */
  readonly modified: number
}

/** The name a backup gives a file: SHA-1 of `domain-path`, 40 hex digits. */
export const fileIdOf = (domain: string, path: string): string =>
  createHash('sha1').update(`${domain}-${path}`).digest('hex')

/** Writes the backup into `folder`, which is made where it is missing. */
export async function makeIosBackup(folder: string, recipe: PhoneRecipe): Promise<MadePhone> {
  const plan = planPhone(phoneRecipe.parse(recipe))
  const files = await filesOf(plan)
  writeBackup(folder, files, plan)
  return { path: folder, counts: countsOf(plan), plan }
}

async function filesOf(plan: PhonePlan): Promise<BackupFile[]> {
  const copied = unixSeconds(millisOf(plan.recipe.device.copied))
  const photos = await photosOf(plan.recipe)
  const guids = plan.seeded.branch('attachments')
  const attachments = new Map<string, PlacedAttachment>()
  const files: BackupFile[] = []
  for (const photo of photos) {
    const name = photo.file.split('/').at(-1)!
    const common = { bytes: photo.bytes, modified: copied }
    if (photo.kept) files.push({ domain: 'CameraRollDomain', path: `Media/${photo.file}`, ...common })
    if (
      !plan.recipe.conversations.some(({ messages }) => messages.some(({ picture }) => picture === photo.id))
    )
      continue
    const guid = guids.uuid()
    const path = `Library/SMS/Attachments/${guid.slice(0, 2).toLowerCase()}/${guid.slice(2, 4).toLowerCase()}/${guid}/${name}`
    attachments.set(photo.id, { guid, path, sizeBytes: photo.bytes.length })
    files.push({ domain: 'MediaDomain', path, ...common })
  }
  const of = (browser: string) => plan.visits.filter((visit) => visit.browser === browser)
  const home = (path: string, made: SqliteRecipe) =>
    databaseFiles({ domain: 'HomeDomain', path, modified: copied }, made)
  const chrome = { domain: 'AppDomain-com.google.chrome.ios', path: CHROME_PATH, modified: copied }
  files.push(
    ...home('Library/SMS/sms.db', iosMessages(plan, attachments)),
    ...home('Library/CallHistoryDB/CallHistory.storedata', iosCalls(plan)),
    ...home('Library/AddressBook/AddressBook.sqlitedb', iosContacts(plan)),
    ...home('Library/Voicemail/voicemail.db', iosVoicemail(plan)),
    ...home('Library/Safari/History.db', safariHistory(of('safari'))),
    ...databaseFiles(chrome, chromeHistory(of('chrome'))),
  )
  for (const { name, bytes, millis } of iosRecordings(plan))
    files.push({
      domain: 'HomeDomain',
      path: `Library/Voicemail/${name}`,
      bytes,
      modified: unixSeconds(millis),
    })
  return files
}

const CHROME_PATH = 'Library/Application Support/Google/Chrome/Default/History'

function databaseFiles(place: Omit<BackupFile, 'bytes'>, recipe: SqliteRecipe): BackupFile[] {
  const { main, wal } = sqliteBytes(recipe)
  const log = wal === undefined ? [] : [{ ...place, path: `${place.path}-wal`, bytes: wal }]
  return [{ ...place, bytes: main }, ...log]
}

function writeBackup(folder: string, files: readonly BackupFile[], plan: PhonePlan): void {
  mkdirSync(folder, { recursive: true })
  for (const file of files) {
    const id = fileIdOf(file.domain, file.path)
    mkdirSync(join(folder, id.slice(0, 2)), { recursive: true })
    writeFileSync(join(folder, id.slice(0, 2), id), file.bytes)
  }
  writeFileSync(join(folder, 'Manifest.db'), sqliteBytes({ journal: 'delete', sql: manifestSql(files) }).main)
  const { device } = plan.recipe
  const copied = new Date(millisOf(device.copied))
  const uuid = plan.seeded.branch('backup').uuid()
  writeFileSync(
    join(folder, 'Manifest.plist'),
    writeBinaryPlist({
      Version: '10.0',
      SystemDomainsVersion: '24.0',
      Date: copied,
      IsEncrypted: false,
      WasPasscodeSet: true,
      Lockdown: {
        DeviceName: device.name,
        ProductType: device.model,
        ProductVersion: device.system,
        BuildVersion: device.build,
        SerialNumber: device.serial,
        UniqueDeviceID: createHash('sha1').update(device.serial).digest('hex'),
      },
      Applications: {},
    }),
  )
  writeFileSync(
    join(folder, 'Status.plist'),
    writeBinaryPlist({
      BackupState: 'new',
      Date: copied,
      IsFullBackup: true,
      SnapshotState: 'finished',
      UUID: uuid,
      Version: '3.3',
    }),
  )
  writeFileSync(
    join(folder, 'Info.plist'),
    writeXmlPlist({
      'Build Version': device.build,
      'Device Name': device.name,
      'Display Name': device.name,
      'Last Backup Date': copied,
      'Phone Number': device.number,
      'Product Name': device.model,
      'Product Type': device.model,
      'Product Version': device.system,
      'Serial Number': device.serial,
      'Target Identifier': createHash('sha1').update(device.serial).digest('hex'),
      'Target Type': 'Device',
      'Unique Identifier': createHash('sha1').update(device.serial).digest('hex').toUpperCase(),
    }),
  )
}

const FLAG_FILE = 1
const FLAG_FOLDER = 2

function manifestSql(files: readonly BackupFile[]): SqlStep[] {
  const schema = `CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);
    CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB);
    CREATE INDEX FilesDomainIdx ON Files(domain);
    CREATE INDEX FilesRelativePathIdx ON Files(relativePath);
    CREATE INDEX FilesFlagsIdx ON Files(flags)`
  const rows: SqlStep[] = []
  const folders = new Set<string>()
  for (const [index, file] of files.entries()) {
    for (const parent of parentsOf(file.path)) {
      const id = fileIdOf(file.domain, parent)
      if (folders.has(id)) continue
      folders.add(id)
      const record = {
        path: parent,
        sizeBytes: 0,
        kind: 'folder',
        modified: file.modified,
        inode: 9000 + folders.size,
      } as const
      rows.push(manifestRow({ domain: file.domain, path: parent }, FLAG_FOLDER, writeMbFile(record)))
    }
    const { path, modified, bytes } = file
    const record = { path, sizeBytes: bytes.length, kind: 'file', modified, inode: 1000 + index } as const
    rows.push(manifestRow(file, FLAG_FILE, writeMbFile(record)))
  }
  return [schema, ...rows]
}

const manifestRow = (
  { domain, path }: { domain: string; path: string },
  flags: number,
  file: Uint8Array,
): SqlStep => ({
  into: 'Files',
  row: { fileID: fileIdOf(domain, path), domain, relativePath: path, flags, file },
})

/** `a/b/c.db` has the folders '', `a` and `a/b`. */
const parentsOf = (path: string): string[] => {
  const parts = path.split('/').slice(0, -1)
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))]
}

const countsOf = (plan: PhonePlan) => ({
  messages: plan.messages.length + plan.later.filter((commit) => 'add' in commit).length - removedOf(plan),
  removedMessages: removedOf(plan),
  calls: plan.calls.length,
  contacts: plan.recipe.contacts.length,
  voicemails: plan.recipe.voicemails.length,
  safariVisits: plan.visits.filter(({ browser }) => browser === 'safari').length,
  chromeVisits: plan.visits.filter(({ browser }) => browser === 'chrome').length,
  pictures: plan.recipe.pictures.filter(({ kept }) => kept).length,
})
