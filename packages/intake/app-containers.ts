// App containers of an iOS file system: folders named by a UUID that changes with each installation. The bundle id stands
// in a property list inside; with it a file gets the same domain and path a backup gives it.

import { isDict, readPlist } from '@manumit/formats'
import { intakeIssue } from './errors.ts'
import type { IssueList } from './issue-list.ts'
import { CONTAINER_FOLDERS } from './logical-place.ts'
import type { TreeEntry } from './tree.ts'

const METADATA = '.com.apple.mobile_container_manager.metadata.plist'

/** A few hundred bytes on real phones. */
const MAX_BYTES = 1024 * 1024

/** Identifiers become part of a domain: reverse-DNS names, nothing that could read as a path. */
const IDENTIFIER = /^[A-Za-z0-9._-]{1,255}$/

/** The entries, those in containers whose app is known moved into its domain. Issue: E_CONTAINER_NAME_UNREADABLE. */
export async function placeInContainers(
  entries: readonly TreeEntry[],
  issues: IssueList,
): Promise<readonly TreeEntry[]> {
  const domains = new Map<string, string>()
  for (const entry of entries) {
    if (!entry.logical.path.endsWith(METADATA)) continue
    const container = containerOf(entry)
    if (container === null || container.inside !== METADATA) continue
    const identifier = await readIdentifier(entry, issues)
    if (identifier === null) issues.add(intakeIssue('E_CONTAINER_NAME_UNREADABLE', { path: entry.path }))
    else domains.set(container.key, container.domain + identifier)
  }
  if (domains.size === 0) return entries
  return entries.map((entry) => {
    const container = containerOf(entry)
    const domain = container && domains.get(container.key)
    return container && domain ? { ...entry, logical: { domain, path: container.inside } } : entry
  })
}

interface ContainerPlace {
  /** The container within its origin. */
  readonly key: string
  /** What its domain begins with. */
  readonly domain: string
  readonly inside: string
}

function containerOf(entry: TreeEntry): ContainerPlace | null {
  const { path, domain } = entry.logical
  if (domain !== undefined) return null
  for (const kind of CONTAINER_FOLDERS) {
    if (!path.startsWith(kind.folder)) continue
    const end = path.indexOf('/', kind.folder.length)
    if (end < 0) return null
    return { key: `${entry.origin}\n${path.slice(0, end)}`, domain: kind.domain, inside: path.slice(end + 1) }
  }
  return null
}

async function readIdentifier(entry: TreeEntry, issues: IssueList): Promise<string | null> {
  const opened = await entry.open()
  const isFit = opened.bytes !== null && opened.bytes.size <= MAX_BYTES
  const value = isFit ? readPlist(opened.bytes.read(0, opened.bytes.size)).value : null
  issues.add(...opened.issues, ...opened.close())
  const identifier = isDict(value) ? value.get('MCMMetadataIdentifier') : null
  return typeof identifier === 'string' && IDENTIFIER.test(identifier) ? identifier : null
}
