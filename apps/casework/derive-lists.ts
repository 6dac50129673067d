// Persons, candidates and names out of what the workspace's records name. Sources go by tokens made of their content, so that
// ids do not depend on the order in which sources were added.

import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import {
  type Candidate,
  candidatesOf,
  type Hub,
  type NameCount,
  type NameSighting,
  newNames,
  numberFacts,
  type Person,
  personsOf,
  type SourceIdentifier,
} from '@manumit/linkage'
import {
  BY_DEVICE,
  type DerivedLists,
  type IdentifierFacts,
  type JsonValue,
  type NameSeen,
  type Workspace,
} from '@manumit/store'
import type { LinkLists } from './link-lists.ts'
import type { CandidateDetails, IdentifierDetails, NameDetails, PersonDetails } from './linked-details.ts'
import { judgedIds } from './standing-judgements.ts'

/** Identifiers dealt with before others get their turn. */
const IDENTIFIERS_AT_A_TIME = 1000

/** What linking needs of a workspace. */
export type LinkingPort = Pick<Workspace, 'linking' | 'people' | 'observations'>

export async function deriveLists({ linking, people }: LinkingPort, lists: LinkLists): Promise<DerivedLists> {
  const tokens = await linking.tokens((parts) => digest(parts.join('\0')))
  const sourceIds = new Map([...tokens].map(([id, token]) => [token, id]))
  const named = await linking.namedInSources()
  const rows = named.map((row): SourceIdentifier => {
    const { sourceId, observationIds, entries, ...rest } = row
    return {
      ...rest,
      sourceId: tokens.get(sourceId)!,
      recordIds: observationIds.map(recordIdOf),
      entries: entries.map(({ observationId, name }) => ({ id: recordIdOf(observationId), name })),
    }
  })
  // What was judged keeps its name when more is read: the judgement stands on it.
  const known = await knownPersons(people)
  const persons = personsOf(rows, { digest, known })
  await setImmediate()
  const { candidates, hubs } = candidatesOf({ persons, parameters: { knownHubs: lists.knownHubs } })
  await setImmediate()
  const byId = new Map(persons.map((person) => [person.id, person]))
  const names = await deriveNames(linking.namesSeen(), { tokens, sourceIds, persons, lists })
  return {
    identifiers: await describe(await linking.identifiers(), hubs, lists),
    persons: persons.map((person) => ({ id: person.id, details: asJson(personDetails(person, sourceIds)) })),
    candidates: candidates.map((candidate) => ({
      id: candidate.id,
      left: candidate.left,
      right: candidate.right,
      keys: [...byId.get(candidate.left)!.keys, ...byId.get(candidate.right)!.keys],
      details: asJson(candidateDetails(candidate)),
    })),
    names: names.map((name) => ({ isNew: name.absentFrom !== null, details: asJson(name) })),
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Padded, so that texts sort as the numbers do. */
const recordIdOf = (observationId: number): string => String(observationId).padStart(16, '0')

async function knownPersons(
  people: LinkingPort['people'],
): Promise<Pick<Person, 'id' | 'sourceId' | 'keys'>[]> {
  const ids = judgedIds(await people.judgements())
  const known = new Map<string, Pick<Person, 'id' | 'sourceId' | 'keys'>>()
  for (let i = 0; i < ids.length; i += 500) {
    const page = await people.candidates({ ids: ids.slice(i, i + 500), limit: 500 })
    if (!page.ok) return []
    for (const { left, right } of page.value.rows)
      for (const { id, token, keys } of [left, right] as unknown as PersonDetails[])
        known.set(id, { id, sourceId: token, keys })
  }
  return [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function personDetails(
  { id, label, sourceId, keys, names, isDevice, records, firstUtc, lastUtc }: Person,
  sourceIds: ReadonlyMap<string, number>,
): PersonDetails {
  const source = sourceIds.get(sourceId)!
  return { id, label, sourceId: source, token: sourceId, keys, names, isDevice, records, firstUtc, lastUtc }
}

function candidateDetails({
  reasons,
  adjustments,
  priorBits,
  totalBits,
  notCompared,
  limits,
}: Candidate): CandidateDetails {
  const bars = (list: Candidate['reasons']) =>
    list.map((reason) => ({ ...reason, records: reason.records.map(Number) }))
  return {
    reasons: bars(reasons),
    adjustments: bars(adjustments),
    priorBits,
    totalBits,
    notCompared: [...notCompared],
    limits: [...limits],
  }
}

async function describe(
  identifiers: readonly IdentifierFacts[],
  hubs: ReadonlyMap<string, Hub>,
  lists: LinkLists,
): Promise<DerivedLists['identifiers']> {
  const described: (IdentifierFacts & { readonly details: JsonValue })[] = []
  for (const [i, facts] of identifiers.entries()) {
    if (i % IDENTIFIERS_AT_A_TIME === 0) await setImmediate()
    const hub = hubs.get(facts.key)
    const details: IdentifierDetails = {
      number: numberFacts(facts.key, lists.carriers ?? undefined),
      hub: hub ? { holders: hub.holders, why: whyHub(hub) } : null,
    }
    described.push({ ...facts, details: asJson(details) })
  }
  return described
}

function whyHub({ why, holders, known }: Hub): string {
  if (known) return `listed as ${known.title} (${known.source}, ${known.date})`
  return why === 'service' ? 'a service’s number by its plan' : `held by ${holders} in the sources read`
}

async function deriveNames(
  seen: AsyncIterable<readonly NameSeen[]>,
  {
    tokens,
    sourceIds,
    persons,
    lists,
  }: {
    readonly tokens: ReadonlyMap<number, string>
    readonly sourceIds: ReadonlyMap<string, number>
    readonly persons: readonly Person[]
    readonly lists: LinkLists
  },
): Promise<NameDetails[]> {
  const holders = new Map(
    persons.flatMap(({ id, sourceId, keys }) => keys.map((key) => [`${sourceId} ${key}`, id])),
  )
  const devices = new Map(
    persons.filter(({ isDevice }) => isDevice).map(({ id, sourceId }) => [sourceId, id]),
  )
  const sightingOf = ({
    kind,
    text,
    sourceId,
    observationId,
    utc,
    reached,
    namedBy,
  }: NameSeen): NameSighting => {
    const token = tokens.get(sourceId)!
    const personId =
      namedBy === BY_DEVICE
        ? (devices.get(token) ?? `${BY_DEVICE} ${token}`)
        : namedBy && (holders.get(`${token} ${namedBy}`) ?? namedBy)
    return {
      kind: kind as NameSighting['kind'],
      name: text,
      sourceId: token,
      personId,
      utc,
      reached,
      recordId: recordIdOf(observationId),
    }
  }
  const counts: NameCount[] = []
  for await (const group of seen) counts.push(...newNames(group.map(sightingOf), lists.baseline))
  return counts.sort(bySourcesPersonsTime).map(({ sources, records, ...count }) => ({
    ...count,
    sources: sources.map((token) => sourceIds.get(token)!).sort((a, b) => a - b),
    records: records.map(Number),
  }))
}

const bySourcesPersonsTime = (a: NameCount, b: NameCount): number =>
  b.sources.length - a.sources.length ||
  b.persons - a.persons ||
  (a.firstUtc ?? Number.MAX_SAFE_INTEGER) - (b.firstUtc ?? Number.MAX_SAFE_INTEGER) ||
  (a.name < b.name ? -1 : a.name > b.name ? 1 : a.kind < b.kind ? -1 : 1)

/** What is made of plain values is JSON. */
const asJson = (value: object): JsonValue => value as unknown as JsonValue
