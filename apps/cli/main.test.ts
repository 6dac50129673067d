// The command line as somebody uses it: the demo case made, read, searched, scanned, exported and verified, each command a
// process of its own.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeShared, sharedJson, sharedPath } from '@manumit/testing'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'manumit-cli-'))
const demo = join(folder, 'demo')
const workspace = join(folder, 'case')

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function manumit(...args: string[]): { code: number; out: string; err: string } {
  const run = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  })
  return { code: run.status ?? -1, out: run.stdout, err: run.stderr }
}

const objects = <T>(...args: string[]): T[] => {
  const { code, out, err } = manumit(...args, '--json', '--workspace', workspace)
  expect(err + code).toMatch(/0$/)
  return out.trim() === ''
    ? []
    : out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as T)
}

/** Path → digest and modification time of every file. */
function stateOf(path: string): Record<string, string> {
  const files = globSync('**/*', { cwd: path }).filter((file) => statSync(join(path, file)).isFile())
  return Object.fromEntries(
    files.sort().map((file) => {
      const full = join(path, file)
      return [
        file,
        `${createHash('sha256').update(readFileSync(full)).digest('hex')} ${statSync(full).mtimeMs}`,
      ]
    }),
  )
}

interface Expected {
  readonly phones: Record<string, Record<string, number>>
  readonly pictures: {
    readonly files: readonly {
      readonly path: string
      readonly expected: string
      readonly distance?: number
    }[]
  }
}
let expected: Expected
let before: Record<string, string>

beforeAll(() => {
  expect(manumit('demo', demo).code).toBe(0)
  expected = JSON.parse(readFileSync(join(demo, 'expected.json'), 'utf8'))
  before = stateOf(demo)
  const phones = [join(demo, 'phone-a-ios-backup'), join(demo, 'phone-b-android')]
  expect(manumit('add', ...phones, '--workspace', workspace)).toMatchObject({ code: 0 })
}, 120_000)

