import type { Sha256 } from '@manumit/base'
import { arbitraryObservation, reportPowers, sampleReportFacts } from '@manumit/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkNode } from './check-node.ts'
import {
  type CaseNode,
  decimalValue,
  durationValue,
  idPrefix,
  integerValue,
  uuid5,
  uuidBytes,
} from './node.ts'
import { caseNodes, renderCase } from './render-case.ts'
import { CLASSES } from './terms.ts'

async function nodesOf(change: Parameters<typeof sampleReportFacts>[0] = {}): Promise<CaseNode[]> {
  const nodes: CaseNode[] = []
  for await (const node of caseNodes(sampleReportFacts(change), reportPowers)) nodes.push(node)
  return nodes
}

describe('nodes of a graph', () => {
  it('are the golden file', async () => {
    let text = ''
    for await (const piece of renderCase(sampleReportFacts(), reportPowers)) text += piece
    await expect(`${JSON.stringify(JSON.parse(text), null, 1)}\n`).toMatchFileSnapshot(
      'golden/report.jsonld.txt',
    )
  })

  it('each keep to the list of terms, have a name of their own, and point to nothing that is not there', async () => {
    const nodes = await nodesOf()
    expect(nodes.flatMap(checkNode)).toEqual([])
    const names = new Set(nodes.map((node) => node['@id']))
    expect(names.size).toBe(nodes.length)
    const pointed = [...JSON.stringify(nodes).matchAll(/\{"@id":"([^"]+)"\}/g)].map((found) => found[1]!)
    expect(pointed.length).toBeGreaterThan(20)
    expect(pointed.filter((name) => !names.has(name))).toEqual([])
  })

  it('keep to the shapes whatever a record holds', async () => {
    const file = { sha256: 'a'.repeat(64) as Sha256, path: 'x\ud800.db', sizeBytes: 1 }
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryObservation(file), { maxLength: 5 }), async (observations) => {
        const records = observations.map((observation, id) => ({
          id,
          source: { id: 1, name: '\ud800' },
          artifact: { id: 'x.y', version: 1 },
          observation,
        }))
        const nodes = await nodesOf({ records: () => records })
        expect(nodes.flatMap(checkNode)).toEqual([])
      }),
      { numRuns: process.env.CI ? 1_000 : 60 },
    )
  })
})

const ID = 'kb:call-facet-00000000-0000-5000-8000-000000000000'
const facet = (parts: Partial<CaseNode>): CaseNode =>
  ({ '@id': ID, '@type': 'uco-observable:CallFacet', ...parts }) as CaseNode

describe('the check', () => {
  it.each([
    [
      'a misspelt property',
      { 'uco-observable:callTyppe': 'incoming' },
      /no property uco-observable:callTyppe/,
    ],
    ['a misspelt class', { '@type': 'uco-observable:CalFacet' }, /no class/],
    ['a property of another class', { 'uco-observable:messageText': 'x' }, /no property/],
    ['too many values', { 'uco-observable:callType': ['a', 'b'] }, /stands 2 times/],
    ['a number for a text', { 'uco-observable:callType': 3 as never }, /not of type string/],
    ['an untyped time', { 'uco-observable:startTime': '2026-05-02' }, /not of type dateTime/],
    [
      'a fraction',
      { 'uco-observable:duration': { '@type': 'xsd:integer', '@value': '1.5' } },
      /not of type integer/,
    ],
    [
      'a node of another class',
      { 'uco-observable:from': { '@id': 'kb:location-00000000-0000-5000-8000-000000000000' } },
      /points to a uco-location:Location/,
    ],
    ['a text for a node', { 'uco-observable:from': 'x' }, /is no node/],
    ['a name of another class', { '@id': ID.replace('call', 'message') }, /is no name of a/],
  ] as const)('finds %s', (_, parts, found) => {
    expect(checkNode(facet(parts as Partial<CaseNode>)).join()).toMatch(found)
  })

  it('finds any misspelling of any property of the sample graph', async () => {
    for (const node of await nodesOf())
      for (const property of Object.keys(node).filter((key) => !key.startsWith('@'))) {
        const { [property]: value, ...rest } = node
        expect(checkNode({ ...rest, [`${property}x`]: value } as CaseNode).length).toBeGreaterThan(0)
      }
  })

  it('finds what is missing', () => {
    const id = 'kb:hash-00000000-0000-5000-8000-000000000000'
    expect(checkNode({ '@id': id, '@type': 'uco-types:Hash', 'uco-types:hashMethod': 'MD5' })).toEqual([
      'uco-types:Hash lacks uco-types:hashValue',
    ])
  })
})

describe('names and values', () => {
  it('are UUIDs of version 5 as RFC 9562 has them', () => {
    const dns = uuidBytes('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
    expect(uuid5(dns, 'www.example.com', reportPowers.sha1)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
  })

  it('tell classes apart by their beginnings', () => {
    const prefixes = Object.keys(CLASSES).map(idPrefix)
    expect(new Set(prefixes).size).toBe(prefixes.length)
  })

  it('leave out what their type cannot say', () => {
    expect(decimalValue(1e-7)?.['@value']).toBe('0.00000010000000000000')
    expect(decimalValue(Number.NaN)).toBeUndefined()
    expect(durationValue(-1)).toBeUndefined()
    expect(durationValue(1.5)?.['@value']).toBe('PT1.5S')
    expect(integerValue(-1, 'nonNegativeInteger')).toBeUndefined()
    expect(integerValue(-0.4)?.['@value']).toBe('0')
  })
})
