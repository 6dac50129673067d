// From a path as found to where the file lies on the phone. Extractions wrap the same file in different prefixes
// (`filesystem2/mobile/…`, `/private/var/mobile/…`, `Dump/data/user/0/…`); here each becomes one form, so that a pattern
// is written once. Only names are mapped; nothing is written anywhere.

import type { LogicalPlace } from './tree.ts'

/**
 * Where each iOS backup domain lies under /private/var. AppDomain-… and the like lie in containers and keep their name.
 * Source: the domains of real backups (reference, section 2) beside the same files in full file systems.
 */
const DOMAIN_FOLDERS: ReadonlyMap<string, string> = new Map([
  ['HomeDomain', 'mobile/'],
  ['CameraRollDomain', 'mobile/'],
  ['MediaDomain', 'mobile/'],
  ['WirelessDomain', 'wireless/'],
  ['RootDomain', 'root/'],
  ['SystemPreferencesDomain', 'preferences/'],
  ['KeychainDomain', 'Keychains/'],
  ['DatabaseDomain', 'db/'],
])

/** Containers of apps: folder under /private/var → prefix of the domain that a backup gives the same files. */
export const CONTAINER_FOLDERS: readonly { readonly folder: string; readonly domain: string }[] = [
  { folder: 'mobile/Containers/Data/Application/', domain: 'AppDomain-' },
  { folder: 'mobile/Containers/Shared/AppGroup/', domain: 'AppDomainGroup-' },
  { folder: 'mobile/Containers/Data/PluginKitPlugin/', domain: 'AppDomainPlugin-' },
  { folder: 'containers/Data/System/', domain: 'SysContainerDomain-' },
  { folder: 'containers/Shared/SystemGroup/', domain: 'SysSharedContainerDomain-' },
]

/** Same place under another name on Android: the first user's data and storage. */
const ANDROID_ALIASES: readonly (readonly [from: RegExp, to: string])[] = [
  [/^data\/user\/0\//, 'data/data/'],
  [/^data_mirror\/data_ce\/null\/0\//, 'data/data/'],
  [/^data_mirror\/data_de\/null\/(\d+)\//, 'data/user_de/$1/'],
  [/^(?:mnt\/)?sdcard\//, 'data/media/0/'],
  [/^storage\/emulated\/(\d+)\//, 'data/media/$1/'],
]

/** Where a phone's own tree begins inside a longer path. `private/var/` is dropped, Android's roots are kept. */
const IOS_ROOT = /(?:^|\/)private\/var\//
const ANDROID_ROOT =
  /(?:^|\/)(?=data\/(?:data|user\/\d+|user_de\/\d+|media\/\d+)\/|data_mirror\/data_[cd]e\/)/

/**
 * The canonical place of a path as found: `/` for backslashes, no leading slash or drive, `.` and `..` left out, what
 * stands before the phone's own tree left out. `/private/var/mobile/Library/SMS/sms.db` and
 * `filesystem2/mobile/Library/SMS/sms.db` → `mobile/Library/SMS/sms.db`; `/data/user/0/x` → `data/data/x`;
 * `data/user/10/x` and `data/user_de/0/x` stay. A path without such a tree stays whole.
 */
export function logicalPlaceOf(found: string): LogicalPlace {
  const path = plainPath(found)
  return { path: pathOnPhone(path) ?? path }
}

/** Is this path part of a phone's own file system, by its folders? */
export const isPhonePath = (found: string): boolean => pathOnPhone(plainPath(found)) !== null

/**
 * One name for a place, whether it was had from a backup or a file system: `HomeDomain` + `Library/SMS/sms.db` →
 * `mobile/Library/SMS/sms.db`. Other domains stay in front: `AppDomain-org.example.chat/Documents/chat.db`.
 */
export function placeKey(place: LogicalPlace): string {
  if (place.domain === undefined) return place.path
  return (DOMAIN_FOLDERS.get(place.domain) ?? `${place.domain}/`) + place.path
}

/**
 * The key patterns are compared with: on Android an app's data lies under one of several roots (a second user's, or
 * storage that is readable before the first unlock), and a pattern means each of them.
 */
export const patternKey = (key: string): string =>
  key.startsWith('data/user') ? key.replace(/^data\/user(?:_de)?\/\d+\//, 'data/data/') : key

function plainPath(found: string): string {
  const slashed = found.includes('\\') ? found.replaceAll('\\', '/') : found
  // Most names are plain already; splitting a million of them is worth avoiding.
  if (!/^[A-Za-z]:\/|^\/|\/\/|(?:^|\/)\.{1,2}(?:\/|$)/.test(slashed)) return slashed
  return slashed
    .replace(/^[A-Za-z]:(?=\/)/, '')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
    .join('/')
}

function pathOnPhone(path: string): string | null {
  const ios = IOS_ROOT.exec(path)
  const android = ANDROID_ROOT.exec(path)
  if (ios && (!android || ios.index <= android.index)) return path.slice(ios.index + ios[0].length)
  if (android) return aliased(path.slice(android.index + android[0].length))
  const inner = path.replace(/^filesystem\d+\//, '').replace(/^var\//, '')
  if (inner.length < path.length) return inner
  if (/^mobile\/(?:Library|Media|Containers)\//.test(path)) return path
  const other = aliased(path)
  return other === path ? null : other
}

function aliased(path: string): string {
  for (const [from, to] of ANDROID_ALIASES) if (from.test(path)) return path.replace(from, to)
  return path
}
