// Identifiers, who may be whom, contacts, numbers and new names. An identifier is an account, not a person.

import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { cursor, id, judgement, limit, page, reason, recordFilter, utc } from '../shapes.ts'

/** What sort of identifier: phone, short-code, email, url, domain, handle, other. */
const identifierKind = z.string().max(40)

const numberFacts = z.strictObject({
  /** As the numbering plan has it: mobile, fixed, voip, toll-free, …; `unknown` where it does not say. */
  type: z.string(),
  region: z.string().nullable(),
  /** Carrier or range holder where a dated table names one, and whether that table lists it as prepaid. */
  carrier: z.string().nullable(),
  prepaid: z.boolean().nullable(),
  /** Which table or plan says so, with its date. */
  source: z.string(),
})

const identifier = z.strictObject({
  /** `phone:+15550100`: the normal form, by which spellings are one. */
  key: z.string(),
  kind: identifierKind,
  text: z.string(),
  /** Spellings as recorded, most often first, at most 5. */
  spellings: z.array(z.string()),
  names: z.array(z.string()),
  number: numberFacts.nullable(),
  sources: z.array(id),
  records: z.int(),
  firstUtc: utc.nullable(),
  lastUtc: utc.nullable(),
  /** Held by so many that it joins nobody; or on a list of known ones. */
  hub: z.strictObject({ holders: z.int(), why: z.string() }).nullable(),
})
export type WireIdentifier = z.infer<typeof identifier>

export const identifiersPage = defineRoute({
  id: 'identifiers.page',
  summary: 'Identifiers named in records, with first and last seen, frequency, sources.',
  permission: 'read',
  input: z.strictObject({
    text: z.string().max(200).optional(),
    kind: identifierKind.optional(),
    sourceId: id.optional(),
    order: z.enum(['records', 'sources', 'first', 'last']),
    after: cursor.optional(),
    limit,
  }),
  output: page(identifier),
  refusals: ['E_CURSOR'],
})

export const identifiersGet = defineRoute({
  id: 'identifiers.get',
  summary:
    'One identifier: in which roles each source’s records name it, its spans in texts, its candidates.',
  permission: 'read',
  input: z.strictObject({ key: z.string().max(1000) }),
  output: z.strictObject({
    identifier,
    seen: z.array(
      z.strictObject({
        sourceId: id,
        kind: z.string(),
        role: z.string(),
        count: z.int(),
        firstUtc: utc.nullable(),
        lastUtc: utc.nullable(),
      }),
    ),
    mentions: z.array(
      z.strictObject({
        recordId: id,
        field: z.string(),
        /** Words around it, and where it stands in them. */
        text: z.string(),
        start: z.int(),
        end: z.int(),
      }),
    ),
    candidates: z.array(z.string()),
  }),
  refusals: ['E_IDENTIFIER_UNKNOWN'],
})

const reasonBar = z.strictObject({
  /** Id of the comparison. */
  comparison: z.string(),
  /** log₂ of how much likelier under one person than under two; negative speaks against. */
  bits: z.number(),
  left: z.string(),
  right: z.string(),
  level: z.string(),
  /** Id of the sentence that tells it, with its data. */
  sentence: z.strictObject({ id: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) }),
  records: z.array(id),
})

const person = z.strictObject({
  /** Stable: made from the source and the identifiers it first had. */
  id: z.string(),
  label: z.string(),
  sourceId: id,
  keys: z.array(z.string()),
  names: z.array(z.string()),
  records: z.int(),
  firstUtc: utc.nullable(),
  lastUtc: utc.nullable(),
})

const candidate = z.strictObject({
  id: z.string(),
  left: person,
  right: person,
  reasons: z.array(reasonBar),
  /** Term frequency, hub: their own bars. */
  adjustments: z.array(reasonBar),
  priorBits: z.number(),
  totalBits: z.number(),
  notCompared: z.array(z.string()),
  limits: z.array(z.string()),
  /** accepted, rejected, unknowable: as the newest judgement has it; open: none, or undone. */
  state: z.enum(['open', 'accepted', 'rejected', 'unknowable']),
  judgements: z.array(judgement),
})
export type WireCandidate = z.infer<typeof candidate>

