// Bent databases and logs: the reader ends, throws nothing, and each row it gives has the columns asked for.

import { isIssue, sourceOfBytes } from '@manumit/base'
import { generateDatabase, hasSharedData, readMutations, sharedDatabases } from '@manumit/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCreateTable } from './create-table.ts'
import { openSqlite } from './index.ts'

const made = Array.from({ length: 8 }, (_, i) => generateDatabase(700 + i, { everyCommit: i % 2 === 0 }))
const real = hasSharedData ? sharedDatabases() : []
/** Large samples would leave room for few rounds. */
const mains = [...made, ...real].map((db) => db.main).filter((bytes) => bytes.length < 300_000)
const logs = [...made, ...real].flatMap((db) => (db.wal && db.main.length < 300_000 ? [db] : []))

function readAll(main: Uint8Array, wal?: Uint8Array): void {
  const file = openSqlite({ main: sourceOfBytes(main), ...(wal && { wal: sourceOfBytes(wal) }) })
  if (!file.ok) return
  const view = file.value.view()
  for (const table of view.tables.values()) {
    for (const row of view.rows(table.name))
      if (!isIssue(row)) expect(row.values.length).toBe(table.columns.length)
    for (const row of file.value.superseded(table.name))
      if (isIssue(row)) expect(row.code).toMatch(/^E_SQLITE_/)
  }
}

describe('bent bytes', () => {
  it('of a main file are read to an end', () => {
    expect(readMutations(mains, (bytes) => readAll(bytes), { slowestMs: 10_000 })).toBeGreaterThan(0)
  })

  it('of a log are read to an end', () => {
    const walOf = new Map(logs.map((db) => [db.main, db.wal]))
    const wals = [...walOf.values()].flatMap((wal) => wal ?? [])
    readMutations(wals, (bytes) => readAll(logs[bytes.length % logs.length]!.main, bytes), {
      slowestMs: 10_000,
    })
  })

  it('behind a sound header are read to an end', () => {
    const sound = made[1]!.main
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: sound.length - 101 }), fc.uint8Array({ maxLength: 9 })), {
          maxLength: 12,
        }),
        (patches) => {
          const bent = sound.slice()
          for (const [at, bytes] of patches) bent.set(bytes.subarray(0, bent.length - 100 - at), 100 + at)
          readAll(bent)
        },
      ),
      { numRuns: process.env.CI ? 300 : 30 },
    )
  })
})

describe('bent statements', () => {
  const word = fc.constantFrom(
    ...[
      'CREATE',
      'TABLE',
      't',
      '(',
      ')',
      ',',
      'a',
      '"b c"',
      '[d]',
      '`e`',
      "'f'",
      'INTEGER',
      'PRIMARY',
      'KEY',
      'DEFAULT',
    ],
    ...[
      '-',
      '5',
      "x'00'",
      'WITHOUT',
      'ROWID',
      'STRICT',
      'AS',
      'STORED',
      'CHECK',
      'COLLATE',
      '/*',
      '*/',
      '--',
      '\n',
      '"',
    ],
  )
  it('are parsed to something or nothing', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const table = parseCreateTable(words.join(' '))
        for (const field of table?.fields ?? []) expect(field).toBeLessThan(table!.columns.length)
      }),
    )
  })
})
