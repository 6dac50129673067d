// The contact graph: who is named together in records, whose device held them, and which candidates tie two of them. Hubs
// stand in it and are not walked through: what everybody names leads everywhere and says nothing.

import type { CheckedInputOf, OutputOf } from '@manumit/contract'
import type { IdentifierRow, Workspace } from '@manumit/store'
import { candidatePage } from './candidates.ts'
import { addEdge, type Links, makeLinks, neighboursOf } from './graph-links.ts'
import type { IdentifierDetails } from './linked-details.ts'

/** Records that state a contact; visits are looked at where they are asked for. */
const CONTACT_KINDS = ['call', 'contact', 'message', 'voicemail']
/** Candidates drawn as edges: the weightiest. */
const CANDIDATES_DRAWN = 5000
const DEVICE = 'device:'

type Graph = OutputOf<'graph.expand'>

export async function contactGraph(
  workspace: Pick<Workspace, 'people' | 'sources'>,
  { seeds, steps, filter, limit }: CheckedInputOf<'graph.expand'>,
): Promise<Graph> {
  const devices = await deviceNodes(workspace)
  const links = await linksUnder(workspace, filter, devices)
  const wanted = seeds
    ? await walked(workspace, links, { seeds: seeds.map((key) => devices.nodeOf(key)), steps, limit })
    : mostNamed(links, limit)
  const chosen = new Set(wanted)
  const described = await describe(workspace, [...chosen], { devices, links, chosen })
  const edges = [...links.edges.values()]
    .filter(({ left, right }) => chosen.has(left) && chosen.has(right))
    .sort((a, b) => (a.left < b.left || (a.left === b.left && a.right < b.right) ? -1 : 1))
  return {
    nodes: described,
    edges: edges.map(({ left, right, reasons, firstUtc, lastUtc }) => ({
      left,
      right,
      reasons: Object.fromEntries([...reasons].sort(([a], [b]) => (a < b ? -1 : 1))),
      firstUtc,
      lastUtc,
    })),
    isCut: described.some(({ more }) => more > 0) || (!seeds && links.weights.size > chosen.size),
  }
}

interface DeviceNodes {
  /** The node of a source's device: its own account where a record names one, else a node of its own. */
  ofSource(sourceId: number): string
  /** The source whose device a node is. */
  sourceOf(node: string): number | null
  /** A device's accounts are one node. */
  nodeOf(key: string): string
  nameOf(sourceId: number): string
}

async function deviceNodes({ people, sources }: Pick<Workspace, 'people' | 'sources'>): Promise<DeviceNodes> {
  const names = new Map((await sources.list()).map(({ id, declaration }) => [id, declaration.name]))
  const first = new Map<number, string>()
  const nodes = new Map<string, string>()
  const owners = new Map<string, number>()
  for (const { sourceId, key } of await people.devices()) {
    // An account that two devices had belongs to the first source's node, and ties both.
    const node = first.get(sourceId) ?? nodes.get(key) ?? key
    first.set(sourceId, node)
    if (!nodes.has(key)) nodes.set(key, node)
    if (!owners.has(node)) owners.set(node, sourceId)
  }
  return {
    ofSource: (sourceId) => first.get(sourceId) ?? `${DEVICE}${sourceId}`,
    sourceOf: (node) =>
      owners.get(node) ?? (node.startsWith(DEVICE) ? Number(node.slice(DEVICE.length)) : null),
    nodeOf: (key) => nodes.get(key) ?? key,
    nameOf: (sourceId) => names.get(sourceId) ?? '',
  }
}

async function linksUnder(
  workspace: Pick<Workspace, 'people'>,
  { kinds = CONTACT_KINDS, sourceId, from, to, party, state, text }: CheckedInputOf<'graph.expand'>['filter'],
  devices: DeviceNodes,
): Promise<Links> {
  const { pairs, devicePairs } = await workspace.people.contactPairs({
    kinds,
    ...(sourceId !== undefined && { sourceId }),
    ...(from !== undefined && { from: from as never }),
    ...(to !== undefined && { to: to as never }),
    ...(party !== undefined && { party }),
    ...(state !== undefined && { state }),
    ...(text !== undefined && { text }),
  })
  const links = makeLinks()
  for (const { left, right, kind, count, firstUtc, lastUtc } of pairs)
    addEdge(links, {
      left: devices.nodeOf(left),
      right: devices.nodeOf(right),
      reason: kind,
      count,
      firstUtc,
      lastUtc,
    })
  for (const { sourceId: source, key, kind, count, firstUtc, lastUtc } of devicePairs)
    addEdge(links, {
      left: devices.ofSource(source),
      right: devices.nodeOf(key),
      reason: kind,
      count,
      firstUtc,
      lastUtc,
    })
  await addCandidates(workspace, links, devices)
  return links
}

