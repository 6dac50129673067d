// The committed states of a database, each with its pages, header and schema. A state is worked out when it is first
// asked for, and then kept.

import type { Issue } from '@manumit/base'
import { sqliteIssue } from './errors.ts'
import { readFreelist } from './freelist.ts'
import { HEADER_BYTES, hasMagic, parseHeader, type SqliteHeader } from './header.ts'
import { findPageOwners, type PageOwners } from './page-owners.ts'
import { readSchema, type Schema } from './schema.ts'
import { pagesOfState, type StatePages, type StateSource } from './state-pages.ts'
import type { Encoding } from './text.ts'
import type { StateId } from './types.ts'
import type { Wal } from './wal.ts'

export interface DatabaseState {
  readonly id: StateId
  readonly path: string | undefined
  readonly pages: StatePages
  readonly header: SqliteHeader
  readonly encoding: Encoding
  readonly schema: Schema
  /** 1 for each page in the freelist; null where it is empty. */
  readonly isFree: Uint8Array | null
  /** Pages that two trees claim, and which of them may read each. Found when first asked for. */
  owners(): PageOwners
  /** Met on the way to this state: header, size, freelist, schema. */
  readonly issues: readonly Issue[]
}

export interface States {
  readonly ids: readonly StateId[]
  /** Frames of the log a state counts in. */
  framesOf(id: StateId): number
  /** Pages written by frames (from, to], each once. */
  pagesWritten(from: number, to: number): ReadonlySet<number>
  /** null where there is no such state, or its first page is no header. */
  stateOf(id: StateId): DatabaseState | null
}

/** An engine demands this many usable bytes of a page. */
const LEAST_USABLE = 480

export function makeStates(source: StateSource, path: string | undefined): States {
  const known = new Map<StateId, DatabaseState | null>()
  const ids: StateId[] = ['live', 'main']
  for (let n = 1; n <= (source.wal?.commits.length ?? 0); n++) ids.push(`commit:${n}`)
  return {
    ids,
    framesOf: (id) => framesOf(source.wal, id),
    pagesWritten: (from, to) => new Set(source.wal?.pages.subarray(from, to)),
    stateOf(id) {
      let state = known.get(id)
      if (state === undefined) {
        state = ids.includes(id) ? readState(source, id, path) : null
        known.set(id, state)
      }
      return state
    },
  }
}

/** The encoding as the header names it. 0 stands in files whose first table is still in the log. */
export const encodingOf = (header: SqliteHeader): Encoding =>
  header.encoding === 2 ? 'utf16le' : header.encoding === 3 ? 'utf16be' : 'utf8'

function framesOf(wal: Wal | null, id: StateId): number {
  if (wal === null || id === 'main') return 0
  const index = id === 'live' ? wal.commits.length - 1 : Number(id.slice('commit:'.length)) - 1
  return wal.commits[index]?.frames ?? 0
}

function readState(source: StateSource, id: StateId, path: string | undefined): DatabaseState | null {
  const frameCount = framesOf(source.wal, id)
  const first = pagesOfState(source, { reserved: 0, frameCount, pageCount: 1 }).read(1)
  if (first.length < HEADER_BYTES || !hasMagic(first)) return null
  const header = parseHeader(first)
  const issues: Issue[] = []
  const at = path === undefined ? undefined : { path }
  const reserved = source.pageSize - header.reserved >= LEAST_USABLE ? header.reserved : 0
  if (reserved !== header.reserved)
    issues.push(sqliteIssue('E_SQLITE_RESERVED_BYTES', at, { stored: header.reserved }))
  if (header.encoding > 3) issues.push(sqliteIssue('E_SQLITE_ENCODING', at, { stored: header.encoding }))
  const pageCount = pageCountOf(source, { header, frameCount, issues, at })
  const pages = pagesOfState(source, { reserved, frameCount, pageCount })
  const encoding = encodingOf(header)
  const freelist = readFreelist(pages, header, path)
  issues.push(...freelist.issues)
  const schema = readSchema(pages, encoding, path)
  let owners: PageOwners | null = null
  return {
    ...{ id, path, pages, header, encoding, schema, isFree: freelist.isFree },
    owners() {
      owners ??= findPageOwners(pages, schema)
      return owners
    },
    issues: [...issues, ...schema.issues],
  }
}

/** A commit says how many pages there are. For the main file alone its header does, as far as the file goes. */
function pageCountOf(
  { main, pageSize, wal }: StateSource,
  {
    header,
    frameCount,
    issues,
    at,
  }: { header: SqliteHeader; frameCount: number; issues: Issue[]; at: { path: string } | undefined },
): number {
  const present = Math.ceil(main.size / pageSize)
  const committed = wal?.commits.find((commit) => commit.frames === frameCount)?.pageCount
  if (committed !== undefined) return Math.min(committed, present + frameCount)
  const declared = header.pageCount ?? present
  if (declared > present) issues.push(sqliteIssue('E_SQLITE_FILE_CUT', at, { declared, present }))
  if (declared < present) issues.push(sqliteIssue('E_SQLITE_BYTES_AFTER_END', at, { declared, present }))
  return Math.min(declared, present)
}
