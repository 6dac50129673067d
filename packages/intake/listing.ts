// What every kind of evidence is listed through: names judged, made unique, counted against the limit. Each opener
// (folder, zip, tar, …) adds its members here and gets back the entries and issues of a tree.

import type { Utc } from '@manumit/base'
import type { IntakeCode } from './errors.ts'
import { intakeIssue } from './errors.ts'
import type { IssueList } from './issue-list.ts'
import { makeIssueList } from './issue-list.ts'
import { logicalPlaceOf } from './logical-place.ts'
import type { IntakeLimits, LogicalPlace, OpenedEntry, TreeEntry } from './tree.ts'

export interface Member {
  /** Name as found inside its archive or folder. */
  readonly name: string
  readonly sizeBytes: number
  readonly modified?: Utc | undefined
  /** Where it lies on the phone, where another thing than its name says so. */
  readonly logical?: LogicalPlace | undefined
  /** Opens it; issues name it by `path`, its unique path in the tree. */
  open(path: string): Promise<OpenedEntry>
}

/** An archive's members, in one form for each format. */
export interface ArchiveMembers {
  readonly members: readonly Member[]
  readonly links: readonly { readonly path: string; readonly target: string }[]
}

export interface Listing {
  readonly entries: TreeEntry[]
  readonly containers: TreeEntry[]
  readonly issues: IssueList
  /** Adds a member of `origin` (`x.zip!`, or '' at the top); null where the tree is full. */
  add(origin: string, member: Member): TreeEntry | null
  /** Adds a packed file whose members are listed. */
  addContainer(origin: string, member: Member): TreeEntry | null
  addLink(origin: string, link: { readonly path: string; readonly target: string }): void
  readonly isFull: () => boolean
  /** Reports what is counted rather than listed: absolute names, backslashes. */
  finish(): void
}

const utf8 = new TextEncoder()

/** C0 controls and DEL: they move cursors and end lines where a name is printed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const CONTROL = /[\u0000-\u001f\u007f]/

export function makeListing(limits: IntakeLimits): Listing {
  const entries: TreeEntry[] = []
  const containers: TreeEntry[] = []
  const issues = makeIssueList()
  const unique = makeUniqueNames()
  const counted = new Map<IntakeCode, { count: number; first: string }>()
  let total = 0

  const count = (code: IntakeCode, path: string): void => {
    const seen = counted.get(code)
    if (seen) seen.count += 1
    else counted.set(code, { count: 1, first: path })
  }

  const judgeName = (name: string, path: string): void => {
    if (/(?:^|[\\/])\.\.(?:[\\/]|$)/.test(name)) issues.add(intakeIssue('E_NAME_ESCAPES', { path }))
    if (/^(?:[A-Za-z]:)?[\\/]/.test(name)) count('E_NAME_ABSOLUTE', path)
    if (name.includes('\\')) count('E_NAME_BACKSLASH', path)
    if (name === '' || CONTROL.test(name)) issues.add(intakeIssue('E_NAME_CONTROL', { path }))
    const bytes = longestSegmentBytes(name)
    if (bytes > limits.nameBytes)
      issues.add(intakeIssue('E_NAME_TOO_LONG', { path }, { bytes, limit: limits.nameBytes }))
  }

  const addTo = (list: TreeEntry[], origin: string, member: Member): TreeEntry | null => {
    if (total >= limits.entries) {
      if (total === limits.entries)
        issues.add(intakeIssue('E_TREE_TOO_LARGE', { path: origin + member.name }, { limit: limits.entries }))
      total = limits.entries + 1
      return null
    }
    total += 1
    const found = origin + member.name
    const path = unique(found)
    if (path !== found) issues.add(intakeIssue('E_NAME_DUPLICATE', { path: found }, { path }))
    judgeName(member.name, path)
    const entry: TreeEntry = {
      path,
      origin,
      logical: member.logical ?? logicalPlaceOf(member.name),
      sizeBytes: member.sizeBytes,
      ...(member.modified !== undefined && { modified: member.modified }),
      open: () => member.open(path),
    }
    list.push(entry)
    return entry
  }

  return {
    entries,
    containers,
    issues,
    isFull: () => total > limits.entries,
    add: (origin, member) => addTo(entries, origin, member),
    addContainer: (origin, member) => addTo(containers, origin, member),
    addLink: (origin, link) => {
      const path = origin + link.path
      judgeName(link.path, path)
      issues.add(intakeIssue('E_LINK_RECORDED', { path }, { target: link.target }))
    },
    finish: () => {
      for (const [code, { count: n, first }] of counted)
        issues.add(intakeIssue(code, { path: first }, { count: n }))
      counted.clear()
    },
  }
}

/** Gives a name back, or with `#2`, `#3`, … where it stands already. */
function makeUniqueNames(): (name: string) => string {
  const taken = new Set<string>()
  const next = new Map<string, number>()
  return (name) => {
    let path = name
    for (let n = next.get(name) ?? 2; taken.has(path); n++) {
      path = `${name}#${n}`
      next.set(name, n + 1)
    }
    taken.add(path)
    return path
  }
}

function longestSegmentBytes(name: string): number {
  // A UTF-16 unit is at most three bytes of UTF-8: most names are settled without encoding.
  if (name.length * 3 <= 255) return 0
  return Math.max(...name.split(/[\\/]/).map((segment) => utf8.encode(segment).length))
}
