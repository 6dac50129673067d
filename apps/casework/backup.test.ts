import { randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Utc } from '@manumit/base'
import { openAccess, openWorkspace, type StorePowers, type Workspace } from '@manumit/store'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp, makeBackupKey } from './backup.ts'
import { restore } from './restore.ts'
import { readTarStream, tarStream } from './tar-stream.ts'

const powers: StorePowers = { now: () => 1_000_000 as Utc, actor: 'test', randomId: randomUUID }
const LONG_NAME = `uploads/${randomUUID()}/${'long '.repeat(25)}“é”.tar`
let home = ''
let workspace: Workspace
let key: Awaited<ReturnType<typeof makeBackupKey>>
const at = (name: string): string => join(home, name)

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'manumit-backup-'))
  const opened = await openWorkspace({ folder: at('w'), create: { kind: 'case', name: 'W' }, powers })
  if (!opened.ok) throw new Error(opened.error.code)
  workspace = opened.value
  await workspace.judgements.append({ subject: 'x', decision: 'same', reason: 'kept' })
  key = await makeBackupKey()
  writeFileSync(at('key'), `# public key: ${key.recipient}\n${key.identity}\n`)
})
afterEach(async () => {
  await workspace.close()
  rmSync(home, { recursive: true })
})

const make = (target = at('b.age'), recipients = [key.recipient]) =>
  backUp({ workspace, folder: at('w'), recipients, target, onProgress: () => {} })
const bring = (folder = at('r'), keyPath = at('key'), source = at('b.age')) =>
  restore({ source, keyPath, folder, powers })
const codeOf = async (result: Promise<{ ok: boolean; error?: { code: string } }>): Promise<string> =>
  (await result).error?.code ?? 'done'

describe('a backup', () => {
  it('brings back what was judged, who had access and what was uploaded, and no session or link', async () => {
    const access = openAccess({ folder: at('w'), now: powers.now })
    if (!access.ok) throw new Error()
    const link = {
      hash: 'h',
      purpose: 'owner',
      role: 'owner',
      account: null,
      madeBy: 'x',
      expiresAt: 9e9 as Utc,
    } as const
    access.value.links.add(link)
    access.value.accounts.claim(
      { name: 'Ada', role: 'owner', passwordHash: 'p', recoveryHash: 'r', passkeys: [] },
      'h',
    )
    access.value.sessions.open('session', 'Ada', { idle: 1e9, absolute: 1e9 })
    access.value.links.add({ ...link, hash: 'waiting' })
    const upload = Buffer.alloc(70_000, 'u')
    mkdirSync(join(at('w'), LONG_NAME, '..'), { recursive: true })
    writeFileSync(join(at('w'), LONG_NAME), upload)
    const made = await make()
    access.value.close()
    expect(made).toMatchObject({ ok: true, value: { files: 3, bytes: statSync(at('b.age')).size } })
    expect(readFileSync(at('b.age')).subarray(0, 21).toString()).toBe('age-encryption.org/v1')
    if (process.platform !== 'win32') expect(statSync(at('b.age')).mode & 0o777).toBe(0o600)
    expect(readdirSync(at('w')).filter((name) => name.startsWith('backup-'))).toEqual([])

    const restored = await bring()
    expect(restored).toMatchObject({ ok: true, value: { files: 3, entries: 2 } })
    expect(readFileSync(join(at('r'), LONG_NAME)).equals(upload)).toBe(true)
    const opened = await openWorkspace({ folder: at('r'), powers })
    if (!opened.ok) throw new Error(opened.error.code)
    expect(await opened.value.judgements.of('x')).toMatchObject([{ reason: 'kept' }])
    await opened.value.close()
    const back = openAccess({ folder: at('r'), now: powers.now })
    if (!back.ok) throw new Error()
    expect(back.value.accounts.list()).toMatchObject([{ name: 'Ada' }])
    expect(back.value.links.get('waiting').ok).toBe(false)
    expect(back.value.sessions.use('session', { idle: 1e9, absolute: 1e9 })).toBe(null)
    back.value.close()
  })

  it('is made of a moment: what is judged meanwhile is in the next one', async () => {
    const [made] = await Promise.all([
      make(),
      workspace.judgements.append({ subject: 'y', decision: 'same', reason: 'later' }),
    ])
    expect(made.ok).toBe(true)
    expect((await bring()).ok).toBe(true)
  })

  it('opens by the key of each recipient and by no other', async () => {
    const second = await makeBackupKey()
    await make(at('b.age'), [key.recipient, second.recipient])
    writeFileSync(at('second'), second.identity)
    writeFileSync(at('other'), (await makeBackupKey()).identity)
    writeFileSync(at('none'), 'no key')
    expect(await codeOf(bring(at('r'), at('other')))).toBe('E_BACKUP_KEY')
    expect(await codeOf(bring(at('r'), at('none')))).toBe('E_BACKUP_KEY')
    expect(await codeOf(bring(at('r'), at('key'), at('key')))).toBe('E_BACKUP_KEY')
    expect(existsSync(at('r'))).toBe(false)
    expect(await codeOf(bring(at('r'), at('second')))).toBe('done')
  })

  it('is refused for what is no public key, and overwrites nothing', async () => {
    expect(await codeOf(make(at('b.age'), ['age1nonsense']))).toBe('E_BACKUP_RECIPIENT')
    expect(await codeOf(make(at('b.age'), []))).toBe('E_BACKUP_RECIPIENT')
    expect(await codeOf(make(at('none/b.age')))).toBe('E_OUTPUT_FAILED')
    await make()
    expect(await codeOf(make())).toBe('E_OUTPUT_EXISTS')
    expect(await codeOf(bring(at('w')))).toBe('E_WORKSPACE_EXISTS')
    expect(await codeOf(bring(at('r'), at('nothing')))).toBe('E_PATH_ABSENT')
  })

  it('takes away no file that another one is being made in', async () => {
    writeFileSync(at('b.age.partial'), 'another’s')
    expect(await codeOf(make(at('b.age')))).toBe('E_OUTPUT_FAILED')
    expect(readFileSync(at('b.age.partial'), 'utf8')).toBe('another’s')
  })

  it('that was changed or cut short restores nothing', async () => {
    await make()
    const bytes = readFileSync(at('b.age'))
    for (const change of [
      bytes.subarray(0, bytes.length - 1),
      bytes.subarray(0, 70_000),
      Buffer.concat([bytes.subarray(0, -5), Buffer.from([bytes.at(-5)! ^ 1]), bytes.subarray(-4)]),
    ]) {
      writeFileSync(at('changed'), change)
      expect(await codeOf(bring(at('r'), at('key'), at('changed')))).toBe('E_BACKUP_BROKEN')
      expect(readdirSync(home).filter((name) => name.startsWith('r'))).toEqual([])
    }
  })
})

