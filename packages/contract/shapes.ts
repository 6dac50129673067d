// Shapes that several routes share.

import { HOLDER_ROLES } from '@manumit/model'
import { z } from 'zod'

/** Microseconds since 1970-01-01 UTC, an integer. */
export const utc = z.int().describe('Microseconds since 1970-01-01 UTC')
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const id = z.int().nonnegative()
export const cursor = z.string().max(500)
export const limit = z.int().min(1).max(1000)
/** Why a person does something: kept with what they did. */
export const reason = z.string().trim().min(1).max(2000)

export const page = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({ rows: z.array(row), next: z.string().nullable() })

/** Which records. Each part narrows; an absent one does not. */
export const recordFilter = z.strictObject({
  kinds: z.array(z.string().max(60)).max(20).optional(),
  sourceId: id.optional(),
  /** Inclusive; a record without UTC is outside any range that is set. */
  from: utc.optional(),
  to: utc.optional(),
  /** An identifier exactly as recorded. */
  party: z.string().max(1000).optional(),
  state: z.enum(['live', 'superseded']).optional(),
  /** Part of the record's text, in any case. */
  text: z.string().max(200).optional(),
})
export type RecordFilter = z.infer<typeof recordFilter>

/** An account as a record names it. */
export const party = z.strictObject({
  id: z.string().nullable(),
  device: z.literal(true).optional(),
  name: z.string().optional(),
})

/** A record in a list: enough to draw a line of it. */
export const recordRow = z.strictObject({
  id,
  kind: z.string(),
  sourceId: id,
  utc: utc.nullable(),
  /** The time as text, as a report prints it; says where no zone was recorded or the value is no time. */
  time: z.string(),
  /** How the row was had; null for a range of bytes. */
  state: z.enum(['live', 'superseded']).nullable(),
  /** In which state of the file a superseded row was seen. */
  via: z.string().nullable(),
  caption: z.string(),
})
export type RecordRow = z.infer<typeof recordRow>

export const scope = z.strictObject({
  kinds: z.array(z.string().max(60)).max(20).optional(),
  from: utc.optional(),
  to: utc.optional(),
})

export const holderRole = z.enum(HOLDER_ROLES)

export const artifactRef = z.strictObject({ id: z.string(), version: z.int() })

/** Raw values in JSON, as a report's lines have them. */
export const raw = z.union([
  z.null(),
  z.number(),
  z.string(),
  z.strictObject({ integer: z.string() }),
  z.strictObject({ hex: z.string() }),
  z.strictObject({ blobBytes: z.number() }),
])

export const judgement = z.strictObject({
  id,
  subject: z.string(),
  decision: z.string(),
  reason: z.string(),
  author: z.string(),
  at: utc,
})
export type WireJudgement = z.infer<typeof judgement>