describe('a case of two phones', () => {
  it('holds the records the recipes made, each with the place it was read from', () => {
    interface Source {
      readonly declaration: { readonly name: string }
      readonly counts: { readonly observations: Record<string, number> }
    }
    for (const { declaration, counts } of objects<Source>('sources')) {
      const made = expected.phones[declaration.name]!
      const live = objects<{ kind: string; where: { state?: string } }>(
        'timeline',
        '--state',
        'live',
        '--source',
        declaration.name === 'phone-a-ios-backup' ? '1' : '2',
      )
      const count = (kind: string) => live.filter((record) => record.kind === kind).length
      expect(count('message')).toBe(made.messages)
      expect(count('call')).toBe(made.calls)
      expect(count('contact')).toBe(made.contacts)
      expect(counts.observations.message).toBeGreaterThanOrEqual(made.messages!)
    }
    const [first] = objects<{ where: Record<string, unknown>; raw: object; source: object }>(
      'timeline',
      '--kind',
      'message',
      '--limit',
      '1',
    )
    expect(first!.where).toMatchObject({
      table: expect.any(String),
      rowid: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it('shows a record with the bytes it rests on', () => {
    const [first] = objects<{ id: number }>(
      'timeline',
      '--kind',
      'message',
      '--state',
      'live',
      '--limit',
      '1',
    )
    const [shown] = objects<{ raw: Record<string, unknown>; bytes: { hex: string; marks: object[] } }>(
      'record',
      String(first!.id),
      '--bytes',
    )
    expect(shown!.bytes.marks.length).toBeGreaterThan(4)
    const letters = Buffer.from(shown!.bytes.hex, 'hex').toString('latin1')
    const texts = Object.values(shown!.raw).filter(
      (raw) => typeof raw === 'string' && /^[ -~]{4,}$/.test(raw),
    )
    expect(texts.some((text) => letters.includes(String(text)))).toBe(true)
    const dump = manumit('record', String(first!.id), '--bytes', '--workspace', workspace)
    expect(dump.out).toMatch(/^[0-9a-f]{8}: ([0-9a-f]{4} ){7}[0-9a-f]{4}/m)
    expect(manumit('record', '1', '--workspace', workspace)).toMatchObject({ code: 2, out: '' })
  })

  it('finds words whatever their case and accents', () => {
    const found = objects<{ fields: { body?: string } }>('search', 'BUNA elena')
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((record) => /bun[aă]/i.test(JSON.stringify(record)))).toBe(true)
  })

  it('exports a table that a spreadsheet does not run, and logs its digest', () => {
    const out = join(folder, 'messages.csv')
    expect(manumit('export', '--csv', '--kind', 'message', '--out', out, '--workspace', workspace).code).toBe(
      0,
    )
    const bytes = readFileSync(out)
    const cells = Papa.parse<string[]>(bytes.toString()).data.flat()
    expect(cells.filter((cell) => /^[=@]|^[+-](?!\d+$)/.test(cell))).toEqual([])
    expect(cells.some((cell) => /^'=/.test(cell))).toBe(true)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const [entry] = objects<{ data: { sha256: string; records: number } }>(
      'audit-log',
      '--action',
      'export.csv',
    )
    expect(entry!.data.sha256).toBe(sha256)
    expect(manumit('export', '--csv', '--out', out, '--workspace', workspace)).toMatchObject({
      code: 2,
      err: expect.stringContaining('E_OUTPUT_EXISTS'),
    })
  })

  it('shows no terminal escape of the evidence', () => {
    const { out } = manumit('timeline', '--limit', '5000', '--workspace', workspace)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
  })

  it('refuses to read the same evidence twice, and says what to do', () => {
    const again = manumit('add', join(demo, 'phone-b-android'), '--workspace', workspace)
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('E_SOURCE_COMPLETE') })
  })
})

describe('a scope', () => {
  it('keeps out what is not permitted, counts it, and lets it in when widened, with a reason', () => {
    const narrow = join(folder, 'narrow')
    const at = ['--workspace', narrow]
    const phone = join(demo, 'phone-b-android')
    expect(manumit('add', phone, '--permit', 'call', '--holder', 'person-harmed', ...at).code).toBe(0)
    const source = () => JSON.parse(manumit('sources', '--json', ...at).out)
    const { messages, calls } = expected.phones['phone-b-android']!
    expect(source().counts.observations).toEqual({ call: calls })
    expect(source().counts.outOfScope.message).toBeGreaterThanOrEqual(messages!)
    expect(manumit('search', 'the', ...at).out).toBe('')
    expect(manumit('sources', 'widen', '1', '--permit', 'call,message', ...at)).toMatchObject({ code: 2 })
    expect(
      manumit('sources', 'widen', '1', '--permit', 'call,message', '--reason', 'order', ...at).code,
    ).toBe(0)
    expect(source().counts.observations.message).toBeGreaterThanOrEqual(messages!)
    expect(manumit('audit-log', '--action', 'source.widened', ...at).out).toContain('order')
  })
})

describe('pictures', () => {
  it('finds the edited copies of the bank’s pictures, and no other', () => {
    const bank = ['bank', 'import', join(demo, 'bank.csv'), '--name', 'demo', '--material', 'demonstration']
    expect(manumit(...bank, '--workspace', workspace).code).toBe(0)
    const scanned = manumit(
      'scan',
      join(demo, 'pictures'),
      '--bank',
      'demo',
      '--fail-on-match',
      '--json',
      '--workspace',
      workspace,
    )
    expect(scanned.code).toBe(3)
    const found = new Set(
      scanned.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).file.path as string),
    )
    const recorded = objects<{ file: { path: string } }>('matches', '--limit', '1000').map(
      (match) => match.file.path,
    )
    expect(new Set(recorded)).toEqual(found)
    const copies = expected.pictures.files.filter((file) =>
      ['digest', 'pdq', 'pdq-orientations'].includes(file.expected),
    )
    expect([...found].sort()).toEqual(copies.map((file) => join(demo, 'pictures', file.path)).sort())
  })

  it('prints hash,quality,path as the reference hasher does', () => {
    const [picture] = globSync('pictures/**/*.jpg', { cwd: demo })
    const { out, code } = manumit('hash', join(demo, picture!))
    expect(code).toBe(0)
    expect(out).toMatch(/^[0-9a-f]{64},\d{1,3},.*\.jpg\n$/)
    expect(
      manumit('hash', '--orientations', '--json', join(demo, picture!)).out.trim().split('\n'),
    ).toHaveLength(8)
    writeFileSync(join(folder, 'no-picture.txt'), 'text')
    expect(manumit('hash', join(folder, 'no-picture.txt'))).toMatchObject({ code: 1, out: '' })
  })
})

