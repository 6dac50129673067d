// What a scan found, as text first. A picture is given out only for matches of demonstration banks (files.ts).

import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { cursor, id, judgement, limit, page, reason, sha256, utc } from '../shapes.ts'

const match = z.strictObject({
  id,
  scanId: id,
  path: z.string(),
  sha256,
  md5: z.string(),
  sizeBytes: z.int(),
  kind: z.string(),
  hash: z.string(),
  bank: z.string(),
  material: z.enum(['unlawful', 'demonstration', 'other']),
  entry: z.int(),
  /** The entry’s own hash; null where the bank’s material is unlawful. */
  entryHash: z.string().nullable(),
  distance: z.int(),
  threshold: z.int(),
  thresholdSource: z.string(),
  orientation: z.string().nullable(),
  quality: z.int().nullable(),
  /** Other files of the scan with the same bytes: one look decides them. */
  copies: z.array(z.string()),
  /** Only then is there a picture to ask for. */
  mayBeShown: z.boolean(),
  state: z.enum(['undecided', 'same', 'different', 'cannot-say']),
  judgements: z.array(judgement),
})
export type WireMatch = z.infer<typeof match>

export const matchesPage = defineRoute({
  id: 'matches.page',
  summary: 'Files near an entry of a bank: distance, threshold, both hashes. A match is never an identity.',
  permission: 'read',
  input: z.strictObject({
    scanId: id.optional(),
    state: z.enum(['undecided', 'decided']).optional(),
    after: cursor.optional(),
    limit,
  }),
  output: page(match),
  refusals: ['E_CURSOR'],
})

export const matchesJudge = defineRoute({
  id: 'matches.judge',
  summary: 'A person decides on a match, with a reason; or takes the last decision back.',
  permission: 'judge',
  input: z.strictObject({ id, decision: z.enum(['same', 'different', 'cannot-say', 'undo']), reason }),
  output: match,
  refusals: ['E_MATCH_UNKNOWN', 'E_NOTHING_TO_UNDO'],
})

export const scansList = defineRoute({
  id: 'scans.list',
  summary: 'Scans with their bank, thresholds and counts.',
  permission: 'read',
  input: z.strictObject({}),
  output: z.strictObject({
    scans: z.array(
      z.strictObject({
        id,
        paths: z.array(z.string()),
        bank: z.string(),
        startedAt: utc,
        finishedAt: utc.nullable(),
        files: z.int(),
        matches: z.int(),
      }),
    ),
  }),
  refusals: [],
})

export const banksRemove = defineRoute({
  id: 'banks.remove',
  summary: 'Takes a bank out of the workspace; the log keeps that it was there.',
  permission: 'administer',
  secondPerson: true,
  input: z.strictObject({ name: z.string().max(200), reason }),
  output: z.strictObject({}),
  refusals: ['E_BANK_UNKNOWN'],
})
