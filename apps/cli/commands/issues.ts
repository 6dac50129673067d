import { ok } from '@manumit/base'
import { defineCommand, flagValue, textValue } from '../command.ts'
import { issueData, sentenceOf } from '../sentences.ts'
import { shown } from '../terminal.ts'
import { numberOf } from './filters.ts'
import { inWorkspace } from './sources.ts'

const LIMIT = 200

export const issues = defineCommand({
  name: 'issues',
  topic: 'Looking',
  summary: 'What could not be read in the evidence, or was found odd, and where.',
  options: [
    { name: 'source', value: 'id', summary: 'only this source' },
    { name: 'code', value: 'code', summary: 'only this code' },
    {
      name: 'severity',
      value: 'severity',
      choices: ['info', 'warning', 'error'],
      summary: 'only this severity',
    },
    { name: 'count', summary: 'how many of each code, instead of each one' },
    { name: 'limit', value: 'n', summary: `at most so many (default ${LIMIT}; with --json, no limit)` },
    { name: 'after', value: 'cursor', summary: 'go on where an earlier page ended' },
  ],
  examples: [
    { run: 'manumit issues --count', does: 'codes and how often' },
    { run: 'manumit issues --source 1 --severity error', does: 'what is missing from source 1' },
  ],
  run: (values, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      const source = numberOf(values, 'source')
      if (!source.ok) return source
      const limit = numberOf(values, 'limit')
      if (!limit.ok) return limit
      const sourceId = source.value === undefined ? {} : { sourceId: source.value }
      if (flagValue(values, 'count')) {
        for (const [code, count] of Object.entries(await workspace.issues.countByCode(sourceId)))
          await (context.json
            ? context.terminal.object({ code, count })
            : context.terminal.line(`${String(count).padStart(8)}  ${code}: ${sentenceOf(code)}`))
        return ok(0)
      }
      const code = textValue(values, 'code')
      const severity = textValue(values, 'severity') as 'info' | 'warning' | 'error' | undefined
      let left = limit.value ?? (context.json ? Number.POSITIVE_INFINITY : LIMIT)
      let after = textValue(values, 'after')
      while (left > 0) {
        const page = await workspace.issues.page({
          ...sourceId,
          ...(code !== undefined && { code }),
          ...(severity !== undefined && { severity }),
          ...(after !== undefined && { after }),
          limit: Math.min(1_000, left),
        })
        if (!page.ok) return page
        for (const { sourceId: of, path, artifact, issue } of page.value.rows)
          await (context.json
            ? context.terminal.object({ source: of, path, artifact, ...issue })
            : context.terminal.line(
                `${issue.severity.padEnd(7)}  ${issue.code}  ${sentenceOf(issue.code, issueData(issue.data))}\n         ↳ source ${of}${fileOf(issue.at?.path ?? path)}${placeOf(issue.at)}, read by ${artifact.id}`,
              ))
        left -= page.value.rows.length
        if (page.value.next === null) return ok(0)
        after = page.value.next
      }
      context.terminal.note(`There are more. Go on with: --after ${after}`)
      return ok(0)
    }),
})

/** An issue of the whole source names its file itself. */
const fileOf = (path: string | null): string => (path === null ? '' : `: ${shown(path)}`)

function placeOf(
  at: {
    readonly table?: string
    readonly rowid?: number | bigint
    readonly page?: number
    readonly offset?: number
  } = {},
): string {
  const parts = [
    at.table !== undefined && `table ${shown(at.table)}`,
    at.rowid !== undefined && `row ${at.rowid}`,
    at.page !== undefined && `page ${at.page}`,
    at.offset !== undefined && `byte ${at.offset}`,
  ].filter((part) => typeof part === 'string')
  return parts.length > 0 ? `, ${parts.join(', ')}` : ''
}
