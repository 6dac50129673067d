import { isoOfUtc, ok, type Result, type Utc } from '@manumit/base'
import { identifierPage, linkPending, namePage, readIdentifier } from '@manumit/casework'
import type { WireIdentifier } from '@manumit/contract'
import { IDENTIFIER_KINDS } from '@manumit/linkage'
import type { Workspace } from '@manumit/store'
import { type Context, defineCommand, flagValue, textValue } from '../command.ts'
import { shown } from '../terminal.ts'
import { numberOf } from './filters.ts'
import { inWorkspace } from './sources.ts'

const LIMIT = '100'
const PAGE_ROWS = 500
const ORDERS = ['records', 'sources', 'first', 'last'] as const

export const identifiers = defineCommand({
  name: 'identifiers',
  topic: 'Looking',
  summary:
    'Numbers, addresses, accounts and names of the net that records name, with first and last seen, in which sources.',
  arguments: [{ name: 'key', summary: 'one of them, as its list gives it: phone:+…', optional: true }],
  options: [
    { name: 'text', value: 'text', summary: 'only those with this in key, spelling or name' },
    { name: 'kind', value: 'kind', choices: IDENTIFIER_KINDS, summary: 'only this kind' },
    { name: 'source', value: 'id', summary: 'only those that this source names' },
    {
      name: 'order',
      value: 'order',
      default: 'records',
      choices: ORDERS,
      summary: 'most records, most sources, first seen or last seen first',
    },
    { name: 'limit', value: 'n', summary: `at most so many (default ${LIMIT}; with --json, no limit)` },
    { name: 'after', value: 'cursor', summary: 'go on where an earlier page ended' },
  ],
  examples: [
    { run: 'manumit identifiers --order sources --kind phone', does: 'numbers that most sources name' },
    {
      run: 'manumit identifiers phone:+15550100',
      does: 'where records and texts name one, and its candidates',
    },
    { run: 'manumit identifiers --json | jq .key', does: 'one object a line, for other tools' },
  ],
  run: (values, context) =>
    inLinked(context, async (workspace) => {
      const key = textValue(values, 'key')
      if (key !== undefined) return showOne(workspace, key, context)
      const source = numberOf(values, 'source')
      if (!source.ok) return source
      const limit = numberOf(values, 'limit')
      if (!limit.ok) return limit
      const text = textValue(values, 'text')
      const kind = textValue(values, 'kind')
      const order = ORDERS.find((each) => each === textValue(values, 'order')) ?? 'records'
      const listed = await eachRow(
        (page) =>
          identifierPage(workspace, {
            order,
            ...page,
            ...(text !== undefined && { text }),
            ...(kind !== undefined && { kind }),
            ...(source.value !== undefined && { sourceId: source.value }),
          }),
        { limit: mostOf(limit.value, context), after: textValue(values, 'after'), context },
        (row) => (context.json ? context.terminal.object(row) : lines(context, identifierLines(row))),
      )
      if (!listed.ok) return listed
      await workspace.audit.append('view.identifiers', 'identifiers', { shown: listed.value })
      return ok(0)
    }),
})

export const names = defineCommand({
  name: 'names',
  topic: 'Looking',
  summary:
    'Domains, invite links and apps that records name, counted by sources and persons, never by visits.',
  options: [
    { name: 'new', summary: 'only those absent from the dated list of widely known names' },
    { name: 'limit', value: 'n', summary: `at most so many (default ${LIMIT}; with --json, no limit)` },
    { name: 'after', value: 'cursor', summary: 'go on where an earlier page ended' },
  ],
  examples: [
    { run: 'manumit names --new', does: 'names that are not widely known, most sources first' },
    { run: 'manumit names --json', does: 'each with how it was reached, one object a line' },
  ],
  run: (values, context) =>
    inLinked(context, async (workspace) => {
      const limit = numberOf(values, 'limit')
      if (!limit.ok) return limit
      const newOnly = flagValue(values, 'new')
      const listed = await eachRow(
        (page) => namePage(workspace, { ...page, newOnly }),
        { limit: mostOf(limit.value, context), after: textValue(values, 'after'), context },
        (row) => {
          if (context.json) return context.terminal.object(row)
          const reached = Object.entries(row.reached).map(([how, count]) => `${how} ${count}`)
          const isNew = row.absentFrom === null ? '' : `; absent from: ${row.absentFrom}`
          const alike = row.looksLike === null ? '' : `; looks like ${row.looksLike}`
          return lines(context, [
            `${shown(row.name)}  (${row.kind})`,
            `   ${countOf(row.sources.length, 'source')}, ${countOf(row.persons, 'person')}; ${timesText(row)}`,
            `   reached: ${reached.join(', ')}${isNew}${alike}`,
          ])
        },
      )
      if (!listed.ok) return listed
      await workspace.audit.append('view.names', 'names', { shown: listed.value })
      return ok(0)
    }),
})

