import { ok, type Result, utcOf } from '@manumit/base'
import { eachRecord, reportRecords } from '@manumit/casework'
import {
  captionOf,
  momentText,
  phonePlaceText,
  placeText,
  type ReportRecord,
  recordObject,
} from '@manumit/report'
import { type Context, defineCommand, textValue } from '../command.ts'
import { fit, shown } from '../terminal.ts'
import { FILTER_OPTIONS, filterOf, numberOf } from './filters.ts'
import { inWorkspace } from './sources.ts'

const LIMIT = '200'

export const timeline = defineCommand({
  name: 'timeline',
  topic: 'Looking',
  summary:
    'Records in the order of their times, with the place each was read from. Those without a time come last.',
  options: [
    ...FILTER_OPTIONS,
    {
      name: 'text',
      value: 'text',
      summary: 'only records with this text (manumit search finds words faster)',
    },
    { name: 'limit', value: 'n', summary: `at most so many (default ${LIMIT}; with --json, no limit)` },
    { name: 'after', value: 'cursor', summary: 'go on where an earlier page ended' },
  ],
  examples: [
    {
      run: 'manumit timeline --kind message,call --from 2026-05-02',
      does: 'messages and calls since that day',
    },
    { run: 'manumit timeline --party +15550100', does: 'records that name this number' },
    { run: 'manumit timeline --state superseded', does: 'rows of earlier states of a database' },
    { run: 'manumit timeline --json | jq .fields.body', does: 'one object a line, for other tools' },
  ],
  run: (values, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      const filter = filterOf(values)
      if (!filter.ok) return filter
      const limit = numberOf(values, 'limit')
      if (!limit.ok) return limit
      const text = textValue(values, 'text')
      const after = textValue(values, 'after')
      const most = limit.value ?? (context.json ? undefined : Number(LIMIT))
      let shownRows = 0
      const rest = await eachRecord(
        workspace,
        {
          ...filter.value,
          ...(text !== undefined && { text }),
          ...(after !== undefined && { after }),
          ...(most !== undefined && { limit: most }),
        },
        async (record) => {
          shownRows++
          await showRecord(record, context)
        },
      )
      if (!rest.ok) return rest
      await workspace.audit.append('view.timeline', 'records', {
        shown: shownRows,
        filter: { ...filter.value },
      })
      if (rest.value !== null) context.terminal.note(`There are more. Go on with: --after ${rest.value}`)
      if (shownRows === 0) context.terminal.note('No record in the sources read fits this.')
      return ok(0)
    }),
})

export const search = defineCommand({
  name: 'search',
  topic: 'Looking',
  summary:
    'Find words in records: each must occur; "a phrase" in quotes, prefix* with a star. Case and accents do not count.',
  arguments: [{ name: 'words', summary: 'what to look for', variadic: true }],
  options: [
    ...FILTER_OPTIONS.filter((option) => ['kind', 'source', 'from', 'to'].includes(option.name)),
    { name: 'limit', value: 'n', default: LIMIT, summary: 'at most so many' },
    { name: 'after', value: 'cursor', summary: 'go on where an earlier page ended' },
  ],
  examples: [
    { run: 'manumit search bridge', does: 'records with this word' },
    { run: 'manumit search \'"night bus" warehous*\'', does: 'a phrase and the beginning of a word' },
  ],
  run: (values, context) =>
    inWorkspace(context, 'write', async (workspace) => {
      const filter = filterOf(values)
      if (!filter.ok) return filter
      const limit = numberOf(values, 'limit')
      if (!limit.ok) return limit
      if (!workspace.search) return { ok: false, error: { code: 'E_SEARCH_ABSENT' } }
      await workspace.search.indexPending({ signal: context.signal })
      const after = textValue(values, 'after')
      const words = Array.isArray(values.words) ? values.words.join(' ') : ''
      const found = await workspace.search.query(words, {
        ...filter.value,
        limit: limit.value ?? Number(LIMIT),
        ...(after !== undefined && { after }),
      })
      if (!found.ok) return found
      const asRecord = await reportRecords(workspace)
      for (const { stored } of found.value.rows) await showRecord(asRecord(stored), context)
      await workspace.audit.append('view.search', 'records', { words, shown: found.value.rows.length })
      if (found.value.next !== null)
        context.terminal.note(`There are more. Go on with: --after ${found.value.next}`)
      if (found.value.rows.length === 0) context.terminal.note('None found in the sources read.')
      return ok(0) as Result<0>
    }),
})

/** Time, kind and caption on one line, the place on the next; in JSON one object. */
export async function showRecord(record: ReportRecord, { json, terminal }: Context): Promise<void> {
  if (json) return terminal.object(recordObject(record))
  const { observation } = record
  const time =
    utcOf(observation.at) === null ? momentText(observation.at) || 'no time' : momentText(observation.at)
  const head = `${fit(time, 20)}  ${fit(observation.kind, 9)}  `
  const width = terminal.isTerminal ? Math.max(30, terminal.width - 33) : 400
  // Cut first: a text of many megabytes is not made harmless as a whole for the sake of one line.
  const caption = shown(captionOf(observation).slice(0, 4 * width))
  await terminal.line(`${head}${fit(caption, width).trimEnd()}`)
  const { path } = observation.where.file
  const onPhone = phonePlaceText(observation.where)
  const file = onPhone === '' ? shown(path) : `${shown(onPhone)} (${shown(path)})`
  await terminal.line(
    `${' '.repeat(33)}↳ ${shown(record.source.name)}: ${file}, ${shown(placeText(observation.where))}`,
  )
}
