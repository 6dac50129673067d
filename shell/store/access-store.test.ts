import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Utc } from '@manumit/base'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountKey } from './access-accounts.ts'
import type { AccessStore, NewAccount } from './access-ports.ts'
import { openAccess } from './access-store.ts'

const LIMITS = { idle: 100_000_000, absolute: 1_000_000_000 }
let folder = ''
let at = 1_000_000_000
let access: AccessStore

const open = (): AccessStore => {
  const opened = openAccess({ folder, now: () => at as Utc })
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manumit-access-'))
  at = 1_000_000_000
  access = open()
})
afterEach(() => {
  access.close()
  rmSync(folder, { recursive: true })
})

const account = (name: string, more: Partial<NewAccount> = {}): NewAccount => ({
  name,
  role: 'owner',
  passwordHash: null,
  recoveryHash: `recovery of ${name}`,
  passkeys: [],
  ...more,
})

function claim(name: string, more: Partial<NewAccount> = {}) {
  const hash = `link for ${name}`
  access.links.add({
    hash,
    purpose: 'invitation',
    role: 'owner',
    account: null,
    madeBy: 'test',
    expiresAt: (at + 10) as Utc,
  })
  return access.accounts.claim(account(name, more), hash)
}

describe('the file', () => {
  it.skipIf(process.platform === 'win32')('is for its owner alone, and is refused when it is not', () => {
    expect(statSync(join(folder, 'access.db')).mode & 0o777).toBe(0o600)
    access.close()
    rmSync(join(folder, 'access.db'))
    writeFileSync(join(folder, 'access.db'), '', { mode: 0o644 })
    expect(openAccess({ folder, now: () => 0 as Utc })).toMatchObject({
      ok: false,
      error: { code: 'E_WORKSPACE_NOT_PRIVATE' },
    })
    rmSync(join(folder, 'access.db'))
    access = open()
  })

  it('made by a later version is refused, and so is one of another kind', () => {
    access.close()
    const database = new DatabaseSync(join(folder, 'access.db'))
    database.exec('pragma user_version = 99')
    database.close()
    const newer = openAccess({ folder, now: () => 0 as Utc })
    expect(newer).toMatchObject({ ok: false, error: { code: 'E_WORKSPACE_NEWER', data: { found: 99 } } })
    rmSync(join(folder, 'access.db'))
    writeFileSync(join(folder, 'access.db'), 'not a database'.repeat(100), { mode: 0o600 })
    const damaged = openAccess({ folder, now: () => 0 as Utc })
    expect(damaged).toMatchObject({ ok: false, error: { code: 'E_WORKSPACE_DAMAGED' } })
    rmSync(join(folder, 'access.db'))
    access = open()
  })

  it('keeps what was written when it is opened again', () => {
    expect(claim('Ada').ok).toBe(true)
    access.close()
    access = open()
    expect(access.accounts.list().map(({ name }) => name)).toEqual(['Ada'])
  })
})

describe('accounts', () => {
  it('that look the same are one', () => {
    expect(accountKey('  Ada\u200b  Lovelace ')).toBe(accountKey('ADA Lovelace'))
    expect(accountKey('Ａda')).toBe(accountKey('ada'))
    expect(claim('Ada').ok).toBe(true)
    expect(claim('aDA\u2060')).toMatchObject({ ok: false, error: { code: 'E_ACCOUNT_EXISTS' } })
  })

  it('are made by one link once, with what they come in by', () => {
    const passkeys = [
      { credentialId: 'c1', publicKey: new Uint8Array([1, 2]), counter: 0, transports: ['internal'] },
    ]
    expect(claim('Ada', { passkeys })).toMatchObject({ ok: true, value: { role: 'owner', passkeys } })
    expect(access.accounts.claim(account('Bea'), 'link for Ada')).toMatchObject({
      ok: false,
      error: { code: 'E_LINK_UNKNOWN' },
    })
    expect(access.accounts.get('Bea').ok).toBe(false)
    access.accounts.setCounter('c1', 7)
    expect(access.accounts.get('ada')).toMatchObject({ ok: true, value: { passkeys: [{ counter: 7 }] } })
  })

  it('recover once with each code, which ends their sessions', () => {
    claim('Ada')
    access.sessions.open('s', 'Ada', LIMITS)
    const secrets = { passwordHash: 'new', recoveryHash: 'next', usedHash: 'recovery of Ada' }
    expect(access.accounts.recover('Ada', secrets).ok).toBe(true)
    expect(access.accounts.recover('Ada', secrets)).toMatchObject({ ok: false })
    expect(access.sessions.use('s', LIMITS)).toBe(null)
  })
})

