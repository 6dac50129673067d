// The demonstration case's story, as linking finds it: one person under two names, a help line that joins nobody, two people
// who only share a telephone, and sites that this case alone knows. What to expect is the case's own answer key.

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Utc } from '@manumit/base'
import type { WireCandidate } from '@manumit/contract'
import { type DemoCase, type DemoPair, makeDemoCase } from '@manumit/makers'
import { openWorkspace, type Workspace } from '@manumit/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addEvidence, candidatePage, identifierPage, linkPending, namePage, readIdentifier } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'manumit-story-'))
const folder = join(root, 'workspace')
let demo: DemoCase
let workspace: Workspace
let candidates: readonly WireCandidate[]

beforeAll(async () => {
  demo = await makeDemoCase(join(root, 'demo'))
  const powers = { now: () => 0 as Utc, actor: 'test', randomId: randomUUID }
  const opened = await openWorkspace({ folder, create: { kind: 'case', name: 'story' }, powers })
  if (!opened.ok) throw new Error(opened.error.code)
  workspace = opened.value
  for (const name of Object.keys(demo.phones)) {
    const declaration = { name, authority: null, holderRole: 'unknown', scope: {} } as const
    const path = join(root, 'demo', name)
    const added = await addEvidence({ workspace, folder, path, declaration, onProgress: () => {} })
    if (!added.ok) throw new Error(added.error.code)
  }
  const linked = await linkPending(workspace)
  if (!linked.ok) throw new Error(linked.error.code)
  const page = await candidatePage(workspace, { limit: 200 })
  if (!page.ok) throw new Error(page.error.code)
  candidates = page.value.rows
}, 60_000)

afterAll(async () => {
  await workspace?.close()
  rmSync(root, { recursive: true })
})

/** The candidate of an entry of phone A and one of phone B. */
const candidateOf = ({ onA, onB }: DemoPair): WireCandidate | undefined =>
  candidates.find(({ left, right }) => {
    const names = [...left.names, left.label, ...right.names, right.label]
    return names.includes(onA) && names.includes(onB)
  })

describe('linking the demonstration case', () => {
  it('proposes the person with two names, and says what speaks against it', () => {
    const found = candidateOf(demo.story.samePerson)
    expect(found?.totalBits).toBeGreaterThan(0)
    const { reasons } = found!
    expect(reasons.some(({ bits }) => bits > 0)).toBe(true)
    expect(reasons.some(({ bits }) => bits < 0)).toBe(true)
    const named = reasons.map(({ left, right }) => `${left} ${right}`).join(' ')
    for (const shared of demo.story.samePerson.shared) expect(named).toContain(shared)
  })

  it('weighs two people at one telephone far less, if it proposes them at all', () => {
    const decoy = candidateOf(demo.story.decoy)
    const same = candidateOf(demo.story.samePerson)!
    expect(same.totalBits - (decoy?.totalBits ?? Number.NEGATIVE_INFINITY)).toBeGreaterThan(5)
  })

  it('joins nobody by the help line: it is a hub, with the number of its holders', async () => {
    const { number } = demo.story.hub
    const page = await identifierPage(workspace, { text: number, order: 'records', limit: 5 })
    const [line] = page.ok ? page.value.rows : []
    expect(line?.key).toBe(`phone:${number}`)
    expect(line?.hub?.holders).toBeGreaterThan(10)
    const carried = candidates.flatMap(({ reasons }) =>
      reasons.filter(({ bits, left, right }) => bits > 0 && left === number && right === number),
    )
    expect(carried).toEqual([])
  })

  it('keeps passengers apart who wrote down the same relative', () => {
    const others = candidates.filter(({ left, right, totalBits }) => {
      const own = (keys: readonly string[]) => keys.filter((key) => !key.endsWith(demo.story.hub.number))
      return totalBits > 0 && !own(left.keys).some((key) => own(right.keys).includes(key))
    })
    expect(others.map(({ left, right }) => `${left.label} | ${right.label}`)).toEqual([])
  })

  it('lists the sites, the invite link and the app that only this case knows, and how they were met', async () => {
    const page = await namePage(workspace, { newOnly: true, limit: 200 })
    const names = page.ok ? page.value.rows : []
    for (const { kind, name } of demo.story.newNames) {
      const found = names.find((each) => each.kind === kind && each.name.includes(name))
      expect(`${name}: ${found?.kind}`).toBe(`${name}: ${kind}`)
      expect(found!.reached.message).toBeGreaterThan(0)
    }
  })

  it('reads her new number where it is written in words, on both phones, before it was used', async () => {
    const { later } = demo.story.succession
    const found = await readIdentifier(workspace, `phone:${later}`)
    expect(found.ok && found.value.identifier.sources.length).toBe(2)
    const announced = (found.ok ? found.value.mentions : []).filter(({ text }) => /four/.test(text))
    expect(announced.map(({ text, start, end }) => text.slice(start, end)).sort()).toEqual([
      'zero 7 seven double 0, nine zero zero, four double six',
      'zero seven seven 0 0 nine zero zero four six 6',
    ])
  })
})
