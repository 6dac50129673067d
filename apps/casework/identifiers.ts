// Identifiers and names of the net as a reader asks for them, and how types and carriers of numbers are represented.

import { ok, type Result, refuse } from '@manumit/base'
import type { CheckedInputOf, OutputOf, WireIdentifier } from '@manumit/contract'
import { type NumberFacts, shareTest } from '@manumit/linkage'
import type { IdentifierMention, IdentifierRow, Workspace } from '@manumit/store'
import type { IdentifierDetails } from './linked-details.ts'

/** Places in texts shown of one identifier, and characters shown on each side. */
const MENTIONS_SHOWN = 50
const CHARS_AROUND = 60

/** Refuses E_CURSOR. */
export async function identifierPage(
  { people }: Pick<Workspace, 'people'>,
  { text, kind, sourceId, order, after, limit }: CheckedInputOf<'identifiers.page'>,
): Promise<Result<OutputOf<'identifiers.page'>>> {
  const page = await people.identifiers({
    order,
    limit,
    ...(text !== undefined && { text }),
    ...(kind !== undefined && { kind }),
    ...(sourceId !== undefined && { sourceId }),
    ...(after !== undefined && { after }),
  })
  if (!page.ok) return page
  return ok({ rows: page.value.rows.map(identifierOf), next: page.value.next })
}

/** Refuses E_IDENTIFIER_UNKNOWN. */
export async function readIdentifier(
  workspace: Pick<Workspace, 'people' | 'observations'>,
  key: string,
): Promise<Result<OutputOf<'identifiers.get'>>> {
  const { people } = workspace
  const [row] = await people.identifiersOf([key])
  if (!row) return refuse('E_IDENTIFIER_UNKNOWN', { key })
  const places = await people.mentionsInTexts(key, MENTIONS_SHOWN)
  const mentions = []
  for (const place of places) {
    const mention = await mentionOf(workspace, place)
    if (mention) mentions.push(mention)
  }
  return ok({
    identifier: identifierOf(row),
    seen: [...(await people.seen(key))],
    mentions,
    candidates: [...(await people.candidatesWith(key))],
  })
}

/** The words around a mention; null where its record is being read anew. */
async function mentionOf(
  { observations }: Pick<Workspace, 'observations'>,
  { observationId, field, start, end }: IdentifierMention,
): Promise<OutputOf<'identifiers.get'>['mentions'][number] | null> {
  const stored = await observations.get(observationId)
  const whole = (stored?.observation.fields as Readonly<Record<string, unknown>> | undefined)?.[field]
  if (typeof whole !== 'string') return null
  const from = Math.max(0, start - CHARS_AROUND)
  const text = whole.slice(from, end + CHARS_AROUND)
  return { recordId: observationId, field, text, start: start - from, end: end - from }
}

function identifierOf(row: IdentifierRow): WireIdentifier {
  const { number, hub } = row.details as unknown as IdentifierDetails
  return {
    key: row.key,
    kind: row.kind,
    text: row.text,
    spellings: [...row.spellings],
    names: [...row.names],
    number,
    sources: [...row.sourceIds],
    records: row.records,
    firstUtc: row.firstUtc,
    lastUtc: row.lastUtc,
    hub,
  }
}

/** Names of the net: most sources first, then persons. Refuses E_CURSOR. */
export async function namePage(
  { people }: Pick<Workspace, 'people'>,
  { newOnly, after, limit }: CheckedInputOf<'names.page'>,
): Promise<Result<OutputOf<'names.page'>>> {
  const page = await people.names({
    limit,
    ...(newOnly && { isNew: true }),
    ...(after !== undefined && { after }),
  })
  if (!page.ok) return page
  // Written by deriveLists as this very shape.
  const rows = page.value.rows as unknown as OutputOf<'names.page'>['rows']
  return ok({ rows, next: page.value.next })
}

/** About the case's distinct numbers as a whole, never about one of them. */
export async function carrierShares(
  { people }: Pick<Workspace, 'people'>,
  { shares, by }: CheckedInputOf<'carriers.shares'>,
): Promise<OutputOf<'carriers.shares'>> {
  const counts: Record<string, number> = {}
  const plans = new Set<string>()
  for await (const rows of people.eachOfKinds(['phone', 'short-code']))
    for (const { details } of rows) {
      const { number } = details as unknown as IdentifierDetails
      if (!number) continue
      const name = nameOf(number, by)
      counts[name] = (counts[name] ?? 0) + 1
      plans.add(number.source)
    }
  const { numbers, fewest, rows } = shareTest(counts, shares?.of)
  const supplied = shares ? [`shares: ${shares.source}, ${shares.date}`] : []
  return {
    numbers,
    fewest,
    rows: rows.map((row) => ({ ...row })),
    source: [...[...plans].sort(), ...supplied].join('; '),
  }
}

const nameOf = ({ type, carrier }: NumberFacts, by: 'type' | 'carrier'): string =>
  by === 'type' ? type : (carrier ?? 'unknown')
