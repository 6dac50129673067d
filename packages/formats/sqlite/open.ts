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
import { locateRow } from './row-location.ts'
import { indexFrames } from './state-pages.ts'
import { encodingOf, makeStates } from './states.ts'
import { readSuperseded } from './superseded.ts'
import type { PagePlace, SqliteFile, SqliteInput, SqliteView, StateId } from './types.ts'
import { makeView, noView } from './view.ts'
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
  const at = path === undefined ? undefined : { path }
  const log = input.wal ? readWal(input.wal, path) : { wal: null, issues: [] }
  const found = findHeader(input.main, log.wal)
  if (!found.ok) return found

  const issues: Issue[] = [...log.issues]
  const header = found.value
  const pageSize = header.pageSize || log.wal?.pageSize || guessPageSize(input.main)
  if (header.pageSize === 0)
    issues.push(sqliteIssue('E_SQLITE_PAGE_SIZE', at, { stored: header.storedPageSize, used: pageSize }))
  if (log.wal && log.wal.pageSize !== pageSize)
    issues.push(sqliteIssue('E_SQLITE_WAL_PAGE_SIZE', at, { log: log.wal.pageSize, main: pageSize }))
  if (input.journal && isHotJournal(input.journal)) issues.push(sqliteIssue('E_SQLITE_HOT_JOURNAL', at))

  const wal = log.wal?.pageSize === pageSize ? { ...log.wal, source: cacheSource(log.wal.source) } : null
  const source = { main: cacheSource(input.main), pageSize, wal, frames: indexFrames(wal) }
  const states = makeStates(source, path)
  const live = states.stateOf('live')?.header ?? header
  const views = new Map<StateId, SqliteView>()
  return ok({
    pageSize,
    encoding: encodingOf(live),
    userVersion: live.userVersion,
    issues,
    states: states.ids,
    view(id = 'live') {
      const state = states.stateOf(id)
      const view = views.get(id) ?? (state === null ? noView(id, path) : makeView(state))
      views.set(id, view)
      return view
    },
    locate({ table, rowid, state: id = 'live' }) {
      const state = states.stateOf(id)
      if (state === null) return null
      const placePage = (page: number): PagePlace => {
        const frame = state.pages.version(page)
        return frame === 0 || wal === null
          ? { page, file: 'main', offset: (page - 1) * pageSize }
          : { page, file: 'wal', offset: framePageOffset(wal, frame - 1) }
      }
      return locateRow(state, placePage, { table, rowid })
    },
    superseded: (table, options = {}) => readSuperseded(states, table, options),
  })
}

/** The header of the main file, or of page 1 in the log where the main file was never written. */
function findHeader(main: ByteSource, wal: Wal | null): Result<SqliteHeader> {
  const head = main.read(0, HEADER_BYTES).slice()
  if (looksEncrypted(main)) return refuse('E_SQLITE_ENCRYPTED')
  if (head.length === HEADER_BYTES)
    return hasMagic(head) ? ok(parseHeader(head)) : refuse('E_SQLITE_NOT_A_DATABASE')
  const frame = wal?.pages.lastIndexOf(1) ?? -1
  if (wal !== null && frame >= 0) {
    const page = wal.source.read(framePageOffset(wal, frame), HEADER_BYTES)
    if (hasMagic(page)) return ok(parseHeader(page))
  }
  return refuse('E_SQLITE_TOO_SHORT', { size: main.size })
}