/** Candidates tie an account of the one to an account of the other: those that the graph has, and that are not the same. */
async function addCandidates(
  workspace: Pick<Workspace, 'people'>,
  links: Links,
  devices: DeviceNodes,
): Promise<void> {
  let after: string | null = null
  for (let drawn = 0; drawn < CANDIDATES_DRAWN; ) {
    const page: Awaited<ReturnType<typeof candidatePage>> = await candidatePage(workspace, {
      limit: 1000,
      ...(after !== null && { after }),
    })
    if (!page.ok) return
    for (const { left, right, state } of page.value.rows) {
      if (state === 'rejected' || state === 'unknowable') continue
      const ends = [left, right].map(({ keys }) => keys.map((key) => devices.nodeOf(key)))
      const [a, b] = [
        ends[0]!.find((node) => links.weights.has(node) && !ends[1]!.includes(node)),
        ends[1]!.find((node) => links.weights.has(node) && !ends[0]!.includes(node)),
      ]
      if (a === undefined || b === undefined) continue
      const reason = state === 'accepted' ? 'judged-same' : 'candidate'
      addEdge(links, { left: a, right: b, reason, count: 1, firstUtc: null, lastUtc: null })
    }
    drawn += page.value.rows.length
    after = page.value.next
    if (after === null) return
  }
}

/** Those with most records to others, up to a limit. */
const mostNamed = ({ weights }: Links, limit: number): string[] =>
  [...weights]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([node]) => node)

/** From the seeds outward, nearest first, among equally near the strongest first. A hub that is no seed ends the walk. */
async function walked(
  { people }: Pick<Workspace, 'people'>,
  links: Links,
  {
    seeds,
    steps,
    limit,
  }: { readonly seeds: readonly string[]; readonly steps: number; readonly limit: number },
): Promise<string[]> {
  const found = new Set<string>()
  for (const seed of seeds) if (links.weights.has(seed) && found.size < limit) found.add(seed)
  let edge = [...found]
  for (let step = 0; step < steps && edge.length > 0 && found.size < limit; step++) {
    const hubs = step === 0 ? new Set<string>() : await hubsAmong(people, edge)
    const next = new Map<string, number>()
    for (const node of edge)
      if (!hubs.has(node))
        for (const [neighbour, weight] of neighboursOf(links, node))
          if (!found.has(neighbour)) next.set(neighbour, Math.max(weight, next.get(neighbour) ?? 0))
    edge = [...next]
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .slice(0, limit - found.size)
      .map(([node]) => node)
    for (const node of edge) found.add(node)
  }
  return [...found]
}

async function hubsAmong(people: Workspace['people'], nodes: readonly string[]): Promise<Set<string>> {
  const rows = await people.identifiersOf(nodes)
  return new Set(rows.filter((row) => detailsOf(row).hub !== null).map(({ key }) => key))
}

const detailsOf = ({ details }: IdentifierRow): IdentifierDetails => details as unknown as IdentifierDetails

async function describe(
  { people }: Pick<Workspace, 'people'>,
  nodes: readonly string[],
  {
    devices,
    links,
    chosen,
  }: { readonly devices: DeviceNodes; readonly links: Links; readonly chosen: ReadonlySet<string> },
): Promise<Graph['nodes']> {
  const rows = new Map((await people.identifiersOf(nodes)).map((row) => [row.key, row]))
  return nodes.map((key) => {
    const row = rows.get(key)
    const deviceOf = devices.sourceOf(key)
    let more = 0
    for (const [neighbour] of neighboursOf(links, key)) if (!chosen.has(neighbour)) more++
    const isHub = row !== undefined && detailsOf(row).hub !== null
    // What many hold is nobody's: it is called by itself, never by the first of their names.
    const name = isHub ? undefined : row?.names[0]
    return {
      key,
      label: (deviceOf === null ? name : devices.nameOf(deviceOf)) ?? row?.text ?? key,
      kind: row?.kind ?? 'device',
      deviceOf,
      records: row?.records ?? links.weights.get(key)!,
      sources: row ? [...row.sourceIds] : deviceOf === null ? [] : [deviceOf],
      isHub,
      more,
    }
  })
}
