// The identifiers a record names: its parties, entries and addresses, and those inside its texts, each with its place.
// A reader remembers what it has read, up to a bound, so that a million messages of a hundred people cost little.

import type { FieldDeclaration, Observation, Party } from '@manumit/model'
import { observationKind } from '@manumit/model'
import { fieldIdentifier } from './field-identifier.ts'
import type { IdentifierKind, Mention } from './identifier.ts'
import { keyOf } from './identifier.ts'
import { type NumberReader, numberReader } from './phone-number.ts'
import { addressesInText, emailsInText, handlesInText, namesOfUrl } from './text/addresses.ts'
import { type ChunkReader, chunkReader } from './text/chunk-facts.ts'
import { normalText, storedSpan } from './text/normal-text.ts'
import { phonesInText } from './text/phones-in-text.ts'
import { mayHoldIdentifiers } from './text/pre-check.ts'

export interface IdentifierOptions {
  /** ISO 3166 code of the country whose national numbers the texts use; absent: only numbers with a country code are read. */
  readonly defaultRegion?: string
  /** Further countries whose numbers are read where they are written with their leading 0; the first that fits counts. */
  readonly otherRegions?: readonly string[]
}

/** Reads records one after the other. Its memory changes no answer. */
export interface IdentifierReader {
  /** The identifiers a record names, in the order of its kind's fields, then of place. */
  ofObservation(observation: Pick<Observation, 'kind' | 'fields'>): Mention[]
  /** Those inside one text, in order of place. `field` is put into each mention. */
  ofText(text: string, field?: string): Mention[]
}

/**
 * Fields that the declaration of their kind does not tell apart: an address, a number, and texts that only look like
 * identifiers. `field` of a contact and of a party follows from its type.
 */
const SPECIAL_FIELDS: Readonly<Record<string, 'address' | 'number' | 'none'>> = {
  'visit.url': 'address',
  'visit.qualifiers': 'none',
  'voicemail.callback': 'number',
  'picture.make': 'none',
  'picture.model': 'none',
}

/** Longer texts are read this far: a message or a note is shorter, and time must stay bounded. */
const LONGEST_TEXT = 100_000
const REMEMBERED = 50_000

interface Reading {
  readonly kind: IdentifierKind
  readonly text: string
}

/** A reader for one source's records. */
export function identifierReader({
  defaultRegion,
  otherRegions = [],
}: IdentifierOptions = {}): IdentifierReader {
  const numbers = numberReader(defaultRegion, otherRegions)
  const inTexts = { numbers, chunkFacts: chunkReader() }
  const known = new Map<string, Reading | null>()
  const ofField = (stored: string): Reading | null => {
    const found = known.get(stored)
    if (found !== undefined) return found
    if (known.size >= REMEMBERED) known.clear()
    const read = fieldIdentifier(stored, numbers)
    known.set(stored, read)
    return read
  }
  return {
    ofObservation: (observation) => mentionsOf({ observation, ofField, inTexts }),
    ofText: (text, field = 'text') => mentionsInText({ text, field, ...inTexts }),
  }
}

/** The identifiers one record names; for many records use a reader. */
export const identifiersIn = (
  observation: Pick<Observation, 'kind' | 'fields'>,
  options: IdentifierOptions = {},
): Mention[] => identifierReader(options).ofObservation(observation)

/** The identifiers inside one text, in order of place; for many texts use a reader. */
export const identifiersInText = (
  text: string,
  options: IdentifierOptions & { readonly field?: string } = {},
): Mention[] => identifierReader(options).ofText(text, options.field)

type FieldReader = (stored: string) => Reading | null

/** What the reading of texts rests on. */
interface TextReaders {
  readonly numbers: NumberReader
  readonly chunkFacts: ChunkReader
}

function mentionsOf(input: {
  readonly observation: Pick<Observation, 'kind' | 'fields'>
  readonly ofField: FieldReader
  readonly inTexts: TextReaders
}): Mention[] {
  const { observation, ofField, inTexts } = input
  const declared = observationKind(observation.kind)
  if (!declared) return []
  const values = observation.fields as Readonly<Record<string, unknown>>
  const mentions: Mention[] = []
  for (const name in declared.fields) {
    const value = values[name]
    if (value === undefined || value === null) continue
    const special = SPECIAL_FIELDS[`${observation.kind}.${name}`]
    if (special === 'none') continue
    if (special === 'address') mentions.push(...visited(value as string, name))
    else if (special === 'number')
      push(mentions, wholeField({ stored: value as string, field: name, role: 'number', ofField }))
    else
      pushField({
        mentions,
        name,
        field: declared.fields[name]!,
        value,
        entry: values.name,
        ofField,
        inTexts,
      })
  }
  return mentions
}

