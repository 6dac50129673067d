import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Sha256 } from '@manumit/base'
import type { Place } from '@manumit/model'
import { afterAll, expect, it } from 'vitest'
import { showCommand } from './show-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-command-'))
afterAll(() => rmSync(folder, { recursive: true }))

const command = (path: string, place: Place): string =>
  showCommand({ file: { sha256: 'a'.repeat(64) as Sha256, path, sizeBytes: 1 }, place })
const row = { table: 'message', rowid: 12, state: 'live', via: 'live' } as const
const has = (tool: string): boolean => spawnSync('which', [tool]).status === 0

it('opens a row with the log beside it, and one of the main file alone as immutable', () => {
  expect(command('a/sms.db', row)).toBe(
    `sqlite3 -readonly -line 'file:a/sms.db?mode=ro' 'SELECT rowid, * FROM "message" WHERE rowid = 12'`,
  )
  expect(command('sms.db', { ...row, state: 'superseded', via: 'main' })).toContain('?immutable=1')
  expect(command('sms.db', { ...row, state: 'superseded', via: 'commit:3' })).toContain(
    '# log cut after commit 3',
  )
})

it('shows a range of bytes', () => {
  expect(command('x.jpg', { offset: 36, length: 10 })).toBe("xxd -s 36 -l 10 -- 'x.jpg'")
})

it('names no file whose name a shell cannot be given', () => {
  expect(command('a\u202eb', { offset: 0, length: 1 })).toContain("'FILE'")
  expect(command('\ud800', row)).toContain("'file:FILE?mode=ro'")
})

const HOSTILE = [`it's $(touch hit) \`touch hit\` "; touch hit; '.db`, 'a b?mode=rwc#%41.db', '-rf/ä .db']

it.skipIf(!has('sqlite3')).each(HOSTILE)(
  'pasted into a shell, shows the row of %s and runs nothing of it',
  (name) => {
    const path = join(folder, name)
    mkdirSync(join(path, '..'), { recursive: true })
    const database = new DatabaseSync(path)
    database.exec(
      `CREATE TABLE "me""ssage's" (body); INSERT INTO "me""ssage's" (rowid, body) VALUES (12, 'teapot')`,
    )
    database.close()
    const shown = execFileSync('sh', ['-c', command(name, { ...row, table: `me"ssage's` })], { cwd: folder })
    expect(String(shown)).toContain('teapot')
    expect(spawnSync('ls', { cwd: folder }).stdout.toString()).not.toMatch(/^hit$/m)
  },
)

it.skipIf(!has('xxd'))('pasted into a shell, shows the bytes of a file', () => {
  const name = HOSTILE[0]!.replace('.db', '.jpg')
  writeFileSync(join(folder, name), 'xxteapotxx')
  const shown = execFileSync('sh', ['-c', command(name, { offset: 2, length: 6 })], { cwd: folder })
  expect(String(shown)).toContain('teapot')
})
