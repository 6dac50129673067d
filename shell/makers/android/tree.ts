// The file system of an Android phone, as far as its recipe speaks of it: as a folder, a zip, a tar, or an `adb backup`.

import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeAndroidBackup } from '../android-backup.ts'
import { chromeHistory } from '../browsers.ts'
import { photosOf } from '../phone-pictures.ts'
import type { MadePhone } from '../phone-plan.ts'
import { type PhonePlan, planPhone, removedOf } from '../phone-plan.ts'
import { type PhoneRecipe, phoneRecipe } from '../recipe.ts'
import { type SqliteRecipe, sqliteBytes } from '../sqlite.ts'
import { writeTar, writeTarGz } from '../tar.ts'
import { millisOf, unixSeconds } from '../times.ts'
import { type MemberFile, writeZip } from '../zip.ts'
import { androidCalls } from './calls.ts'
import { androidContacts } from './contacts.ts'
import { androidMessages, type PlacedPart } from './messages.ts'

/** How the tree is packed; `ab-stored` is a backup whose tar is not deflated. */
export type AndroidForm = 'folder' | 'zip' | 'tar' | 'tar.gz' | 'ab' | 'ab-stored'

/** How and under what names it is written. */
export interface AndroidOptions {
  /** Default: by the name's ending (`.zip`, `.tar`, `.tar.gz`, `.ab`), else a folder. `ab-stored` is not deflated. */
  readonly form?: AndroidForm
  /** Stands before each name in an archive: `filesystem1/`. */
  readonly prefix?: string
}

/** Writes the phone's files to `path`, in the form asked for. */
export async function makeAndroidTree(
  path: string,
  recipe: PhoneRecipe,
  options: AndroidOptions = {},
): Promise<MadePhone> {
  const plan = planPhone(phoneRecipe.parse(recipe))
  const files = await filesOf(plan)
  const form = options.form ?? formOf(path)
  if (form === 'folder') writeFolder(path, files)
  else {
    const members = files.map((file) => ({ ...file, path: (options.prefix ?? '') + file.path }))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, WRITERS[form](members))
  }
  return { path, counts: countsOf(plan), plan }
}

const WRITERS: Record<Exclude<AndroidForm, 'folder'>, (members: readonly MemberFile[]) => Uint8Array> = {
  zip: writeZip,
  tar: writeTar,
  'tar.gz': writeTarGz,
  ab: writeAndroidBackup,
  'ab-stored': (members) => writeAndroidBackup(members, { compressed: false }),
}

function formOf(path: string): AndroidForm {
  const endings = ['tar.gz', 'zip', 'tar', 'ab'] as const
  return endings.find((ending) => path.endsWith(`.${ending}`)) ?? 'folder'
}

const TELEPHONY = 'data/data/com.android.providers.telephony'
const CONTACTS = 'data/data/com.android.providers.contacts'

async function filesOf(plan: PhonePlan): Promise<MemberFile[]> {
  const modified = unixSeconds(millisOf(plan.recipe.device.copied))
  const parts = new Map<string, PlacedPart>()
  const files: MemberFile[] = []
  for (const photo of await photosOf(plan.recipe)) {
    const name = photo.file.split('/').at(-1)!
    if (photo.kept) files.push({ path: `data/media/0/${photo.file}`, bytes: photo.bytes, modified })
    if (
      !plan.recipe.conversations.some(({ messages }) => messages.some(({ picture }) => picture === photo.id))
    )
      continue
    const part = `app_parts/PART_${1000 + parts.size}_${name}`
    // The provider stores the path by user number; the file lies under the older name of the same folder.
    parts.set(photo.id, { path: `/data/user/0/com.android.providers.telephony/${part}`, name })
    files.push({ path: `${TELEPHONY}/${part}`, bytes: photo.bytes, modified })
  }
  const database = (path: string, made: SqliteRecipe): MemberFile[] => {
    const { main, wal } = sqliteBytes(made)
    const log = wal === undefined ? [] : [{ path: `${path}-wal`, bytes: wal, modified }]
    return [{ path, bytes: main, modified }, ...log]
  }
  files.push(
    ...database(`${TELEPHONY}/databases/mmssms.db`, androidMessages(plan, parts)),
    ...database(`${CONTACTS}/databases/contacts2.db`, androidContacts(plan)),
    ...database(`${CONTACTS}/databases/calllog.db`, androidCalls(plan)),
    ...database('data/data/com.android.chrome/app_chrome/Default/History', chromeHistory(plan.visits)),
  )
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function writeFolder(folder: string, files: readonly MemberFile[]): void {
  for (const file of files) {
    const target = join(folder, file.path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, file.bytes)
    utimesSync(target, file.modified ?? 0, file.modified ?? 0)
  }
}

function countsOf(plan: PhonePlan) {
  const { recipe, messages, later, calls, visits } = plan
  return {
    messages: messages.length + later.filter((commit) => 'add' in commit).length - removedOf(plan),
    removedMessages: removedOf(plan),
    calls: calls.length,
    contacts: recipe.contacts.length,
    chromeVisits: visits.length,
    pictures: recipe.pictures.filter(({ kept }) => kept).length,
  }
}