/** Runs with everything linked that was added: an earlier run may have been stopped before it was. */
export const inLinked = <T>(
  context: Context,
  run: (workspace: Workspace) => Promise<Result<T>>,
): Promise<Result<T>> =>
  inWorkspace(context, 'write', async (workspace) => {
    const linked = await linkPending(workspace, {
      signal: context.signal,
      onProgress: ({ linked: done, pending }) =>
        context.terminal.progress({
          label: 'Reading identifiers',
          done,
          total: done + pending,
          unit: 'records',
        }),
    })
    context.terminal.progress(null)
    return linked.ok ? run(workspace) : linked
  })

export const mostOf = (limit: number | undefined, { json }: Context): number =>
  limit ?? (json ? Number.POSITIVE_INFINITY : Number(LIMIT))

/** Rows of a list, a page at a time, up to a limit; says where to go on. Gives how many were shown. */
export async function eachRow<Row>(
  read: (page: {
    readonly limit: number
    readonly after?: string
  }) => Promise<Result<{ readonly rows: readonly Row[]; readonly next: string | null }>>,
  {
    limit,
    after,
    context,
  }: { readonly limit: number; readonly after: string | undefined; readonly context: Context },
  show: (row: Row) => Promise<void>,
): Promise<Result<number>> {
  let count = 0
  for (let from = after; count < limit; ) {
    const page = await read({
      limit: Math.min(PAGE_ROWS, limit - count),
      ...(from !== undefined && { after: from }),
    })
    if (!page.ok) return page
    for (const row of page.value.rows) await show(row)
    count += page.value.rows.length
    if (page.value.next === null) {
      if (count === 0) context.terminal.note('None in the sources read.')
      return ok(count)
    }
    from = page.value.next
    if (count >= limit) context.terminal.note(`There may be more. Go on with: --after ${from}`)
  }
  return ok(count)
}

async function showOne(workspace: Workspace, key: string, context: Context): Promise<Result<0>> {
  const read = await readIdentifier(workspace, key)
  if (!read.ok) return read
  const { identifier, seen, mentions, candidates } = read.value
  if (context.json) await context.terminal.object(read.value)
  else
    await lines(context, [
      ...identifierLines(identifier),
      ...seen.map(
        (each) =>
          `   source ${each.sourceId}: ${countOf(each.count, 'record')} of the kind ${each.kind}, role ${each.role}; ${timesText(each)}`,
      ),
      ...mentions.map(({ recordId, field, text }) => `   record ${recordId}, ${field}: …${shown(text)}…`),
      ...candidates.map((id) => `   candidate ${id}`),
    ])
  await workspace.audit.append('view.identifier', 'identifiers', { mentions: mentions.length })
  return ok(0)
}

function identifierLines(row: WireIdentifier): string[] {
  const { number, hub } = row
  const spelled = row.spellings.filter((spelling) => spelling !== row.text)
  return [
    `${shown(row.key)}${row.names.length > 0 ? `  ${row.names.slice(0, 3).map(shown).join(', ')}` : ''}`,
    `   ${countOf(row.records, 'record')} in ${countOf(row.sources.length, 'source')} (${row.sources.join(', ')}); ${timesText(row)}`,
    ...(spelled.length > 0 ? [`   spelled: ${spelled.map((text) => shown(text)).join(' · ')}`] : []),
    ...(number
      ? [
          `   number: ${number.type}${number.region ? `, ${number.region}` : ''}${number.carrier ? `, ${shown(number.carrier)}` : ''} (${number.source})`,
        ]
      : []),
    ...(hub ? [`   hub, joins nobody: ${shown(hub.why)}; shared by ${hub.holders}`] : []),
  ]
}

export const timesText = ({
  firstUtc,
  lastUtc,
}: {
  readonly firstUtc: number | null
  readonly lastUtc: number | null
}): string =>
  firstUtc === null || lastUtc === null
    ? 'no time recorded'
    : `first ${isoOfUtc(firstUtc as Utc)}, last ${isoOfUtc(lastUtc as Utc)}`

export const countOf = (count: number, noun: string): string =>
  `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`

export async function lines({ terminal }: Context, texts: readonly string[]): Promise<void> {
  for (const text of texts) await terminal.line(text)
}
