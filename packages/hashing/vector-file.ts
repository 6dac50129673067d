// The form of a vector file: published or computed values that any build of a hash kind must reproduce. The shipped ones
// lie in data/vectors; their sources stand in its SOURCES.yaml.

import { z } from 'zod'
import { formulaPictureSchema } from './formula-picture.ts'
import { orientations } from './hash-kind.ts'

const hex = z.string().regex(/^[0-9a-f]*$/)
const common = { id: z.string().min(1), kind: z.string().min(1) }

export const vectorSchema = z.discriminatedUnion('check', [
  /** A picture by formula: its bytes, its hash, and the hashes of its orientations. */
  z.strictObject({
    ...common,
    check: z.literal('picture'),
    picture: formulaPictureSchema,
    bytesSha256: hex,
    hash: hex,
    quality: z.int(),
    orientations: z.record(z.enum(orientations), hex),
    orientationsQuality: z.int(),
  }),
  /** Intermediate values of a picture by formula, in single precision. A list may hold only the first values. */
  z.strictObject({
    ...common,
    check: z.literal('trace'),
    picture: formulaPictureSchema,
    values: z.record(z.string(), z.array(z.number())),
  }),
  /** A message in ASCII, repeated, and its digest. */
  z.strictObject({
    ...common,
    check: z.literal('message'),
    ascii: z.string().regex(/^[\x20-\x7e]*$/),
    times: z.int().min(1).max(10_000_000),
    hash: hex,
  }),
  /** A value by its set bits, and its text. */
  z.strictObject({ ...common, check: z.literal('bits'), bits: z.array(z.int().min(0)), hash: hex }),
  /** A text in another spelling, and the canonical one. */
  z.strictObject({ ...common, check: z.literal('spelling'), text: z.string(), hash: hex }),
  /** A text that is no value of the kind. */
  z.strictObject({ ...common, check: z.literal('refusal'), text: z.string() }),
  z.strictObject({ ...common, check: z.literal('distance'), a: hex, b: hex, distance: z.int() }),
])

export const vectorFileSchema = z.strictObject({ about: z.string(), vectors: z.array(vectorSchema) })

export type HashVector = z.infer<typeof vectorSchema>
export type VectorFile = z.infer<typeof vectorFileSchema>