describe('the archive', () => {
  const of = (name: string, text: string) => ({
    name,
    sizeBytes: Buffer.byteLength(text),
    async *content() {
      yield Buffer.from(text)
    },
  })
  const read = async (
    bytes: Uint8Array,
    pieceBytes = bytes.length,
  ): Promise<readonly [string | null, object]> => {
    const found: Record<string, string> = {}
    async function* pieces() {
      for (let i = 0; i < bytes.length; i += pieceBytes) yield bytes.subarray(i, i + pieceBytes)
    }
    const problem = await readTarStream(pieces(), {
      open: (name) => ({
        write: async (piece) => {
          found[name] = (found[name] ?? '') + Buffer.from(piece).toString()
        },
        close: async () => {},
      }),
    })
    return [problem, found]
  }
  const bytesOf = async (...members: ReturnType<typeof of>[]): Promise<Buffer> => {
    const parts: Uint8Array[] = []
    for await (const part of tarStream(members)) parts.push(part)
    return Buffer.concat(parts)
  }

  it('comes back in pieces of any length, and is whole or said not to be', async () => {
    const bytes = await bytesOf(of('a', 'x'.repeat(513)), of(LONG_NAME, 'y'))
    for (const length of [1, 7, 512, 10_000])
      expect(await read(bytes, length)).toEqual([null, { a: 'x'.repeat(513), [LONG_NAME]: 'y' }])
    for (let cut = 0; cut < bytes.length - 1024; cut += 101)
      expect((await read(bytes.subarray(0, cut)))[0], String(cut)).not.toBe(null)
    bytes[3] = 1
    expect((await read(bytes))[0]).toBe('a header in it is damaged')
  })

  it('says so when a file changed while it was read', async () => {
    await expect(bytesOf({ ...of('a', 'xy'), sizeBytes: 3 })).rejects.toThrow('2 bytes of 3')
  })
})
