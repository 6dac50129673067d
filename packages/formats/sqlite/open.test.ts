// Files made by hand and bent on purpose: refusals, reserved bytes, page sizes, logs of both byte orders, hot journals.

import { copyFileSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { type ByteSource, isIssue, sourceOfBytes } from '@manumit/base'
import { withDatabaseFile } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { openSqlite } from './index.ts'
import type { SqliteFile, SqliteInput, SqliteValue } from './types.ts'

const NOTHING = new Uint8Array(0)

/** A database by SQL, with its log where the SQL leaves one. */
function made(sql: string): { main: Uint8Array; wal: Uint8Array | null } {
  return withDatabaseFile({ main: NOTHING }, (path) => {
    const db = new DatabaseSync(path)
    db.exec(sql)
    // Closing would empty the log.
    copyFileSync(path, `${path}.copy`)
    const wal = /WAL/.test(sql) ? new Uint8Array(readFileSync(`${path}-wal`)) : null
    db.close()
    return { main: new Uint8Array(readFileSync(`${path}.copy`)), wal }
  })
}

function open(input: Partial<Record<keyof SqliteInput, Uint8Array | null>>): SqliteFile {
  const sources = Object.entries(input).flatMap(([key, bytes]) =>
    bytes instanceof Uint8Array ? [[key, sourceOfBytes(bytes)] as [string, ByteSource]] : [],
  )
  const opened = openSqlite(Object.fromEntries(sources) as unknown as SqliteInput)
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

const valuesOf = (file: SqliteFile, table = 't', state?: Parameters<SqliteFile['view']>[0]): SqliteValue[] =>
  [...file.view(state).rows(table)].flatMap((row) => (isIssue(row) ? [] : row.values))

const codesOf = (issues: Iterable<{ code: string }>): string[] => [...issues].map((issue) => issue.code)

const THREE_ROWS = "CREATE TABLE t(a); INSERT INTO t VALUES ('one'), ('two'), ('three');"

describe('what is no database', () => {
  it.each([
    ['an empty file', NOTHING, 'E_SQLITE_TOO_SHORT'],
    ['99 bytes', made(THREE_ROWS).main.subarray(0, 99), 'E_SQLITE_TOO_SHORT'],
    ['text', new TextEncoder().encode('bridge '.repeat(600)), 'E_SQLITE_NOT_A_DATABASE'],
    ['zeros', new Uint8Array(4096), 'E_SQLITE_NOT_A_DATABASE'],
    [
      'even bytes',
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 2_654_435_761) >>> 13),
      'E_SQLITE_ENCRYPTED',
    ],
  ])('is refused: %s', (_, bytes, code) => {
    expect(openSqlite({ main: sourceOfBytes(bytes) })).toMatchObject({ ok: false, error: { code } })
  })

  it('is refused where only the header is plain and the pages are as even as ciphertext', () => {
    const { main } = made(THREE_ROWS)
    for (let i = 32; i < main.length; i++) main[i] = (i * 2_654_435_761) >>> 13
    expect(openSqlite({ main: sourceOfBytes(main) })).toMatchObject({ error: { code: 'E_SQLITE_ENCRYPTED' } })
  })
})

describe('headers', () => {
  it('with an impossible page size are read with the size that fits', () => {
    const { main } =
      made(`PRAGMA page_size = 1024; CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL
      SELECT i + 1 FROM n WHERE i < 500) INSERT INTO t SELECT 'row ' || i FROM n;`)
    main[16] = 0x03
    const file = open({ main })
    expect(file.pageSize).toBe(1024)
    expect(codesOf(file.issues)).toContain('E_SQLITE_PAGE_SIZE')
    expect(valuesOf(file).length).toBe(500)
  })

  it('with a count of pages beyond the file say that it was cut', () => {
    const { main } = made(THREE_ROWS)
    new DataView(main.buffer).setUint32(28, 77)
    expect(codesOf(open({ main }).view().issues)).toContain('E_SQLITE_FILE_CUT')
    expect(valuesOf(open({ main }))).toEqual(['one', 'two', 'three'])
  })

  it('whose count of pages is not valid leave it to the size of the file', () => {
    const { main } = made(THREE_ROWS)
    new DataView(main.buffer).setUint32(28, 77)
    new DataView(main.buffer).setUint32(92, 0)
    expect(open({ main }).view().issues).toEqual([])
  })
})