describe('sessions', () => {
  it('end when nothing is done, and in any case', () => {
    claim('Ada')
    access.sessions.open('idle', 'Ada', LIMITS)
    at += LIMITS.idle
    expect(access.sessions.use('idle', LIMITS)).toBe(null)
    access.sessions.open('busy', 'Ada', LIMITS)
    for (let i = 0; i < 19; i++) {
      at += LIMITS.idle / 2
      expect(access.sessions.use('busy', LIMITS)).toMatchObject({ account: 'Ada' })
    }
    at += LIMITS.idle / 2
    expect(access.sessions.use('busy', LIMITS)).toBe(null)
  })

  it('end when role or state change, and stay when nothing does', () => {
    claim('Ada')
    for (const change of [{ role: 'analyst' }, { state: 'disabled' }] as const) {
      access.accounts.change('Ada', { role: 'owner', state: 'active' })
      access.sessions.open('s', 'Ada', LIMITS)
      access.accounts.change('Ada', { role: 'owner' })
      expect(access.sessions.use('s', LIMITS)).not.toBe(null)
      access.accounts.change('Ada', change)
      expect(access.sessions.use('s', LIMITS)).toBe(null)
    }
  })
})

describe('links', () => {
  const link = { purpose: 'owner', role: 'owner', account: null, madeBy: 'test' } as const

  it('work once, until they expire, and only the newest one of the start', () => {
    access.links.add({ ...link, hash: 'old', expiresAt: (at + 10) as Utc }, { inPlaceOf: 'owner' })
    access.links.add({ ...link, hash: 'new', expiresAt: (at + 10) as Utc }, { inPlaceOf: 'owner' })
    expect(access.links.get('old').ok).toBe(false)
    expect(access.links.get('new').ok).toBe(true)
    expect(access.links.use('new').ok).toBe(true)
    expect(access.links.use('new').ok).toBe(false)
    access.links.add({ ...link, hash: 'late', expiresAt: (at + 10) as Utc })
    at += 10
    expect(access.links.use('late').ok).toBe(false)
  })
})

describe('approvals', () => {
  it('are decided once', () => {
    access.approvals.request({
      id: 'a',
      route: 'sources.widen',
      input: { id: 1 },
      reason: 'x',
      requestedBy: 'Ada',
    })
    expect(access.approvals.list('waiting')).toHaveLength(1)
    const decision = { state: 'approved', decidedBy: 'Bea', decisionReason: 'yes' } as const
    expect(access.approvals.decide('a', decision)).toMatchObject({ ok: true, value: { state: 'approved' } })
    expect(access.approvals.decide('a', decision)).toMatchObject({
      ok: false,
      error: { code: 'E_APPROVAL_DECIDED', data: { by: 'Bea' } },
    })
    expect(access.approvals.list('waiting')).toHaveLength(0)
    expect(access.approvals.list('decided')).toHaveLength(1)
    expect(access.approvals.decide('b', decision)).toMatchObject({ ok: false })
  })
})

describe('jobs', () => {
  it('that were under way at a crash have stopped', () => {
    const add = (id: string) =>
      access.jobs.add({ id, kind: 'add', subject: 'x', startedBy: 'Ada', request: {} })
    for (const id of ['waiting', 'running', 'finished']) add(id)
    access.jobs.update('running', { state: 'running' })
    access.jobs.update('finished', { state: 'finished', endedAt: at as Utc })
    access.jobs.stopUnfinished()
    expect(Object.fromEntries(access.jobs.list().map(({ id, state }) => [id, state]))).toEqual({
      waiting: 'stopped',
      running: 'stopped',
      finished: 'finished',
    })
  })
})
