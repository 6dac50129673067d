// Records: the timeline and its histogram, conversations, full text, one record with the bytes it rests on, places.

import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { artifactRef, cursor, id, limit, page, party, raw, recordFilter, recordRow, utc } from '../shapes.ts'

export const timelinePage = defineRoute({
  id: 'timeline.page',
  summary:
    'Records in time order, those without UTC last; from a cursor, or `skip` rows after a moment. Under a text a page may be short, even empty, and still have a next one.',
  permission: 'read',
  input: z.strictObject({
    filter: recordFilter,
    start: z
      .discriminatedUnion('at', [
        z.strictObject({ at: z.literal('cursor'), after: cursor }),
        /** The record number `skip` (from 0) among those at or after `utc`; with `utc` null among those without UTC. */
        z.strictObject({ at: z.literal('moment'), utc: utc.nullable(), skip: z.int().min(0).max(1_000_000) }),
      ])
      .optional(),
    limit,
  }),
  output: page(recordRow),
  refusals: ['E_CURSOR'],
})

export const timelineHistogram = defineRoute({
  id: 'timeline.histogram',
  summary: 'How many records fall into each of so many equal spans of time, by kind.',
  permission: 'read',
  input: z.strictObject({ filter: recordFilter, spans: z.int().min(1).max(1000) }),
  output: z.strictObject({
    total: z.int(),
    /** Records without UTC. */
    untimed: z.int(),
    /** Start of the first span; null where no record has a UTC. Spans are whole minutes, hours or days. */
    firstUtc: utc.nullable(),
    spanMicros: z.int(),
    kinds: z.array(z.string()),
    /** One list per kind, one number per span. */
    counts: z.array(z.array(z.int())),
    /** Under a `text`: how far records were looked through, where not to the end; what lies behind it is not counted. */
    scannedTo: utc.nullable().optional(),
  }),
  refusals: [],
})

export const conversationsPage = defineRoute({
  id: 'conversations.page',
  summary: 'Threads of message records, the one with the newest record first.',
  permission: 'read',
  input: z.strictObject({ sourceId: id.optional(), after: cursor.optional(), limit }),
  output: page(
    z.strictObject({
      sourceId: id,
      fileId: id,
      thread: z.string(),
      service: z.string().nullable(),
      /** Identifiers that its records name beside the device, most often first, at most 8; and how many there are. */
      parties: z.array(party),
      partyCount: z.int(),
      messages: z.int(),
      superseded: z.int(),
      firstUtc: utc.nullable(),
      lastUtc: utc.nullable(),
      lastCaption: z.string(),
    }),
  ),
  refusals: ['E_CURSOR'],
})

export const conversationsMessages = defineRoute({
  id: 'conversations.messages',
  summary: 'Message records of one thread in time order.',
  permission: 'read',
  input: z.strictObject({
    sourceId: id,
    fileId: id,
    thread: z.string().max(1000),
    /** Newest first when `before`; a cursor of this list. */
    direction: z.enum(['older', 'newer']),
    after: cursor.optional(),
    limit,
  }),
  output: page(
    z.strictObject({
      ...recordRow.shape,
      direction: z.string().nullable(),
      from: party.nullable(),
      subject: z.string().nullable(),
      body: z.string().nullable(),
      event: z.string().nullable(),
      reaction: z.string().nullable(),
      attachments: z.array(
        z.strictObject({
          path: z.string().nullable(),
          mimeType: z.string().nullable(),
          sha256: z.string().nullable(),
        }),
      ),
      /** What the record says of edits and retraction, as titles and times. */
      notes: z.array(z.strictObject({ title: z.string(), text: z.string() })),
    }),
  ),
  refusals: ['E_CURSOR'],
})

export const searchQuery = defineRoute({
  id: 'search.query',
  summary:
    'Full text: words, "phrases" and prefix*, each of which must occur. A page may be short, even empty, and still have a next one.',
  permission: 'read',
  input: z.strictObject({
    text: z.string().max(500),
    kinds: z.array(z.string().max(60)).max(20).optional(),
    sourceId: id.optional(),
    from: utc.optional(),
    to: utc.optional(),
    after: cursor.optional(),
    limit,
  }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        record: recordRow,
        snippet: z.strictObject({
          text: z.string(),
          /** [start, end) in UTF-16 units of `text`. */
          matches: z.array(z.tuple([z.int(), z.int()])),
        }),
      }),
    ),
    next: z.string().nullable(),
    /** Records that full text has not read yet. */
    pending: z.int(),
  }),
  refusals: ['E_QUERY_EMPTY', 'E_CURSOR'],
})

export const recordsGet = defineRoute({
  id: 'records.get',
  summary: 'One record: its fields, its values as stored, its place, and the command that shows the same.',
  permission: 'read',
  input: z.strictObject({ id }),
  output: z.strictObject({
    row: recordRow,
    kindTitle: z.string(),
    sourceName: z.string(),
    fields: z.array(
      z.strictObject({ name: z.string(), title: z.string(), type: z.string(), text: z.string() }),
    ),
    raw: z.record(z.string(), raw),
    artifact: artifactRef,
    artifactTitle: z.string(),
    artifactLimits: z.array(z.string()),
    file: z.strictObject({
      id: id.nullable(),
      path: z.string(),
      onPhone: z.string(),
      sha256: z.string(),
      sizeBytes: z.int(),
    }),
    place: z.string(),
    /** What somebody types to see the same bytes. */
    command: z.string(),
  }),
  refusals: ['E_RECORD_UNKNOWN'],
})

export const recordsBytes = defineRoute({
  id: 'records.bytes',
  summary: 'The bytes a record rests on, read again from the evidence, with its fields marked.',
  permission: 'read',
  input: z.strictObject({ id }),
  output: z.strictObject({
    /** Where the bytes lie in the file, or, for a page that a log holds, in that log. */
    file: z.string(),
    offset: z.int(),
    /** At most 64 KiB; longer is cut, and says so. */
    hex: z.string(),
    isCut: z.boolean(),
    /** [start, end) from the first byte shown; `name` is a column, or a part of the row’s own header. */
    marks: z.array(z.strictObject({ start: z.int(), end: z.int(), name: z.string() })),
    /** Page number of a database, from 1. */
    pageNumber: z.int().nullable(),
    /** Where a row longer than its page goes on: file, first byte, bytes. */
    overflow: z
      .array(z.strictObject({ file: z.string(), offset: z.int(), bytes: z.int(), pageNumber: z.int() }))
      .optional(),
  }),
  refusals: ['E_RECORD_UNKNOWN', 'E_EVIDENCE_MISSING', 'E_EVIDENCE_CHANGED'],
})

export const placesList = defineRoute({
  id: 'places.list',
  summary: 'Records that state coordinates. A place is a record in a file, not where a person was.',
  permission: 'read',
  input: z.strictObject({ filter: recordFilter, limit: z.int().min(1).max(5000) }),
  output: z.strictObject({
    places: z.array(
      z.strictObject({
        record: recordRow,
        latitude: z.number(),
        longitude: z.number(),
        /** As recorded; null where the record states none. */
        accuracyMetres: z.number().nullable(),
        /** Which field, of which artifact, states it. */
        statedBy: z.string(),
      }),
    ),
    /** Records under the filter, its `text` left aside, that state no place. */
    without: z.int(),
    /** True where `limit` left some out. */
    isCut: z.boolean(),
  }),
  refusals: [],
})
