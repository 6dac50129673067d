// Evidence that means harm, through the commands as somebody types them: what is printed obeys none of it, what could not
// be read is said with its place, and nothing is written to it.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runCommand } from './run-command.ts'
import type { Terminal } from './terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-hostile-'))
const evidence = join(folder, 'evidence')
mkdirSync(evidence)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function manumit(...args: string[]): Promise<{ code: number; out: string; notes: string }> {
  const out: string[] = []
  const notes: string[] = []
  const terminal: Terminal = {
    line: async (text) => void out.push(`${text}\n`),
    object: async (value) => void out.push(`${JSON.stringify(value)}\n`),
    note: (text) => void notes.push(`${text}\n`),
    progress: () => {},
    width: 100,
    isTerminal: false,
  }
  const code = await runCommand([...args, '--workspace', join(folder, 'case')], { terminal })
  return { code, out: out.join(''), notes: notes.join('') }
}

it('says of a database that no artifact reads what is wrong with it, and where', async () => {
  const files = {
    'cut.db': Buffer.from('SQLite format 3\0'),
    'wrecked.db': Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8192, 0xff)]),
  }
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(evidence, name), bytes)
  symlinkSync('/', join(evidence, 'out'))
  const before = Object.keys(files).map((name) => statSync(join(evidence, name)).mtimeMs)

  const added = await manumit('add', evidence)
  expect(added).toMatchObject({ code: 0 })
  expect(added.notes).toContain('2 files hashed (8.2 kB)')
  const { out } = await manumit('issues')
  expect(out).toMatch(/E_DATABASE_UNREAD .*\(E_SQLITE_TOO_SHORT\).*\n.*cut\.db/)
  expect(out).toMatch(/E_SQLITE_\w+ .*\n.*wrecked\.db/)
  expect(out).toMatch(/E_LINK_RECORDED .*\n.*source 1: out/)
  expect(Object.keys(files).map((name) => statSync(join(evidence, name)).mtimeMs)).toEqual(before)
  expect(
    Object.entries(files).map(([name, bytes]) => readFileSync(join(evidence, name)).equals(bytes)),
  ).toEqual([true, true])
})

it.runIf(process.platform === 'linux')('obeys no name, wherever it is printed', async () => {
  const name = 'a\nb\u001b[2J\u202egnp.exe'
  const path = join(evidence, name)
  const absent = await manumit('add', path)
  expect(absent).toMatchObject({ code: 2 })
  writeFileSync(path, 'x')
  const printed = [
    absent,
    await manumit('hash', '--kind', 'md5', path),
    await manumit('hash', path),
    await manumit('timeline', '--after', name),
    await manumit(name),
  ]
  for (const { out, notes } of printed) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(out + notes).not.toMatch(/\u001b|\u202e/)
    expect(out + notes).toContain('<U+001B>[2J<U+202E>gnp.exe')
  }
  expect(printed[1]!.out.split('\n')).toHaveLength(2)
})

it('refuses what names nothing with a sentence, not with what lies in the folder we stand in', async () => {
  const codeOf = async (...args: string[]): Promise<string> => {
    const { code, notes } = await manumit(...args)
    return `${code} ${/\[(E_\w+)\]/.exec(notes)?.[1]}`
  }
  expect(await codeOf('add', '')).toBe('2 E_PATH_EMPTY')
  expect(await codeOf('export', '--csv', '--out', '')).toBe('2 E_PATH_EMPTY')
  expect(await codeOf('bank', 'import', '')).toBe('2 E_PATH_EMPTY')
  expect(await codeOf('add', evidence, '--name', '')).toBe('2 E_NAME_EMPTY')
  expect(await codeOf('search', 'x', '--limit', '0')).toBe('2 E_LIMIT_ZERO')
  expect(await codeOf('verify', '--source', '99')).toBe('2 E_SOURCE_UNKNOWN')
})
