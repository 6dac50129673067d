// identifiers, names, candidates and judge, as somebody types them, on the demonstration case's phones.

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result, Utc } from '@manumit/base'
import type { WireCandidate } from '@manumit/contract'
import { openWorkspace } from '@manumit/store'
import { type DemoWorkspace, makeDemoPhones, makeDemoWorkspace } from '@manumit/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Command, Context, ExitCode, Values } from '../command.ts'
import { candidates, judge } from './candidates.ts'
import { identifiers, names } from './identifiers.ts'

const root = mkdtempSync(join(tmpdir(), 'manumit-people-cli-'))
let demo: DemoWorkspace

beforeAll(async () => {
  demo = await makeDemoWorkspace(await makeDemoPhones(root))
  await demo.workspace.close()
}, 60_000)

afterAll(() => {
  rmSync(join(demo.folder, '..'), { recursive: true })
  rmSync(root, { recursive: true })
})

interface Ran {
  readonly result: Result<ExitCode>
  readonly lines: string[]
  readonly objects: unknown[]
  readonly notes: string[]
}

async function run(command: Command, values: Values, json = false): Promise<Ran> {
  const ran = { lines: [] as string[], objects: [] as unknown[], notes: [] as string[] }
  const terminal = {
    line: async (text: string) => void ran.lines.push(text),
    object: async (value: unknown) => void ran.objects.push(value),
    note: (text: string) => void ran.notes.push(text),
    progress: () => {},
    width: 100,
    isTerminal: false,
  }
  const powers = { now: () => 1_790_000_000_000_000 as Utc, actor: 'B. Analyst', randomId: randomUUID }
  const workspaces = {
    folder: demo.folder,
    open: ({ access }: { readonly access?: 'read' | 'write' } = {}) =>
      openWorkspace({ folder: demo.folder, powers, ...(access && { access }) }),
  }
  const context = { terminal, workspaces, env: {}, json, signal: new AbortController().signal }
  return { result: await command.run(values, context as unknown as Context), ...ran }
}

const listed = async (state?: string): Promise<WireCandidate[]> =>
  (await run(candidates, state ? { state } : {}, true)).objects as WireCandidate[]

describe('candidates and judge', () => {
  it('say each reason in words, with its bits', async () => {
    const { lines, result } = await run(candidates, { limit: '1' })
    expect(result).toEqual({ ok: true, value: 0 })
    const text = lines.join('\n')
    expect(text).toMatch(/\+\d+\.\d bits {2}Records of both name/)
    expect(text).toMatch(/−\d+\.\d bits/)
    expect(text).not.toMatch(/\{\w+\}/)
  })

  it('take a judgement with its reason, and an undo', async () => {
    const [first] = await listed()
    const { lines } = await run(judge, { candidate: first!.id, decision: 'accept', reason: 'same voice' })
    expect(lines.at(-1)).toContain('accept by B. Analyst')
    expect((await listed('judged')).map(({ id }) => id)).toEqual([first!.id])
    await run(judge, { candidate: first!.id, decision: 'undo', reason: 'not heard well' })
    expect(await listed()).toEqual([first, ...(await listed()).slice(1)])
    const again = await run(judge, { candidate: first!.id, decision: 'undo', reason: 'once more' })
    expect(again.result).toMatchObject({ error: { code: 'E_NOTHING_TO_UNDO' } })
  })

  it('refuse what has no reason, no such decision, no such candidate', async () => {
    const codeOf = async (values: Values) => {
      const { result } = await run(judge, values)
      return result.ok ? null : result.error.code
    }
    expect(await codeOf({ candidate: 'a~b', decision: 'accept' })).toBe('E_REASON_MISSING')
    expect(await codeOf({ candidate: 'a~b', decision: 'accept', reason: '  ' })).toBe('E_REASON_MISSING')
    expect(await codeOf({ candidate: 'a~b', decision: 'merge', reason: 'r' })).toBe('E_DECISION_UNKNOWN')
    expect(await codeOf({ candidate: 'a~b', decision: 'accept', reason: 'r' })).toBe('E_CANDIDATE_UNKNOWN')
  })
})

describe('identifiers and names', () => {
  it('list in pages that go on where the last one ended', async () => {
    const whole = (await run(identifiers, {}, true)).objects
    const some = await run(identifiers, { limit: '3' }, true)
    expect(some.objects).toEqual(whole.slice(0, 3))
    const cursor = /--after (\S+)/.exec(some.notes.at(-1)!)![1]!
    expect((await run(identifiers, { limit: '2', after: cursor }, true)).objects).toEqual(whole.slice(3, 5))
    const none = await run(identifiers, { text: 'nobody at all' })
    expect(none).toMatchObject({ lines: [], notes: ['None in the sources read.'] })
  })

  it('show one with what each source says of it', async () => {
    const [first] = (await run(identifiers, { order: 'sources', kind: 'phone' }, true)).objects as {
      key: string
    }[]
    const { lines } = await run(identifiers, { key: first!.key })
    expect(lines.join('\n')).toMatch(/source 1: .*\n(.*\n)*.*source 2: /)
    expect((await run(identifiers, { key: 'phone:+15550100' })).result).toMatchObject({
      error: { code: 'E_IDENTIFIER_UNKNOWN' },
    })
  })

  it('tell new names from widely known ones', async () => {
    const { lines } = await run(names, { new: true })
    expect(
      lines.filter((line) => line.includes('reached:')).every((line) => line.includes('absent from')),
    ).toBe(true)
    expect(lines.length).toBeGreaterThan(2)
  })
})
