// Linking gives the same, byte for byte, whatever the order of sources, and wherever it was stopped or killed.

import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { Result, Utc } from '@manumit/base'
import { openWorkspace, type Workspace } from '@manumit/store'
import { type DemoPhone, makeDemoPhones, makeDemoWorkspace } from '@manumit/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  candidatePage,
  contactGraph,
  identifierPage,
  linkPending,
  namePage,
  readIdentifier,
} from './index.ts'

const isFull = !['', '0', 'false'].includes(process.env.CI ?? '')
const KILLS = isFull ? 40 : 2
/** Identifiers read with all that is known of them; the others as their list has them. */
const IN_FULL = 40
const CHILD = fileURLToPath(new URL('../../testing/link-child.ts', import.meta.url))

const root = mkdtempSync(join(tmpdir(), 'manumit-linking-'))
let phones: Readonly<Record<DemoPhone, string>>
/** A workspace of both phones with nothing linked, to be copied. */
const unlinked = join(root, 'unlinked')
let linkedWhole: string
let linkingSeconds: number

beforeAll(async () => {
  phones = await makeDemoPhones(root)
  const made = await makeDemoWorkspace(phones)
  linkedWhole = await listsOf(made.workspace)
  await made.workspace.close()
  copyPrivate(made.folder, unlinked)
  forgetLinked(unlinked)
  await made.dispose()
  const timed = await runChild(copyOf('timed'))
  linkingSeconds = timed.seconds
}, 90_000)

afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('linking', () => {
  it('does not depend on the order in which sources were added', async () => {
    const made = await makeDemoWorkspace(phones, ['phone-b', 'phone-a'])
    expect(await listsOf(made.workspace)).toBe(linkedWhole)
    await made.dispose()
  }, 60_000)

  it('stopped after each batch and gone on with, gives the same', async () => {
    const folder = copyOf('stopped')
    const workspace = await open(folder)
    for (let stops = 0; ; stops++) {
      const stopped = new AbortController()
      const progress = must(
        await linkPending(workspace, { signal: stopped.signal, onProgress: () => stopped.abort() }),
      )
      if (progress.pending > 0) continue
      expect(stops).toBeGreaterThan(0)
      break
    }
    must(await linkPending(workspace))
    expect(await listsOf(workspace)).toBe(linkedWhole)
    await workspace.close()
  }, 60_000)

  it(`killed ${KILLS} times and run again, gives the same`, async () => {
    let folder = copyOf('killed')
    let kills = 0
    while (kills < KILLS) {
      const { end } = await runChild(folder, Math.random() * linkingSeconds * 1000)
      if (end === 'killed') kills++
      // It came to its end before it was killed: from the beginning again.
      else {
        rmSync(folder, { recursive: true })
        folder = copyOf('killed')
      }
    }
    const workspace = await open(folder)
    must(await linkPending(workspace))
    expect(await listsOf(workspace)).toBe(linkedWhole)
    await workspace.close()
  }, 300_000)

  it('with nothing new, derives nothing anew', async () => {
    const workspace = await open(copyOf('again'))
    must(await linkPending(workspace))
    const replaced: string[] = []
    const { linking } = workspace
    const watched: Workspace = {
      ...workspace,
      linking: {
        ...linking,
        replaceDerived: (lists, madeFrom) => {
          replaced.push(madeFrom)
          return linking.replaceDerived(lists, madeFrom)
        },
      },
    }
    must(await linkPending(watched))
    expect(replaced).toEqual([])
    // Another list of hubs is a reason to derive again; what it names joins nobody.
    const [candidate] = must(await candidatePage(workspace, { limit: 1 })).rows
    const key = candidate!.left.keys.find((each) => candidate!.right.keys.includes(each))!
    const knownHubs = [{ key, title: 'A desk of many', source: 'this test', date: '2026-01-01' }]
    const lists = { knownHubs, baseline: { title: 'none', date: '2026-01-01', names: [] }, carriers: null }
    must(await linkPending(watched, { lists }))
    expect(replaced).toHaveLength(1)
    const read = must(await readIdentifier(workspace, key))
    expect(read.identifier.hub?.why).toBe('listed as A desk of many (this test, 2026-01-01)')
    const bits = (await everyCandidate(workspace)).flatMap(({ reasons }) =>
      reasons.filter((reason) => reason.left.includes(key.slice(key.indexOf(':') + 1))),
    )
    expect(bits.every((reason) => reason.bits <= 0)).toBe(true)
    await workspace.close()
  }, 60_000)

  it('keeps a judgement on its candidate when more of a source is read', async () => {
    const workspace = await open(copyOf('judged'))
    must(await linkPending(workspace))
    const [first] = must(await candidatePage(workspace, { limit: 1 })).rows
    const subject = `candidate:${first!.id}`
    await workspace.judgements.append({ subject, decision: 'accept', reason: 'the same voice' })
    forgetLinked(join(root, 'judged'))
    must(await linkPending(workspace))
    const [again] = must(await candidatePage(workspace, { state: 'judged', limit: 1 })).rows
    expect(again).toMatchObject({ id: first!.id, state: 'accepted' })
    await workspace.close()
  }, 60_000)
})