describe('reserved bytes', () => {
  it('are no part of a page: cells, overflow and all', () => {
    const file = open({ main: withReservedBytes(32) })
    const [long, short] = valuesOf(file)
    expect(long).toBe('x'.repeat(1_500))
    expect(short).toBe('short')
  })

  it('more than a page can spare are not taken as such', () => {
    const small = made(`PRAGMA page_size = 512; ${THREE_ROWS}`).main
    small[20] = 255
    expect(codesOf(open({ main: small }).view().issues)).toContain('E_SQLITE_RESERVED_BYTES')
    expect(valuesOf(open({ main: small }))).toEqual(['one', 'two', 'three'])
  })
})

/** By hand: 512-byte pages that keep bytes at their end; a table with a row on three overflow pages, and a short one. */
function withReservedBytes(reserved: number): Uint8Array {
  const page = 512
  const usable = page - reserved
  const bytes = new Uint8Array(page * 6)
  const template = made(`PRAGMA page_size = 512; ${THREE_ROWS}`).main
  bytes.set(template.subarray(0, 100))
  const view = new DataView(bytes.buffer)
  bytes[20] = reserved
  view.setUint32(28, 6)
  const sql = 'CREATE TABLE t(a)'
  const schema = [6, 23, 15, 15, 1, 13 + 2 * sql.length, ...ascii(`tabletttt`.slice(0, 7)), 2, ...ascii(sql)]
  putLeaf(bytes, 100, 100, usable, [[schema.length, 1, ...schema]])
  const payload = [4, ...varint(13 + 2 * 1_500), ...ascii('x'.repeat(1_500))]
  payload[0] = payload.length - 1_500
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((payload.length - least) % (usable - 4))
  const local = fitting <= usable - 35 ? fitting : least
  const long = [...varint(payload.length), 1, ...payload.slice(0, local), 0, 0, 0, 3]
  putLeaf(bytes, page, page, usable, [long, [7, 2, 2, 23, ...ascii('short')]])
  let rest = payload.slice(local)
  for (let number = 3; rest.length > 0; number++) {
    const part = rest.slice(0, usable - 4)
    rest = rest.slice(usable - 4)
    view.setUint32((number - 1) * page, rest.length > 0 ? number + 1 : 0)
    bytes.set(part, (number - 1) * page + 4)
  }
  bytes.fill(0xee, page - reserved, page)
  bytes.fill(0xee, 2 * page - reserved, 2 * page)
  return bytes
}

function putLeaf(bytes: Uint8Array, header: number, at: number, usable: number, cells: number[][]): void {
  const start = at === 100 ? 0 : at
  let content = usable
  bytes[header] = 13
  bytes[header + 4] = cells.length
  for (const [i, cell] of cells.entries()) {
    content -= cell.length
    bytes.set(cell, start + content)
    bytes.set([content >> 8, content & 0xff], header + 8 + i * 2)
  }
  bytes.set([content >> 8, content & 0xff], header + 5)
}

const ascii = (text: string): number[] => [...new TextEncoder().encode(text)]
const varint = (value: number): number[] => (value < 128 ? [value] : [(value >> 7) | 0x80, value & 0x7f])