function pushField(step: {
  readonly mentions: Mention[]
  readonly name: string
  readonly field: FieldDeclaration
  readonly value: unknown
  readonly entry: unknown
  readonly ofField: FieldReader
  readonly inTexts: TextReaders
}): void {
  const { mentions, name, field, value, ofField } = step
  if (field.type === 'party') push(mentions, ofParty(value as Party, name, ofField))
  else if (field.type === 'parties')
    for (const party of value as readonly Party[]) push(mentions, ofParty(party, name, ofField))
  else if (field.type === 'identifiers') {
    const beside = typeof step.entry === 'string' && step.entry !== '' ? step.entry : undefined
    for (const stored of value as readonly string[])
      push(mentions, wholeField({ stored, field: name, role: 'entry', ofField, name: beside }))
  } else if (field.type === 'text' && field.search)
    mentions.push(...mentionsInText({ text: value as string, field: name, ...step.inTexts }))
}

function push(mentions: Mention[], mention: Mention | null): void {
  if (mention) mentions.push(mention)
}

function ofParty(party: Party, field: string, ofField: FieldReader): Mention | null {
  if (party.id === null) return null
  return wholeField({
    stored: party.id,
    field,
    role: field,
    ofField,
    name: party.name,
    isDevice: party.device,
  })
}

function wholeField(input: {
  readonly stored: string
  readonly field: string
  readonly role: string
  readonly ofField: FieldReader
  readonly name?: string | undefined
  readonly isDevice?: true | undefined
}): Mention | null {
  const read = input.ofField(input.stored)
  if (!read) return null
  return {
    key: keyOf(read.kind, read.text),
    kind: read.kind,
    text: read.text,
    spelling: input.stored,
    ...(input.name && { name: input.name }),
    ...(input.isDevice && { isDevice: input.isDevice }),
    field: input.field,
    role: input.role,
    start: null,
    end: null,
    method: 'field',
    cost: 0,
  }
}

function visited(address: string, field: string): Mention[] {
  return namesOfUrl(address).map(({ kind, text }) => ({
    key: keyOf(kind, text),
    kind,
    text,
    spelling: address,
    field,
    role: 'visited',
    start: null,
    end: null,
    method: kind === 'url' || kind === 'domain' ? 'field' : 'link',
    cost: 0,
  }))
}

function mentionsInText(input: { text: string; field: string } & TextReaders): Mention[] {
  const stored = input.text.length > LONGEST_TEXT ? input.text.slice(0, LONGEST_TEXT) : input.text
  const may = mayHoldIdentifiers(stored)
  if (!may) return []
  const normal = normalText(stored)
  const found: (Reading & { start: number; end: number; method: Mention['method']; cost: number })[] = []
  const taken: [start: number, end: number][] = []
  const free = (start: number, end: number): boolean => !taken.some(([from, to]) => start < to && from < end)

  if (may.addresses)
    for (const { start, end, email, isDisguised } of emailsInText(normal.text)) {
      const method = isDisguised ? 'disguised' : 'plain'
      found.push({ kind: 'email', text: email, start, end, method, cost: isDisguised ? 0.5 : 0 })
      taken.push([start, end])
    }
  if (may.addresses)
    for (const { start, end, names } of addressesInText(normal.text)) {
      if (!free(start, end)) continue
      taken.push([start, end])
      for (const name of names) {
        const text = name.kind === 'phone' ? input.numbers.dialled(name.text) : name.text
        if (text !== null) found.push({ kind: name.kind, text, start, end, method: 'link', cost: 0 })
      }
    }
  if (may.handles)
    for (const { start, end, name } of handlesInText(normal.text)) {
      if (!free(start, end)) continue
      taken.push([start, end])
      found.push({ ...name, start, end, method: 'cue', cost: 0 })
    }
  if (may.phones)
    for (const phone of phonesInText({ ...input, text: withoutSpans(normal.text, taken) }))
      found.push({ ...phone, kind: 'phone', text: phone.number })

  return found
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ kind, text, start, end, method, cost }) => {
      const [from, to] = storedSpan(normal, start, end)
      const spelling = stored.slice(from, to)
      return {
        key: keyOf(kind, text),
        kind,
        text,
        spelling,
        field: input.field,
        role: 'text',
        start: from,
        end: to,
        method,
        cost,
      }
    })
}

function withoutSpans(text: string, spans: readonly (readonly [start: number, end: number])[]): string {
  let kept = text
  for (const [start, end] of spans) kept = kept.slice(0, start) + '\0'.repeat(end - start) + kept.slice(end)
  return kept
}