/** What people see, as text, with sources by their names and records by their places, which no order of adding changes. */
async function listsOf(workspace: Workspace): Promise<string> {
  const names = new Map((await workspace.sources.list()).map(({ id, declaration }) => [id, declaration.name]))
  const places = new Map<number, string>()
  for (let after: string | undefined; ; ) {
    const page = must(await workspace.observations.page({ limit: 1000, ...(after && { after }) }))
    for (const { id, sourceId, ordinal, artifact, observation } of page.rows)
      places.set(id, `${names.get(sourceId)} ${observation.where.file.path} ${artifact.id} ${ordinal}`)
    if (page.next === null) break
    after = page.next
  }
  const identifiers = must(await identifierPage(workspace, { order: 'records', limit: 1000 })).rows
  const found = []
  for (const { key } of identifiers.slice(0, IN_FULL)) found.push(must(await readIdentifier(workspace, key)))
  const graph = await contactGraph(workspace, { steps: 1, filter: {}, limit: 10_000 })
  const nodeName = (key: string) =>
    key.replace(/^device:(\d+)$/, (_, id) => `device:${names.get(Number(id))}`)
  const lists = {
    identifiers,
    found,
    candidates: await everyCandidate(workspace),
    names: must(await namePage(workspace, { limit: 1000 })).rows,
    nodes: graph.nodes,
    edges: graph.edges.map(({ left, right, ...edge }) => ({
      ...edge,
      ends: [nodeName(left), nodeName(right)].sort(),
    })),
  }
  const withPlace = (mention: { recordId: number }) => ({
    ...mention,
    recordId: places.get(mention.recordId),
  })
  return JSON.stringify(lists, (name, value: unknown) => {
    if (name === 'records' && Array.isArray(value)) return sorted(value.map((id: number) => places.get(id)))
    if (name === 'sources') return sorted((value as number[]).map((id) => names.get(id)))
    if (name === 'sourceId' || name === 'deviceOf') return names.get(value as number) ?? value
    if (name === 'seen')
      return sorted(
        (value as { sourceId: number }[]).map((seen) => ({ ...seen, sourceId: names.get(seen.sourceId) })),
      )
    if (name === 'mentions') return sorted((value as { recordId: number }[]).map(withPlace))
    // A device without an account of its own is named by its source's number.
    if (name === 'key') return nodeName(value as string)
    if (name === 'edges') return sorted(value as object[])
    return value
  })
}

/** In the order of their JSON. */
const sorted = (values: readonly unknown[]): unknown[] =>
  [...values].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

async function everyCandidate(workspace: Workspace) {
  return must(await candidatePage(workspace, { limit: 1000 })).rows
}

function copyOf(name: string): string {
  const folder = join(root, name)
  copyPrivate(unlinked, folder)
  return folder
}

/** A copy that its owner alone may open, as a workspace must be. */
function copyPrivate(from: string, to: string): void {
  cpSync(from, to, { recursive: true })
  chmodSync(to, 0o700)
  for (const name of readdirSync(to, { withFileTypes: true }))
    chmodSync(join(to, name.name), name.isDirectory() ? 0o700 : 0o600)
}

/** Takes away what was linked, past the ports. */
function forgetLinked(folder: string): void {
  const database = new DatabaseSync(join(folder, 'workspace.db'))
  for (const table of ['mention', 'seen', 'records', 'spelling', 'entry', 'pair'])
    database.exec(`delete from identifier_${table}`)
  database.exec(`delete from name_sighting; delete from source_token; update unit set linked = 0;
    update link_run set made_from = ''`)
  database.close()
}

async function open(folder: string): Promise<Workspace> {
  const powers = { now: () => 0 as Utc, actor: 'test', randomId: randomUUID }
  return must(await openWorkspace({ folder, powers }))
}

/** Links in a process of its own, killed after so many milliseconds of linking where that comes before its end. */
function runChild(
  folder: string,
  killAfterMs?: number,
): Promise<{ readonly end: 'killed' | 'ended'; readonly seconds: number }> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_COMPILE_CACHE: join(root, 'compiled') }
    const child = spawn(process.execPath, [CHILD, folder], { stdio: ['ignore', 'pipe', 'pipe'], env })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    let began = 0
    child.stdout.once('data', () => {
      began = performance.now()
      if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    })
    child.on('close', (code) => {
      const seconds = (performance.now() - began) / 1000
      if (code === null) resolve({ end: 'killed', seconds })
      else if (code === 0) resolve({ end: 'ended', seconds })
      else reject(new Error(`linking ended with ${code}: ${said}`))
    })
  })
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.data ?? {})}`)
  return result.value
}