describe('write-ahead logs', () => {
  const LOGGED = `PRAGMA page_size = 1024; CREATE TABLE t(a); INSERT INTO t VALUES ('one'); PRAGMA journal_mode = WAL;
    PRAGMA wal_autocheckpoint = 0; INSERT INTO t VALUES ('two'); UPDATE t SET a = 'changed' WHERE a = 'one';`

  it('make a state of each commit, over the main file', () => {
    const file = open(made(LOGGED))
    expect(file.states).toEqual(['live', 'main', 'commit:1', 'commit:2'])
    expect(valuesOf(file)).toEqual(['changed', 'two'])
    expect(valuesOf(file, 't', 'main')).toEqual(['one'])
    expect(valuesOf(file, 't', 'commit:1')).toEqual(['one', 'two'])
    expect(codesOf(file.view('commit:3').issues)).toEqual(['E_SQLITE_NO_SUCH_STATE'])
    const superseded = [...file.superseded('t')]
    expect(superseded).toMatchObject([{ rowid: 1, values: ['one'], via: 'main' }])
  })

  it('with big-endian checksums read the same', () => {
    const { main, wal } = made(LOGGED)
    const file = open({ main, wal: bigEndian(wal!) })
    expect(file.issues).toEqual([])
    expect(valuesOf(file)).toEqual(['changed', 'two'])
  })

  it('are read up to the commit before the first frame that fails its checksum', () => {
    const { main, wal } = made(LOGGED)
    wal![wal!.length - 5]! ^= 1
    const file = open({ main, wal })
    expect(file.issues).toMatchObject([{ code: 'E_SQLITE_WAL_TORN', data: { frame: 1, frames: 1 } }])
    expect(valuesOf(file)).toEqual(['one', 'two'])
  })

  it('say how many frames follow the last commit, and how many bytes the last frame lacks', () => {
    const { main, wal } = made(`${LOGGED} BEGIN; CREATE TABLE u(b); INSERT INTO t VALUES ('three'); COMMIT;`)
    const cut = wal!.subarray(0, wal!.length - 10)
    const file = open({ main, wal: cut })
    expect(codesOf(file.issues).sort()).toEqual(['E_SQLITE_WAL_CUT', 'E_SQLITE_WAL_UNCOMMITTED'])
    expect(valuesOf(file)).toEqual(['changed', 'two'])
  })

  it('leave out frames of an earlier round', () => {
    const { main, wal } =
      made(`${LOGGED} INSERT INTO t VALUES ('three'), ('four'); PRAGMA wal_checkpoint(RESTART);
      INSERT INTO t VALUES ('five');`)
    const file = open({ main, wal })
    expect(codesOf(file.issues)).toEqual(['E_SQLITE_WAL_OTHER_ROUND'])
    expect(valuesOf(file)).toEqual(['changed', 'two', 'three', 'four', 'five'])
    expect(file.states).toEqual(['live', 'main', 'commit:1'])
  })

  it.each([
    ['empty', () => NOTHING, []],
    ['zeroed', (wal: Uint8Array) => wal.fill(0), []],
    ['with a torn header', (wal: Uint8Array) => wal.subarray(0, 20), ['E_SQLITE_WAL_HEADER']],
    ['with a bent header', (wal: Uint8Array) => wal.fill(9, 12, 13), ['E_SQLITE_WAL_HEADER']],
    ['of another database', () => made(LOGGED.replace('1024', '2048')).wal!, ['E_SQLITE_WAL_PAGE_SIZE']],
  ])('that are %s are not applied', (_, bend, codes) => {
    const { main, wal } = made(LOGGED)
    const file = open({ main, wal: bend(wal!) })
    expect(codesOf(file.issues)).toEqual(codes)
    expect(valuesOf(file)).toEqual(['one'])
    expect(file.states).toEqual(['live', 'main'])
  })

  it('hold the whole database where its main file was never written', () => {
    const { wal } = made(LOGGED.replace("INSERT INTO t VALUES ('one');", ''))
    // The schema stood in the main file before the log began, so only its absence can be said.
    expect(openSqlite({ main: sourceOfBytes(NOTHING), wal: sourceOfBytes(wal!) }).ok).toBe(false)
    const whole = made(
      `PRAGMA page_size = 1024; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; ${THREE_ROWS}`,
    )
    const file = open({ main: NOTHING, wal: whole.wal })
    expect(valuesOf(file)).toEqual(['one', 'two', 'three'])
  })
})

