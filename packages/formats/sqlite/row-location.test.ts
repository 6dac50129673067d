import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isIssue, sourceOfBytes } from '@manumit/base'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSqlite, type RowLocation, type SqliteFile } from './index.ts'

interface Files {
  readonly main: Uint8Array
  readonly wal: Uint8Array | null
}

/** A database the engine wrote, as it lies on disk while the engine still has it open. */
function written(statements: readonly string[], pageSize = 512): Files {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-rows-'))
  const path = join(folder, 'a.db')
  const database = new DatabaseSync(path)
  try {
    database.exec(`pragma page_size = ${pageSize}`)
    for (const statement of statements) database.exec(statement)
    let wal: Uint8Array | null = null
    if (statements.some((statement) => statement.includes('wal'))) wal = readFileSync(`${path}-wal`)
    return { main: readFileSync(path), wal }
  } finally {
    database.close()
    rmSync(folder, { recursive: true })
  }
}

function open({ main, wal }: Files): SqliteFile {
  const opened = openSqlite({ main: sourceOfBytes(main), ...(wal && { wal: sourceOfBytes(wal) }) })
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

const bytesOf = (files: Files, { file }: { file: 'main' | 'wal' }): Uint8Array =>
  file === 'main' ? files.main : files.wal!

/** The whole payload bytes behind the cell's header, put together from the page and the overflow pages. */
function payloadOf(files: Files, row: RowLocation): Uint8Array {
  const header = row.parts.find((part) => part.kind === 'header-length')!.start
  const local = row.parts.filter((part) => part.kind !== 'overflow-page').at(-1)!.end
  const pieces = [bytesOf(files, row).subarray(row.cellOffset + header, row.cellOffset + local)]
  for (const page of row.overflow)
    pieces.push(bytesOf(files, page).subarray(page.offset + 4, page.offset + 4 + page.bytes))
  return Buffer.concat(pieces)
}

const textOf = (files: Files, row: RowLocation, column: string): string => {
  const part = row.parts.find((each) => each.kind === 'column' && each.column === column)!
  return Buffer.from(
    bytesOf(files, row).subarray(row.cellOffset + part.start, row.cellOffset + part.end),
  ).toString()
}

describe('locate', () => {
  it('marks each value of a row where its bytes lie', () => {
    const files = written([
      'create table note (id integer primary key, name text, body text)',
      `insert into note values (7, 'teapot', 'on the bridge'), (900, 'kettle', '')`,
    ])
    const row = open(files).locate({ table: 'NOTE', rowid: 7 })!
    expect(row).toMatchObject({ page: 2, file: 'main', offset: 512, overflow: [] })
    expect(textOf(files, row, 'name')).toBe('teapot')
    expect(textOf(files, row, 'body')).toBe('on the bridge')
    expect(row.parts.map(({ kind, column }) => column ?? kind)).toEqual([
      'payload-length',
      'rowid',
      'header-length',
      'id',
      'name',
      'body',
      'name',
      'body',
    ])
    // Parts lie one after the other and fill the cell.
    expect(row.parts.at(-1)!.end).toBe(row.cellBytes)
    expect(row.parts.map((part) => part.start).slice(1)).toEqual(
      row.parts.map((part) => part.end).slice(0, -1),
    )
  })

  it('finds no row that is not there, and none in a table without rowids', () => {
    const file = open(
      written([
        'create table note (id integer primary key)',
        'create table pair (a text primary key, b text) without rowid',
        'insert into note values (1), (3)',
        `insert into pair values ('x', 'y')`,
      ]),
    )
    expect(file.locate({ table: 'note', rowid: 2 })).toBeNull()
    expect(file.locate({ table: 'pair', rowid: 1 })).toBeNull()
    expect(file.locate({ table: 'nothing', rowid: 1 })).toBeNull()
    expect(file.locate({ table: 'note', rowid: 1, state: 'commit:9' })).toBeNull()
  })

  it('finds a row of an earlier state in the main file and the newer one in the log', () => {
    const files = written([
      'create table note (id integer primary key, body text)',
      `insert into note values (1, 'as it was')`,
      'pragma journal_mode = wal',
      `update note set body = 'as it became' where id = 1`,
    ])
    const file = open(files)
    const live = file.locate({ table: 'note', rowid: 1 })!
    const main = file.locate({ table: 'note', rowid: 1, state: 'main' })!
    expect([live.file, main.file]).toEqual(['wal', 'main'])
    expect(textOf(files, live, 'body')).toBe('as it became')
    expect(textOf(files, main, 'body')).toBe('as it was')
  })

  it('gives, for any rows, bytes that hold each value whole, overflow pages included', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.bigInt({ min: -(2n ** 40n), max: 2n ** 62n }), { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat({ max: 3000 }), { minLength: 1, maxLength: 5 }),
        (rowids, lengths) => {
          const files = written([
            'create table note (id integer primary key, body text, tail text)',
            ...rowids.map(
              (rowid, i) =>
                `insert into note values (${rowid}, '${`b${i}`.repeat(lengths[i % lengths.length]!)}', 'tail ${i}')`,
            ),
          ])
          const file = open(files)
          for (const [i, rowid] of rowids.entries()) {
            const row = file.locate({ table: 'note', rowid })!
            const payload = Buffer.from(payloadOf(files, row)).toString('latin1')
            expect(payload.endsWith(`${`b${i}`.repeat(lengths[i % lengths.length]!)}tail ${i}`)).toBe(true)
          }
          // The reader names the same page and cell.
          for (const read of file.view().rows('note')) {
            if (isIssue(read)) throw new Error(read.code)
            const row = file.locate({ table: 'note', rowid: read.rowid! })!
            expect([row.page, row.cellOffset - row.offset]).toEqual([read.page, read.offset])
          }
        },
      ),
      { numRuns: process.env.CI ? 300 : 15 },
    )
  })

  it('never throws on bytes that were changed, and stays inside the file', () => {
    const files = written([
      'create table note (id integer primary key, body text)',
      ...Array.from({ length: 60 }, (_, i) => `insert into note values (${i}, '${'x'.repeat(17 * i)}')`),
    ])
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: files.main.length - 101 }), fc.nat({ max: 255 })), { maxLength: 20 }),
        (changes) => {
          const main = files.main.slice()
          for (const [at, byte] of changes) main[100 + at] = byte
          const opened = openSqlite({ main: sourceOfBytes(main) })
          if (!opened.ok) return
          for (let rowid = 0; rowid < 60; rowid += 7) {
            const row = opened.value.locate({ table: 'note', rowid })
            if (row) expect(row.cellOffset + row.cellBytes).toBeLessThanOrEqual(main.length)
          }
        },
      ),
      { numRuns: process.env.CI ? 3000 : 150 },
    )
  })
})
