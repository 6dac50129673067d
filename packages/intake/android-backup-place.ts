// Names of an Android backup's tar → places on the phone.
// Source: Android Open Source Project, android.app.backup.FullBackup (tokens) and BackupAgent.

import { logicalPlaceOf } from './logical-place.ts'
import type { LogicalPlace } from './tree.ts'

/** Folder of an app's data for each token. `d_…` are the same in storage that is readable before the first unlock. */
const TOKEN_FOLDERS: ReadonlyMap<string, string> = new Map([
  ['r', ''],
  ['f', 'files/'],
  ['db', 'databases/'],
  ['sp', 'shared_prefs/'],
  ['c', 'cache/'],
  ['nb', 'no_backup/'],
])

/**
 * `apps/<package>/db/x` → `data/data/<package>/databases/x`, `d_f` → `data/user_de/0/<package>/files`, `ef` and `shared/0`
 * → the shared storage, `a` → `data/app`. Other names (`_manifest`, `k` for key-value data) stay as they are.
 */
export function androidBackupPlace(name: string): LogicalPlace {
  const { path } = logicalPlaceOf(name)
  const shared = /^shared\/(\d+)\/(.*)$/s.exec(path)
  if (shared) return { path: `data/media/${shared[1]}/${shared[2]}` }
  const app = /^apps\/([^/]+)\/([^/]+)\/(.*)$/s.exec(path)
  if (!app) return { path }
  const [, pkg, token, rest] = app
  if (token === 'a') return { path: `data/app/${pkg}/${rest}` }
  if (token === 'ef') return { path: `data/media/0/Android/data/${pkg}/files/${rest}` }
  if (token === 'obb') return { path: `data/media/0/Android/obb/${pkg}/${rest}` }
  const isDeviceProtected = token!.startsWith('d_')
  const folder = TOKEN_FOLDERS.get(isDeviceProtected ? token!.slice(2) : token!)
  if (folder === undefined) return { path }
  return { path: `${isDeviceProtected ? 'data/user_de/0' : 'data/data'}/${pkg}/${folder}${rest}` }
}

/** A tar is an Android backup's where an app's manifest stands at the place backups keep it. */
export const isAndroidBackupName = (name: string): boolean => /^apps\/[^/]+\/_manifest$/.test(name)
