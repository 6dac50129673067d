// Opens a SQLite database from its bytes: main file, write-ahead log and journal as they lie side by side. Nothing is
// recovered, checkpointed or written; each committed state is a view of its own.

import type { ByteSource, Issue, Result } from '@manumit/base'
import { ok, refuse } from '@manumit/base'
import { cacheSource } from './cached-source.ts'
import { sqliteIssue } from './errors.ts'
import {
  guessPageSize,
  HEADER_BYTES,
  hasMagic,
  looksEncrypted,
  parseHeader,
  type SqliteHeader,
} from './header.ts'
import { isHotJournal } from './journal.ts'
import { pagesOfState, type StateSource } from './state-pages.ts'
import type { SqliteFile, SqliteInput, SqliteView, StateId } from './types.ts'
import { encodingOf, makeView, noView } from './view.ts'
import { framePageOffset, readWal, type Wal } from './wal.ts'

/**
 * Opens a database. Its pages are read when they are needed, through a cache of fixed size.
 *
 * @returns refusal E_SQLITE_TOO_SHORT, E_SQLITE_NOT_A_DATABASE or E_SQLITE_ENCRYPTED; all else is an issue of the file,
 *          of a view or between rows.
 * @source  sqlite.org, Database File Format
 */
export function openSqlite(input: SqliteInput): Result<SqliteFile> {
  const { path } = input
  const issues: Issue[] = []
  const log = input.wal ? readWal(input.wal, path) : { wal: null, issues: [] }
  issues.push(...log.issues)
  const found = findHeader(input.main, log.wal)
  if (!found.ok) return found
  const header = found.value
  const at = path === undefined ? undefined : { path }
  const pageSize = header.pageSize || log.wal?.pageSize || guessPageSize(input.main)
  if (header.pageSize === 0)
    issues.push(sqliteIssue('E_SQLITE_PAGE_SIZE', at, { stored: header.storedPageSize, used: pageSize }))
  if (log.wal && log.wal.pageSize !== pageSize)
    issues.push(sqliteIssue('E_SQLITE_WAL_PAGE_SIZE', at, { log: log.wal.pageSize, main: pageSize }))
  if (input.journal && isHotJournal(input.journal)) issues.push(sqliteIssue('E_SQLITE_HOT_JOURNAL', at))

  const wal = log.wal?.pageSize === pageSize ? log.wal : null
  const source = { main: cacheSource(input.main), pageSize, wal: wal && cacheWal(wal) }
  const states = statesOf(wal)
  const views = new Map<StateId, SqliteView>()
  const view = (state: StateId = 'live'): SqliteView => {
    if (!states.includes(state)) return noView(state, path)
    const known = views.get(state) ?? viewOf(source, state, path)
    views.set(state, known)
    return known
  }
  const live = headerOfState(source, 'live') ?? header
  return ok({
    pageSize,
    encoding: encodingOf(live),
    userVersion: live.userVersion,
    issues,
    states,
    view,
    *superseded() {},
  })
}

/** The header of the main file, or of page 1 in the log where the main file was never written. */
function findHeader(main: ByteSource, wal: Wal | null): Result<SqliteHeader> {
  const head = main.read(0, HEADER_BYTES)
  if (head.length === HEADER_BYTES && hasMagic(head))
    return looksEncrypted(main) ? refuse('E_SQLITE_ENCRYPTED') : ok(parseHeader(head))
  if (head.length > 0 && looksEncrypted(main)) return refuse('E_SQLITE_ENCRYPTED')
  const frame = head.length < HEADER_BYTES ? (wal?.pages.lastIndexOf(1) ?? -1) : -1
  if (wal !== null && frame >= 0) {
    const page = wal.source.read(framePageOffset(wal, frame), HEADER_BYTES)
    if (hasMagic(page)) return ok(parseHeader(page))
  }
  return head.length < HEADER_BYTES
    ? refuse('E_SQLITE_TOO_SHORT', { size: main.size })
    : refuse('E_SQLITE_NOT_A_DATABASE')
}

const cacheWal = (wal: Wal): Wal => ({ ...wal, source: cacheSource(wal.source) })

const statesOf = (wal: Wal | null): StateId[] => [
  'live',
  'main',
  ...(wal?.commits ?? []).map((_, index) => `commit:${index + 1}` as const),
]

type FileSource = Omit<StateSource, 'reserved'>

function framesOf(wal: Wal | null, state: StateId): number {
  if (wal === null || state === 'main') return 0
  const index = state === 'live' ? wal.commits.length - 1 : Number(state.slice('commit:'.length)) - 1
  return wal.commits[index]?.frames ?? 0
}

/** Page 1 of a state, parsed; null where it is missing or no header. */
function headerOfState(source: FileSource, state: StateId): SqliteHeader | null {
  const pages = pagesOfState({ ...source, reserved: 0 }, framesOf(source.wal, state), 1)
  const page = pages.read(1)
  return page.length >= HEADER_BYTES && hasMagic(page) ? parseHeader(page) : null
}

function viewOf(source: FileSource, state: StateId, path: string | undefined): SqliteView {
  const header = headerOfState(source, state)
  if (header === null) return noView(state, path)
  const issues: Issue[] = []
  const at = path === undefined ? undefined : { path }
  // An engine demands 480 usable bytes.
  const reserved = source.pageSize - header.reserved >= 480 ? header.reserved : 0
  if (reserved !== header.reserved)
    issues.push(sqliteIssue('E_SQLITE_RESERVED_BYTES', at, { stored: header.reserved }))
  if (header.encoding > 3) issues.push(sqliteIssue('E_SQLITE_ENCODING', at, { stored: header.encoding }))
  const frames = framesOf(source.wal, state)
  const present = Math.ceil(source.main.size / source.pageSize)
  const committed = source.wal?.commits.find((commit) => commit.frames === frames)?.pageCount
  const declared = committed ?? header.pageCount ?? present
  if (declared > present && committed === undefined)
    issues.push(sqliteIssue('E_SQLITE_FILE_CUT', at, { declared, present }))
  if (declared < present && committed === undefined)
    issues.push(sqliteIssue('E_SQLITE_BYTES_AFTER_END', at, { declared, present }))
  // A commit says how many pages there are; for the main file alone the file itself does, and a page is there or not.
  const pageCount =
    committed === undefined ? Math.min(declared, present) : Math.min(declared, present + frames)
  const pages = pagesOfState({ ...source, reserved }, frames, pageCount)
  return makeView({ state, pages, header, path, issues })
}
