// What an iOS backup says of its phone: Info.plist, Status.plist and Manifest.plist, as found. Long values (the list of
// installed apps, icons, the key bag) are left out: they stay in their files.

import type { PlistDict, PlistValue } from '@manumit/formats'
import { isDict, isKind, readPlist } from '@manumit/formats'
import { intakeIssue } from './errors.ts'
import type { IssueList } from './issue-list.ts'
import type { DeviceFacts, TreeEntry } from './tree.ts'

/** Info.plist with icons reaches a few MB; more is no description of a backup. */
const MAX_PLIST_BYTES = 64 * 1024 * 1024
const MAX_TEXT = 1000

const MAC_EPOCH_MS = 978_307_200_000

export async function readBackupFacts(
  origin: string,
  own: ReadonlyMap<string, TreeEntry>,
  issues: IssueList,
): Promise<DeviceFacts | null> {
  const facts: Record<string, string> = {}
  for (const name of ['Info.plist', 'Manifest.plist', 'Status.plist']) {
    const entry = own.get(name)
    if (!entry) continue
    const dict = await readDict(entry, issues)
    if (dict === null) continue
    addTexts(facts, `${name}/`, dict)
    const lockdown = dict.get('Lockdown')
    if (isDict(lockdown)) addTexts(facts, `${name}/Lockdown/`, lockdown)
  }
  return Object.keys(facts).length > 0 ? { origin, facts } : null
}

/** A property list's dictionary; null, and E_BACKUP_FACTS_UNREADABLE, where it is none. */
async function readDict(entry: TreeEntry, issues: IssueList): Promise<PlistDict | null> {
  const opened = await entry.open()
  const isFit = opened.bytes !== null && opened.bytes.size <= MAX_PLIST_BYTES
  const value = isFit ? readPlist(opened.bytes.read(0, opened.bytes.size)).value : null
  issues.add(...opened.issues, ...opened.close())
  if (isDict(value)) return value
  issues.add(intakeIssue('E_BACKUP_FACTS_UNREADABLE', { path: entry.path }))
  return null
}

function addTexts(facts: Record<string, string>, prefix: string, dict: PlistDict): void {
  for (const [name, value] of dict) {
    const text = textOf(value)
    if (text !== null && text.length <= MAX_TEXT) facts[prefix + name] = text
  }
}

function textOf(value: PlistValue): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value)
  if (isKind(value, 'date')) return value.text ?? isoOfMac(value.macSeconds)
  return null
}

function isoOfMac(seconds: number): string | null {
  const date = new Date(seconds * 1000 + MAC_EPOCH_MS)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