export const candidatesPage = defineRoute({
  id: 'candidates.page',
  summary: 'Two identities that may be one person, with reasons for and against; the weightiest first.',
  permission: 'read',
  input: z.strictObject({
    state: z.enum(['open', 'judged']).optional(),
    after: cursor.optional(),
    limit,
  }),
  output: page(candidate),
  refusals: ['E_CURSOR'],
})

export const candidatesGet = defineRoute({
  id: 'candidates.get',
  summary: 'One candidate.',
  permission: 'read',
  input: z.strictObject({ id: z.string().max(200) }),
  output: candidate,
  refusals: ['E_CANDIDATE_UNKNOWN'],
})

export const candidatesJudge = defineRoute({
  id: 'candidates.judge',
  summary: 'A person accepts, rejects, says that it cannot be known, or takes the last judgement back.',
  permission: 'judge',
  input: z.strictObject({
    id: z.string().max(200),
    decision: z.enum(['accept', 'reject', 'cannot-know', 'undo']),
    reason,
  }),
  output: candidate,
  refusals: ['E_CANDIDATE_UNKNOWN', 'E_NOTHING_TO_UNDO'],
})

export const carriersShares = defineRoute({
  id: 'carriers.shares',
  summary:
    'How each number type or carrier is represented among this case’s distinct numbers against a supplied share.',
  permission: 'read',
  input: z.strictObject({
    /** Market shares by name, 0–1, with where they come from. Absent: those types are counted without a comparison. */
    shares: z
      .strictObject({
        source: z.string().max(300),
        date: z.string().max(20),
        of: z.record(z.string(), z.number().min(0).max(1)),
      })
      .optional(),
    by: z.enum(['type', 'carrier']),
  }),
  output: z.strictObject({
    numbers: z.int(),
    /** Fewer distinct numbers than this: no statement. */
    fewest: z.int(),
    rows: z.array(
      z.strictObject({
        name: z.string(),
        numbers: z.int(),
        share: z.number(),
        /** Wilson, 95 %. */
        low: z.number(),
        high: z.number(),
        expected: z.number().nullable(),
        ratio: z.number().nullable(),
        /** Exact binomial test, and after Benjamini–Hochberg over the rows. */
        p: z.number().nullable(),
        q: z.number().nullable(),
      }),
    ),
    source: z.string(),
  }),
  refusals: [],
})

export const namesPage = defineRoute({
  id: 'names.page',
  summary: 'Registrable domains, invite links and app ids, counted by sources and persons, never by visits.',
  permission: 'read',
  input: z.strictObject({ newOnly: z.boolean().optional(), after: cursor.optional(), limit }),
  output: page(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['domain', 'invite', 'app']),
      sources: z.array(id),
      persons: z.int(),
      firstUtc: utc.nullable(),
      lastUtc: utc.nullable(),
      /** How it was reached, as recorded: link in a message, typed, redirected, …, with counts of records. */
      reached: z.record(z.string(), z.int()),
      /** Absent from this dated list; null: it is on it. */
      absentFrom: z.string().nullable(),
      /** A known name it looks like. */
      looksLike: z.string().nullable(),
      records: z.array(id),
    }),
  ),
  refusals: ['E_CURSOR'],
})

export const graphExpand = defineRoute({
  id: 'graph.expand',
  summary:
    'Who is named together in records: the neighbours of some identifiers, or the whole up to a limit.',
  permission: 'read',
  input: z.strictObject({
    /** Absent: from the most often named. */
    seeds: z.array(z.string().max(1000)).max(200).optional(),
    steps: z.int().min(1).max(3),
    filter: recordFilter,
    limit: z.int().min(1).max(10_000),
  }),
  output: z.strictObject({
    nodes: z.array(
      z.strictObject({
        key: z.string(),
        label: z.string(),
        kind: identifierKind,
        /** The holder of this source’s device; else null. */
        deviceOf: id.nullable(),
        records: z.int(),
        sources: z.array(id),
        isHub: z.boolean(),
        /** Neighbours that the limit left out. */
        more: z.int(),
      }),
    ),
    edges: z.array(
      z.strictObject({
        left: z.string(),
        right: z.string(),
        /** Records by kind that name both: message, call, contact; `candidate`, `judged-same`. */
        reasons: z.record(z.string(), z.int()),
        firstUtc: utc.nullable(),
        lastUtc: utc.nullable(),
      }),
    ),
    isCut: z.boolean(),
  }),
  refusals: [],
})
