// A zip's entries as members of a tree. Each is opened by its own header, inflated within the limits and checked against
// its checksum; what cannot be opened stays listed and says why.

import type { ByteSource, Issue, Utc } from '@manumit/base'
import type { ZipEntry } from '@manumit/formats'
import { crc32, readZip } from '@manumit/formats'
import { intakeIssue } from './errors.ts'
import type { ArchiveMembers, Member } from './listing.ts'
import { chunksOf, closedEntry, openPacked } from './packed.ts'
import type { IntakePowers, OpenedEntry } from './tree.ts'

const STORED = 0
const DEFLATED = 8

/** Entries that share packed bytes and are read nevertheless; an archive made to overwhelm has thousands. */
const READ_THOUGH_SHARED = 100

/** Longest target of a link that is read. */
const MAX_TARGET_BYTES = 4096

/** Issues: those of `readZip`, with the archive's path before the member's. */
export function zipMembers(
  source: ByteSource,
  path: string,
  powers: IntakePowers,
): ArchiveMembers & { readonly issues: readonly Issue[] } {
  const { value: zip, issues } = readZip(source, { maxEntries: powers.limits.entries })
  const shared = sharingBytes(zip.entries)
  const members: Member[] = []
  const links: { path: string; target: string }[] = []
  for (const entry of zip.entries) {
    if (entry.kind === 'folder') continue
    if (entry.kind === 'link') links.push({ path: entry.name, target: targetOf(entry) })
    else
      members.push({
        name: entry.name,
        sizeBytes: entry.size,
        // The DOS time names no zone, so it is no time that could be compared.
        modified: entry.modifiedUnix ? ((entry.modifiedUnix * 1_000_000) as Utc) : undefined,
        open: async (at) =>
          shared.has(entry)
            ? closedEntry(intakeIssue('E_ENTRY_SHARED', { path: at }))
            : openEntry(entry, at, powers),
      })
  }
  return {
    members,
    links,
    // A name that stands twice is reported with its new name when it is listed.
    issues: issues
      .filter((issue) => issue.code !== 'E_ZIP_DUPLICATE')
      .map((issue) => inArchive(issue, issue.at?.path === undefined ? path : `${path}!${issue.at.path}`)),
  }
}

/**
 * Zips that are documents or programs, by the members their formats demand, and where they demand them: Office Open XML,
 * OpenDocument and EPUB, Android packages, Java archives, iOS apps. Gives the reason; null for a zip of files.
 */
export function isOneFile(names: readonly string[]): string | null {
  const has = (wanted: string | RegExp): boolean =>
    names.some((name) => (typeof wanted === 'string' ? name === wanted : wanted.test(name)))
  if (has('[Content_Types].xml') && has(/^(?:word|xl|ppt|visio|_rels)\//)) return 'an Office document'
  if (names[0] === 'mimetype') return 'a document with its own type'
  if (has('AndroidManifest.xml') && has(/^(?:classes\.dex|resources\.arsc|META-INF\/.*)$/))
    return 'an Android app'
  if (names.slice(0, 2).includes('META-INF/MANIFEST.MF')) return 'a Java archive'
  if (has(/^Payload\/[^/]+\.app\//)) return 'an iOS app'
  return null
}

async function openEntry(entry: ZipEntry, path: string, powers: IntakePowers): Promise<OpenedEntry> {
  if (entry.encrypted) return closedEntry(intakeIssue('E_ENTRY_ENCRYPTED', { path }))
  if (entry.method !== STORED && entry.method !== DEFLATED)
    return closedEntry(intakeIssue('E_ENTRY_METHOD', { path }, { method: entry.method }))
  const located = entry.content()
  const issues = located.issues.map((issue) => inArchive(issue, path))
  if (located.value === null) return closedEntry(...issues)
  // Found by scanning, with its sizes lost: nothing is declared that could be compared.
  const isDeclared = entry.size > 0 || entry.crc32 !== 0
  const opened =
    entry.method === STORED
      ? openStored(entry, located.value, path)
      : await openPacked(
          {
            path,
            source: located.value,
            wrapping: 'raw',
            ...(isDeclared && { declaredBytes: entry.size, crc32: entry.crc32 }),
          },
          powers,
        )
  return { ...opened, issues: [...issues, ...opened.issues] }
}

function openStored(entry: ZipEntry, bytes: ByteSource, path: string): OpenedEntry {
  const issues: Issue[] = []
  if (bytes.size !== entry.size)
    issues.push(intakeIssue('E_ENTRY_SIZE_DIFFERS', { path }, { declared: entry.size, actual: bytes.size }))
  let computed = 0
  for (const chunk of chunksOf(bytes)) computed = crc32(chunk, computed)
  if (issues.length === 0 && computed !== entry.crc32)
    issues.push(intakeIssue('E_ENTRY_CRC_DIFFERS', { path }, { recorded: entry.crc32, computed }))
  return { bytes, issues, close: () => [] }
}

/** Entries whose bytes begin before those of another end, but for the first few: those are read and bounded one by one. */
function sharingBytes(entries: readonly ZipEntry[]): ReadonlySet<ZipEntry> {
  const sorted = entries.toSorted((a, b) => a.headerOffset - b.headerOffset)
  const shared: ZipEntry[] = []
  let end = 0
  for (const entry of sorted) {
    if (entry.headerOffset < end) shared.push(entry)
    end = Math.max(end, entry.headerOffset + entry.packedSize)
  }
  return new Set(shared.slice(READ_THOUGH_SHARED))
}

/** A link's target is its content. Packed ones are not inflated for it. */
function targetOf(entry: ZipEntry): string {
  if (entry.method !== STORED || entry.encrypted) return '(packed)'
  const content = entry.content().value
  return content ? new TextDecoder().decode(content.read(0, MAX_TARGET_BYTES)) : '(not there)'
}

const inArchive = (issue: Issue, path: string): Issue => ({ ...issue, at: { ...issue.at, path } })
