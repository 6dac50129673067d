import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { inventedPowers } from '@manumit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultWorkspaceFolder, openWorkspace, type Workspace } from './index.ts'

let parent: string
let folder: string
let path: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'manumit-open-'))
  folder = join(parent, 'nested', 'workspace')
  path = join(folder, 'workspace.db')
})
afterEach(() => rmSync(parent, { recursive: true }))

const powers = inventedPowers()
const create = { kind: 'case', name: 'invented' } as const

async function make(): Promise<Workspace> {
  const made = await openWorkspace({ folder, create, powers })
  if (!made.ok) throw new Error(made.error.code)
  return made.value
}

const refusalOf = async (request: Partial<Parameters<typeof openWorkspace>[0]> = {}) => {
  const opened = await openWorkspace({ folder, powers, ...request })
  if (opened.ok) await opened.value.close()
  return opened.ok ? null : opened.error.code
}

describe.skipIf(process.platform === 'win32')('privacy', () => {
  it('makes folder and files for their owner alone, the log and lock files too', async () => {
    const workspace = await make()
    await workspace.audit.append('view.timeline', 'source:1')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of ['workspace.db', 'workspace.db-wal', 'workspace.db-shm', 'writer.lock'])
      expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600)
    await workspace.close()
  })

  it('refuses a file or folder that others may open', async () => {
    await (await make()).close()
    chmodSync(path, 0o640)
    expect(await refusalOf()).toBe('E_WORKSPACE_NOT_PRIVATE')
    chmodSync(path, 0o600)
    chmodSync(folder, 0o755)
    expect(await refusalOf()).toBe('E_WORKSPACE_NOT_PRIVATE')
    chmodSync(folder, 0o700)
    expect(await refusalOf()).toBe(null)
  })

  it('refuses to make a workspace in a folder that others may open', async () => {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    chmodSync(folder, 0o755)
    expect(await refusalOf({ create })).toBe('E_WORKSPACE_NOT_PRIVATE')
  })
})

describe('one writer', () => {
  it('refuses a second writer and lets readers in', async () => {
    const workspace = await make()
    expect(await refusalOf()).toBe('E_WORKSPACE_LOCKED')
    const reading = await openWorkspace({ folder, access: 'read', powers })
    expect(reading.ok).toBe(true)
    if (reading.ok) await reading.value.close()
    await workspace.close()
    expect(await refusalOf()).toBe(null)
  })

  it('keeps one chain when two programs write the log', async () => {
    const writing = await make()
    const reading = await openWorkspace({ folder, access: 'read', powers })
    if (!reading.ok) throw new Error(reading.error.code)
    for (let i = 0; i < 5; i++) {
      await writing.audit.append('view.timeline', 'source:1')
      await reading.value.audit.append('export.csv', 'source:1')
    }
    expect(await writing.audit.verify()).toMatchObject({ intact: true, entries: 11 })
    await reading.value.close()
    await writing.close()
  })
})

describe('what is not a sound workspace', () => {
  it('says when there is none', async () => {
    expect(await refusalOf()).toBe('E_WORKSPACE_ABSENT')
  })

  it.each([
    ['text', Buffer.from('a shopping list, quite long enough to look like something')],
    ['one byte', Buffer.from('S')],
  ])('refuses %s, and leaves it as it was', async (_, bytes) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(path, bytes, { mode: 0o600 })
    expect(await refusalOf()).toBe('E_WORKSPACE_FORMAT')
    expect(await refusalOf({ create })).toBe('E_WORKSPACE_FORMAT')
    expect(readFileSync(path)).toEqual(bytes)
  })

  it('refuses a database of somebody else’s, and leaves it as it was', async () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const other = new DatabaseSync(path)
    other.exec('create table note (text)')
    other.close()
    chmodSync(path, 0o600)
    const before = readFileSync(path)
    expect(await refusalOf()).toBe('E_WORKSPACE_FORMAT')
    expect(readFileSync(path)).toEqual(before)
  })

  it('refuses a workspace cut short', async () => {
    await (await make()).close()
    truncateSync(path, statSync(path).size - 1)
    expect(await refusalOf()).toBe('E_WORKSPACE_DAMAGED')
  })

  it('refuses a workspace whose schema page is overwritten', async () => {
    await (await make()).close()
    const bytes = readFileSync(path)
    bytes.fill(0xff, 100, 8000)
    writeFileSync(path, bytes)
    expect(await refusalOf()).toBe('E_WORKSPACE_DAMAGED')
  })

  it('finishes the making of a workspace that was cut short', async () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(path, '', { mode: 0o600 })
    expect(await refusalOf()).toBe('E_WORKSPACE_ABSENT')
    await (await make()).close()
    expect(await refusalOf({ expect: 'case' })).toBe(null)
  })
})

describe('defaultWorkspaceFolder', () => {
  const name = 'operation kettle'
  it.each([
    ['linux', {}, '/home/a/.local/share/manumit/workspaces/operation kettle'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/manumit/workspaces/operation kettle'],
    ['linux', { XDG_DATA_HOME: 'data' }, '/home/a/.local/share/manumit/workspaces/operation kettle'],
    ['darwin', {}, '/home/a/Library/Application Support/manumit/workspaces/operation kettle'],
    ['win32', { APPDATA: '/appdata' }, '/appdata/manumit/workspaces/operation kettle'],
  ] as const)('on %s with %o', (platform, env, expected) => {
    expect(defaultWorkspaceFolder({ name, env, platform, home: '/home/a' })).toBe(expected)
  })

  it('makes one folder of any name', () => {
    for (const odd of ['../../etc', 'a/b\\c', '.hidden', 'x:y', 'trailing. '])
      expect(defaultWorkspaceFolder({ name: odd, env: {}, platform: 'linux', home: '/h' })).toMatch(
        /^\/h\/\.local\/share\/manumit\/workspaces\/[^/\\:]+$/,
      )
    expect(defaultWorkspaceFolder({ name: '..', env: {}, platform: 'linux', home: '/h' })).not.toMatch(
      /\.\.$/,
    )
  })
})

it('a transaction that waits for another connection’s does not hold up its thread', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-busy-'))
  const opened = await openWorkspace({ folder, create: { kind: 'case', name: 'Busy' }, powers })
  if (!opened.ok) throw new Error(opened.error.code)
  const other = new DatabaseSync(join(folder, 'workspace.db'))
  other.exec('begin immediate')
  const appended = opened.value.audit.append('test.waited', 'x')
  let ticks = 0
  const ticking = setInterval(() => ticks++, 1)
  await new Promise((resolve) => setTimeout(resolve, 100))
  clearInterval(ticking)
  expect(ticks).toBeGreaterThan(5)
  other.exec('commit')
  other.close()
  expect(await appended).toMatchObject({ action: 'test.waited' })
  await opened.value.close()
  rmSync(folder, { recursive: true })
})