describe('custody', () => {
  it('evidence is byte for byte and to the millisecond as it was', () => {
    expect(stateOf(demo)).toEqual(before)
    expect(manumit('verify', '--workspace', workspace).code).toBe(0)
  })

  it('notices a changed, a missing and a new file', () => {
    const path = join(demo, 'phone-b-android')
    writeFileSync(join(path, 'new.txt'), 'new')
    const verified = manumit('verify', '--source', '2', '--json', '--workspace', workspace)
    expect(verified.code).toBe(1)
    expect(JSON.parse(verified.out)).toMatchObject({ added: ['new.txt'], changed: [], missing: [] })
    rmSync(join(path, 'new.txt'))
  })

  it('the audit log verifies, and against a head written down before', () => {
    const verified = manumit('audit-log', 'verify', '--workspace', workspace)
    expect(verified.code).toBe(0)
    const head = /head (\d+:[0-9a-f]{64})/.exec(verified.out)![1]!
    manumit('timeline', '--limit', '1', '--workspace', workspace)
    expect(manumit('audit-log', 'verify', '--head', head, '--workspace', workspace).code).toBe(0)
    expect(
      manumit('audit-log', 'verify', '--head', `1:${'0'.repeat(64)}`, '--workspace', workspace).code,
    ).toBe(1)
  })

  it('the published vectors are reproduced, and the record says on what', () => {
    const { code, out } = manumit('selftest', '--report')
    expect(code).toBe(0)
    expect(out).toContain(`Node ${process.versions.node}`)
  })
})

describe('what cannot be granted', () => {
  it.each([
    [['add', '/no/such/path'], 2, 'E_PATH_ABSENT'],
    [['timeline', '--workspace', '/no/such/place'], 2, 'E_WORKSPACE_ABSENT'],
    [['timeline', '--kind', 'rumour'], 2, 'E_KIND_UNKNOWN'],
    [['export'], 2, 'E_EXPORT_FORMAT'],
    [['scan', '.', '--bank', 'none'], 2, 'E_BANK_UNKNOWN'],
    [['tiemline'], 64, 'Did you mean timeline'],
  ])('%j is refused with its code', (args, code, says) => {
    const at = args.includes('--workspace') || args[0] === 'tiemline' ? [] : ['--workspace', workspace]
    const run = manumit(...args, ...at)
    expect(run.code).toBe(code)
    expect(run.err).toContain(says)
    expect(run.out).toBe('')
  })
})

describeShared('real files', () => {
  it('a folder of them is read whole, with the counts their publishers give', () => {
    const real = join(folder, 'real')
    expect(manumit('add', sharedPath('phone'), '--workspace', real).code).toBe(0)
    const plaso = sharedJson<Record<string, { event_data_count: number }[]>>('phone/expected/plaso.json')
    const records = manumit('timeline', '--json', '--workspace', real)
      .out.trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; where: { path: string } })
    const count = (part: string, kind: string) =>
      records.filter((r) => r.kind === kind && r.where.path.includes(part)).length
    expect(count('android/mmssms.db', 'message')).toBe(plaso['android/mmssms.db']![0]!.event_data_count)
    expect(count('android/contacts2.db', 'call')).toBe(plaso['android/contacts2.db']![0]!.event_data_count)
    expect(count('imessage_chat.db', 'message')).toBe(plaso['sqlite/imessage_chat.db']![0]!.event_data_count)
  })
})
