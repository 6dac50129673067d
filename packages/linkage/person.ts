// Persons of one source: the accounts that its own records put together. An address-book entry with two numbers is one, the
// device's accounts are one, any other account is one by itself. A number in two entries of different names belongs to both:
// nothing is merged here but what one entry says.

import type { Utc } from '@manumit/base'
import { partsOfKey } from './identifier.ts'
import { latinOf } from './names/latin.ts'

/** What one source's records say of one identifier, in parties and entries; mentions inside texts stay out. */
export interface SourceIdentifier {
  readonly sourceId: string
  readonly key: string
  /** Records of the source that name it. */
  readonly records: number
  /** Some of their ids, for the reasons; at most 20 are kept. */
  readonly recordIds: readonly string[]
  /** Names that stand beside it in parties. */
  readonly names: readonly string[]
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
  /** An account of the phone that was read. */
  readonly isDevice: boolean
  /** Address-book entries that list it: entry's record id and name. */
  readonly entries: readonly { readonly id: string; readonly name: string | null }[]
}

/** A time and a place that a record states of somebody. */
export interface Whereabouts {
  readonly utc: Utc
  readonly latitude: number
  readonly longitude: number
  readonly recordId: string
}

/** The accounts that one source puts together. Not yet anybody. */
export interface Person {
  /** Stable while the group holds the same identifiers; `known` keeps it when some are added. */
  readonly id: string
  readonly sourceId: string
  /** Its first name, else its first identifier. */
  readonly label: string
  /** Sorted. */
  readonly keys: readonly string[]
  /** As recorded, distinct, sorted. */
  readonly names: readonly string[]
  readonly isDevice: boolean
  /** Records that name its identifiers, added up: one that names two counts twice. */
  readonly records: number
  /** At most 20, sorted. */
  readonly recordIds: readonly string[]
  /** The same by identifier. */
  readonly recordsByKey?: Readonly<Record<string, readonly string[]>>
  readonly firstUtc: Utc | null
  readonly lastUtc: Utc | null
  /** Supplied by the caller where known. */
  readonly whereabouts?: readonly Whereabouts[]
}

export interface PersonOptions {
  /** A digest of a text in hexadecimal, handed in; its first 24 characters make the id. */
  readonly digest: (text: string) => string
  /** Persons of an earlier run, whose ids are kept where a group still holds one of their identifiers. */
  readonly known?: readonly Pick<Person, 'id' | 'sourceId' | 'keys'>[]
}

const MOST_RECORDS = 20
const ID_LENGTH = 24
const ACCOUNT_KINDS: readonly string[] = ['phone', 'short-code', 'email', 'handle', 'other']

/** Groups each source's identifiers into persons. Any order of rows gives the same persons, sorted by id. */
export function personsOf(identifiers: readonly SourceIdentifier[], options: PersonOptions): Person[] {
  const persons: Person[] = []
  for (const [sourceId, rows] of bySource(identifiers))
    for (const group of groupsOf(rows)) persons.push(personOf({ sourceId, group, digest: options.digest }))
  return keepKnownIds(persons, options.known ?? []).sort((a, b) => compareTexts(a.id, b.id))
}

type Rows = ReadonlyMap<string, SourceIdentifier>

/** Rows by source and key, those of one key added together. Addresses of the net and apps are nobody’s account. */
function bySource(identifiers: readonly SourceIdentifier[]): [sourceId: string, rows: Rows][] {
  const sources = new Map<string, Map<string, SourceIdentifier>>()
  for (const row of identifiers) {
    if (!ACCOUNT_KINDS.includes(partsOfKey(row.key)?.kind ?? '')) continue
    const rows = sources.get(row.sourceId) ?? new Map<string, SourceIdentifier>()
    sources.set(row.sourceId, rows)
    const before = rows.get(row.key)
    rows.set(row.key, before ? together(before, row) : row)
  }
  return [...sources].sort(([a], [b]) => compareTexts(a, b))
}

const together = (a: SourceIdentifier, b: SourceIdentifier): SourceIdentifier => ({
  ...a,
  records: a.records + b.records,
  recordIds: [...a.recordIds, ...b.recordIds],
  names: [...a.names, ...b.names],
  firstUtc: earliest([a.firstUtc, b.firstUtc]),
  lastUtc: latest([a.lastUtc, b.lastUtc]),
  isDevice: a.isDevice || b.isDevice,
  entries: [...a.entries, ...b.entries],
})

interface Group {
  readonly rows: readonly SourceIdentifier[]
  /** Folded name of its entries; empty where it has none. */
  readonly name: string
  readonly entryNames: readonly string[]
}

/** Entries of one name that share an identifier are one; so are the device’s accounts, with the entry that lists them. */
function groupsOf(rows: Rows): Group[] {
  const device = new Set([...rows.values()].filter((row) => row.isDevice).map((row) => row.key))
  const entries = entriesOf(rows)
  const groups: Group[] = []
  const inGroup = new Set<string>()
  const own = new Set(device)
  const ownNames: string[] = []
  for (const { name, keys } of mergedEntries(entries)) {
    for (const key of keys) inGroup.add(key)
    if (keys.some((key) => device.has(key))) {
      for (const key of keys) own.add(key)
      if (name.stored !== null) ownNames.push(name.stored)
    } else
      groups.push({
        rows: keys.map((key) => rows.get(key)!),
        name: name.folded,
        entryNames: name.stored === null ? [] : [name.stored],
      })
  }
  if (own.size > 0)
    groups.push({ rows: [...own].sort().map((key) => rows.get(key)!), name: '', entryNames: ownNames.sort() })
  for (const [key, row] of rows)
    if (!inGroup.has(key) && !own.has(key)) groups.push({ rows: [row], name: '', entryNames: [] })
  return groups
}