/** The same log with checksums over big-endian words. */
function bigEndian(log: Uint8Array): Uint8Array {
  const bytes = log.slice()
  const view = new DataView(bytes.buffer)
  const pageSize = view.getUint32(8)
  let s0 = 0
  let s1 = 0
  const add = (from: number, to: number) => {
    for (let at = from; at < to; at += 8) {
      s0 = (s0 + view.getUint32(at) + s1) >>> 0
      s1 = (s1 + view.getUint32(at + 4) + s0) >>> 0
    }
  }
  view.setUint32(0, 0x377f0683)
  add(0, 24)
  view.setUint32(24, s0)
  view.setUint32(28, s1)
  for (let frame = 32; frame < bytes.length; frame += 24 + pageSize) {
    add(frame, frame + 8)
    add(frame + 24, frame + 24 + pageSize)
    view.setUint32(frame + 16, s0)
    view.setUint32(frame + 20, s1)
  }
  return bytes
}

describe('rollback journals', () => {
  const header = Uint8Array.of(0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, ...new Uint8Array(504))

  it('with a header are told of and not applied', () => {
    const file = open({ main: made(THREE_ROWS).main, journal: header })
    expect(codesOf(file.issues)).toEqual(['E_SQLITE_HOT_JOURNAL'])
    expect(valuesOf(file)).toEqual(['one', 'two', 'three'])
  })

  it('that are empty or zeroed are over', () => {
    for (const journal of [NOTHING, new Uint8Array(512)])
      expect(open({ main: made(THREE_ROWS).main, journal }).issues).toEqual([])
  })
})

describe('rows', () => {
  it('come with the columns asked for, in that order, and null for names the table lacks', () => {
    const { main } = made(
      "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b, v AS (1)); INSERT INTO t VALUES (7, 'x', 2.0)",
    )
    const rows = [
      ...open({ main })
        .view()
        .rows('T', { columns: ['B', 'none', 'id', 'a', 'A'] }),
    ]
    expect(rows).toMatchObject([{ rowid: 7, values: [2, null, 7, 'x', 'x'] }])
  })

  it('say of a column that is computed and not stored that it reads null', () => {
    const { main } = made("CREATE TABLE t(a, v AS (1)); INSERT INTO t VALUES ('x')")
    const [issue, row] = [...open({ main }).view().rows('t')]
    expect(issue).toMatchObject({ code: 'E_SQLITE_COLUMN_COMPUTED', data: { column: 'v' } })
    expect(row).toMatchObject({ values: ['x', null] })
  })

  it('name the bytes another tool finds the cell at', () => {
    const { main } = made(THREE_ROWS)
    for (const row of open({ main }).view().rows('t')) {
      if (isIssue(row)) throw new Error(row.code)
      const cell = main.subarray((row.page - 1) * 4096 + row.offset)
      expect(cell[1]).toBe(row.rowid)
      expect(new TextDecoder().decode(cell.subarray(4, 4 + String(row.values[0]).length))).toBe(row.values[0])
    }
  })

  it('of a table nobody knows are none', () => {
    expect([
      ...open({ main: made(THREE_ROWS).main })
        .view()
        .rows('nobody'),
    ]).toEqual([])
  })

  it('keep text that is not valid as bytes, with an issue', () => {
    const { main } = made("CREATE TABLE t(a); INSERT INTO t VALUES (CAST(x'61ff62' AS TEXT))")
    const [issue, row] = [...open({ main }).view().rows('t')]
    expect(issue).toMatchObject({ code: 'E_SQLITE_TEXT', data: { column: 'a' } })
    expect(row).toMatchObject({ values: [Uint8Array.of(0x61, 0xff, 0x62)] })
  })
})
