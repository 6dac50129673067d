import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { makeMessageDatabase } from './message-database.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-bulk-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(['ios', 'android'] as const)('makeMessageDatabase for %s', (kind) => {
  const path = join(folder, `${kind}.db`)

  it('writes as many rows as asked for, no two texts equal', () => {
    makeMessageDatabase(path, { rows: 1003, kind })
    const database = new DatabaseSync(path, { readOnly: true })
    const sql =
      kind === 'ios'
        ? 'SELECT count(DISTINCT attributedBody) n FROM message'
        : 'SELECT count(DISTINCT body) n FROM sms'
    expect(database.prepare(sql).get()?.n).toBe(1003)
    if (kind === 'ios')
      expect(database.prepare('SELECT count(*) n FROM chat_message_join').get()?.n).toBe(1003)
    expect(Object.values(database.prepare('PRAGMA integrity_check').get() ?? {})).toEqual(['ok'])
    database.close()
  })

  it('gives the same bytes for the same seed and other bytes for another', () => {
    const bytesOf = (seed: string) => {
      makeMessageDatabase(path, { rows: 200, kind, seed })
      return readFileSync(path)
    }
    const once = bytesOf('a')
    expect(bytesOf('a').equals(once)).toBe(true)
    expect(bytesOf('b').equals(once)).toBe(false)
  })
})