interface Entry {
  readonly name: { readonly stored: string | null; readonly folded: string }
  readonly keys: readonly string[]
}

function entriesOf(rows: Rows): Entry[] {
  const entries = new Map<string, { name: Entry['name']; keys: Set<string> }>()
  for (const row of rows.values())
    for (const { id, name } of row.entries) {
      const entry = entries.get(id) ?? { name: nameOf(name), keys: new Set<string>() }
      // Rows that disagree on an entry's name: the least, whichever comes first.
      if (name !== null && name !== '' && (entry.name.stored === null || name < entry.name.stored))
        entry.name = nameOf(name)
      entry.keys.add(row.key)
      entries.set(id, entry)
    }
  return [...entries.values()].map(({ name, keys }) => ({ name, keys: [...keys].sort() }))
}

const nameOf = (stored: string | null): Entry['name'] => ({
  stored: stored === '' ? null : stored,
  folded: latinOf(stored ?? '')
    .replace(/\s+/g, ' ')
    .trim(),
})

/** Entries of one folded name that share an identifier, directly or through others, become one. */
function mergedEntries(entries: readonly Entry[]): Entry[] {
  const parent = new Map<string, string>()
  const root = (node: string): string => {
    let at = node
    while (parent.get(at) !== undefined && parent.get(at) !== at) at = parent.get(at)!
    parent.set(node, at)
    return at
  }
  // A node is one identifier under one name.
  const node = (entry: Entry, key: string): string => `${entry.name.folded}\n${key}`
  for (const entry of entries)
    for (const key of entry.keys) {
      const [a, b] = [root(node(entry, entry.keys[0]!)), root(node(entry, key))]
      if (a !== b) parent.set(a < b ? b : a, a < b ? a : b)
    }
  const merged = new Map<string, { name: Entry['name']; keys: Set<string> }>()
  for (const entry of entries) {
    const at = root(node(entry, entry.keys[0]!))
    const into = merged.get(at) ?? { name: entry.name, keys: new Set<string>() }
    // Of spellings that fold alike the least is kept, so that the order of rows chooses nothing.
    if (entry.name.stored !== null && (into.name.stored === null || entry.name.stored < into.name.stored))
      into.name = entry.name
    for (const key of entry.keys) into.keys.add(key)
    merged.set(at, into)
  }
  return [...merged.values()].map(({ name, keys }) => ({ name, keys: [...keys].sort() }))
}

function personOf(input: {
  readonly sourceId: string
  readonly group: Group
  readonly digest: PersonOptions['digest']
}): Person {
  const { sourceId, group } = input
  const keys = group.rows.map((row) => row.key)
  const names = distinct([...group.entryNames, ...group.rows.flatMap((row) => row.names)])
  return {
    id: input.digest([sourceId, group.name, ...keys].join('\n')).slice(0, ID_LENGTH),
    sourceId,
    label: group.entryNames[0] ?? names[0] ?? partsOfKey(keys[0]!)!.text,
    keys,
    names,
    isDevice: group.rows.some((row) => row.isDevice),
    records: group.rows.reduce((sum, row) => sum + row.records, 0),
    recordIds: distinct(group.rows.flatMap((row) => row.recordIds)).slice(0, MOST_RECORDS),
    recordsByKey: Object.fromEntries(
      group.rows.map((row) => [row.key, distinct(row.recordIds).slice(0, MOST_RECORDS)]),
    ),
    firstUtc: earliest(group.rows.map((row) => row.firstUtc)),
    lastUtc: latest(group.rows.map((row) => row.lastUtc)),
  }
}

/** A known id goes to the person of its source that shares most identifiers with it; each id and each person once. */
function keepKnownIds(persons: readonly Person[], known: PersonOptions['known'] & object): Person[] {
  if (known.length === 0) return [...persons]
  const holders = new Map<string, Person[]>()
  for (const person of persons)
    for (const key of person.keys) {
      const place = `${person.sourceId}\n${key}`
      holders.set(place, [...(holders.get(place) ?? []), person])
    }
  const claims: { id: string; person: Person; shared: number }[] = []
  for (const before of known) {
    const shared = new Map<Person, number>()
    for (const key of before.keys)
      for (const person of holders.get(`${before.sourceId}\n${key}`) ?? [])
        shared.set(person, (shared.get(person) ?? 0) + 1)
    for (const [person, count] of shared) claims.push({ id: before.id, person, shared: count })
  }
  claims.sort(
    (a, b) =>
      Number(b.id === b.person.id) - Number(a.id === a.person.id) ||
      b.shared - a.shared ||
      compareTexts(a.id, b.id) ||
      compareTexts(a.person.id, b.person.id),
  )
  const given = new Map<Person, string>()
  const used = new Set<string>()
  for (const { id, person } of claims) {
    if (given.has(person) || used.has(id)) continue
    given.set(person, id)
    used.add(id)
  }
  return persons.map((person) => ({ ...person, id: given.get(person) ?? person.id }))
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort()

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const earliest = (times: readonly (Utc | null)[]): Utc | null =>
  times.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null)

const latest = (times: readonly (Utc | null)[]): Utc | null =>
  times.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null)
