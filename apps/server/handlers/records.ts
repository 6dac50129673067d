// Records: the timeline, conversations, full text, one record and the bytes it rests on, places. What a person looks at is
// noted in the log, as view-log.ts says.

import { artifact as artifactOf } from '@manumit/artifacts'
import { ok, type Result, refuse, type Utc } from '@manumit/base'
import { readRecordBytes } from '@manumit/casework'
import { phonePlaceText, placeText, showCommand } from '@manumit/report'
import type { JsonValue, StoredObservation } from '@manumit/store'
import type { RecordRoutes } from '../areas.ts'
import type { CallContext, HandlersOf } from '../handler.ts'
import { noteView } from '../view-log.ts'
import { recordFilterOf } from '../wire-filter.ts'
import { cut, messageRow, placeRow, recordFields, recordRow } from '../wire-record.ts'

export const recordHandlers: HandlersOf<RecordRoutes> = {
  async 'timeline.page'({ filter, start, limit }, context) {
    const page = await context.workspace.observations.page({
      ...recordFilterOf(filter),
      ...(start?.at === 'cursor' && { after: start.after }),
      ...(start?.at === 'moment' && { start: { utc: start.utc as Utc | null, skip: start.skip } }),
      limit,
    })
    if (!page.ok) return page
    await noteView(context, 'view.timeline', 'records', { filter: filter as JsonValue })
    return ok({ rows: page.value.rows.map(recordRow), next: page.value.next })
  },

  async 'timeline.histogram'({ filter, spans }, { workspace }) {
    const { kinds, counts, ...rest } = await workspace.observations.histogram({
      ...recordFilterOf(filter),
      spans,
    })
    return ok({ ...rest, kinds: [...kinds], counts: counts.map((row) => [...row]) })
  },

  async 'conversations.page'({ sourceId, after, limit }, context) {
    const page = await context.workspace.conversations.page({
      ...(sourceId !== undefined && { sourceId }),
      ...(after !== undefined && { after }),
      limit,
    })
    if (!page.ok) return page
    await noteView(context, 'view.conversations', 'records')
    const rows = page.value.rows.map(({ last, parties, ...row }) => ({
      ...row,
      service: serviceOf(last),
      parties: parties.map((id) => ({ id: cut(id) })),
      lastCaption: recordRow(last).caption,
    }))
    return ok({ rows, next: page.value.next })
  },

  async 'conversations.messages'({ after, ...query }, context) {
    const page = await context.workspace.conversations.messages({
      ...query,
      ...(after !== undefined && { after }),
    })
    if (!page.ok) return page
    const { sourceId, fileId, thread } = query
    await noteView(context, 'view.conversation', `source:${sourceId}`, { file: fileId, thread })
    return ok({ rows: page.value.rows.map(messageRow), next: page.value.next })
  },

  async 'search.query'({ text, kinds, sourceId, from, to, after, limit }, context) {
    const { search } = context.workspace
    if (search === null) return refuse('E_SEARCH_ABSENT')
    const { pending } = await search.progress()
    const filter = {
      ...(kinds && { kinds }),
      ...(sourceId !== undefined && { sourceId }),
      ...(from !== undefined && { from: from as Utc }),
      ...(to !== undefined && { to: to as Utc }),
    }
    const found = await search.query(text, { ...filter, ...(after !== undefined && { after }), limit })
    if (!found.ok) return found
    await noteView(context, 'view.search', 'records', { words: text, filter })
    const rows = found.value.rows.map(({ stored, snippet }) => ({
      record: recordRow(stored),
      snippet: {
        text: snippet.text,
        matches: snippet.matches.map(([start, end]): [number, number] => [start, end]),
      },
    }))
    return ok({ rows, next: found.value.next, pending })
  },

  async 'records.get'({ id }, context) {
    const found = await storedRecord(context, id)
    if (!found.ok) return found
    const stored = found.value
    const source = await context.workspace.sources.get(stored.sourceId)
    if (!source.ok) return source
    const { where } = stored.observation
    const reader = artifactOf(stored.artifact.id)
    await noteView(context, 'view.record', `record:${id}`)
    return ok({
      row: recordRow(stored),
      ...recordFields(stored),
      sourceName: source.value.declaration.name,
      artifact: { ...stored.artifact },
      artifactTitle: reader?.title ?? stored.artifact.id,
      artifactLimits: [...(reader?.limits ?? [])],
      file: {
        id: stored.fileId,
        path: where.file.path,
        onPhone: phonePlaceText(where),
        sha256: where.file.sha256,
        sizeBytes: where.file.sizeBytes,
      },
      place: placeText(where),
      command: showCommand(where),
    })
  },

  async 'records.bytes'({ id }, context) {
    const found = await storedRecord(context, id)
    if (!found.ok) return found
    const { workspace, folder } = context
    const read = await readRecordBytes({ workspace, folder, stored: found.value })
    if (!read.ok) return read
    await noteView(context, 'view.bytes', `record:${id}`)
    const { file, offset, bytes, whole, marks, pageNumber, overflow } = read.value
    return ok({
      file,
      offset,
      hex: Buffer.from(bytes).toString('hex'),
      isCut: whole > bytes.length,
      marks: marks.map((mark) => ({ ...mark })),
      pageNumber,
      overflow: overflow.map((page) => ({ ...page })),
    })
  },

  async 'places.list'({ filter, limit }, context) {
    const { rows, without, isCut } = await context.workspace.observations.places({
      ...recordFilterOf(filter),
      limit,
    })
    await noteView(context, 'view.places', 'records', { filter: filter as JsonValue })
    return ok({ places: rows.flatMap((stored) => placeRow(stored) ?? []), without, isCut })
  },
}

/** Refuses E_RECORD_UNKNOWN. */
async function storedRecord({ workspace }: CallContext, id: number): Promise<Result<StoredObservation>> {
  const stored = await workspace.observations.get(id)
  return stored ? ok(stored) : refuse('E_RECORD_UNKNOWN', { record: id })
}

function serviceOf({ observation }: StoredObservation): string | null {
  const { service } = observation.fields as { readonly service?: unknown }
  return typeof service === 'string' ? cut(service) : null
}
