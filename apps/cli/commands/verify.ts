import { isoOfUtc, ok, refuse } from '@manumit/base'
import { verifySource } from '@manumit/casework'
import { defineCommand, type ExitCode, textValue } from '../command.ts'
import { sentenceOf } from '../sentences.ts'
import { shown } from '../terminal.ts'
import { numberOf } from './filters.ts'
import { inWorkspace } from './sources.ts'

export const verify = defineCommand({
  name: 'verify',
  topic: 'Custody',
  summary:
    'Hash the evidence again and compare it with the digests taken when it was added. Changes nothing.',
  options: [{ name: 'source', value: 'id', summary: 'only this source' }],
  examples: [
    { run: 'manumit verify', does: 'each source; exit code 1 when a file changed, is gone or is new' },
  ],
  run: (values, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      const id = numberOf(values, 'source')
      if (!id.ok) return id
      const one = id.value === undefined ? undefined : await workspace.sources.get(id.value)
      if (one && !one.ok) return one
      const sources = one ? [one.value] : await workspace.sources.list()
      let code: ExitCode = 0
      for (const source of sources) {
        const verified = await verifySource({
          workspace,
          folder: context.workspaces.folder,
          source,
          signal: context.signal,
          onProgress: ({ done, total }) =>
            context.terminal.progress({
              label: `Hashing ${source.declaration.name}`,
              done,
              total,
              unit: 'bytes',
            }),
        })
        context.terminal.progress(null)
        if (!verified.ok) return verified
        const { unchanged, changed, missing, added, refusal } = verified.value
        if (changed.length + missing.length + added.length > 0 || refusal) code = 1
        if (context.json) {
          await context.terminal.object({
            source: source.id,
            unchanged,
            changed,
            missing,
            added,
            ...(refusal && { refusal }),
          })
          continue
        }
        await context.terminal.line(
          `${source.id}  ${shown(source.declaration.name)}: ${unchanged} files as recorded, ${changed.length} changed, ${missing.length} gone, ${added.length} new`,
        )
        if (refusal)
          await context.terminal.line(
            `   ${sentenceOf(refusal, { path: shown(source.facts.path) })} [${refusal}]`,
          )
        for (const [what, paths] of [
          ['changed', changed],
          ['gone', missing],
          ['new', added],
        ] as const)
          for (const path of paths.slice(0, 50))
            await context.terminal.line(`   ${what.padEnd(8)} ${shown(path)}`)
      }
      return ok(code)
    }),
})

export const auditLog = defineCommand({
  name: 'audit-log',
  topic: 'Custody',
  summary: 'What was done in this workspace, by whom and when, in order.',
  options: [
    { name: 'action', value: 'action', summary: 'only this action, such as source.widened' },
    { name: 'limit', value: 'n', default: '200', summary: 'at most so many' },
    { name: 'after', value: 'cursor', summary: 'go on where an earlier page ended' },
  ],
  examples: [
    {
      run: 'manumit audit-log --action export.csv',
      does: 'each export as CSV, with the digest of what was written',
    },
  ],
  run: (values, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      const limit = numberOf(values, 'limit')
      if (!limit.ok) return limit
      const action = textValue(values, 'action')
      const after = textValue(values, 'after')
      const page = await workspace.audit.list({
        limit: limit.value ?? 200,
        ...(action !== undefined && { action }),
        ...(after !== undefined && { after }),
      })
      if (!page.ok) return page
      for (const entry of page.value.rows)
        await (context.json
          ? context.terminal.object({ ...entry, at: isoOfUtc(entry.at) })
          : context.terminal.line(
              `${String(entry.seq).padStart(5)}  ${isoOfUtc(entry.at)}  ${shown(entry.actor)}  ${entry.action}  ${shown(entry.subject)}  ${shown(JSON.stringify(entry.data))}`,
            ))
      if (page.value.next !== null)
        context.terminal.note(`There are more. Go on with: --after ${page.value.next}`)
      return ok(0)
    }),
})

export const auditLogVerify = defineCommand({
  name: 'audit-log verify',
  topic: 'Custody',
  summary: 'Recompute the chain of the audit log and print its head, to be written down elsewhere.',
  options: [
    {
      name: 'head',
      value: 'seq:hash',
      summary: 'a head written down earlier: it must still be an entry of the log',
    },
  ],
  examples: [
    {
      run: 'manumit audit-log verify',
      does: 'exit code 1 when an entry does not follow from those before it',
    },
    {
      run: 'manumit audit-log verify --head 41:9c1b…',
      does: 'finds a log that was cut short or written anew, too',
    },
  ],
  run: (values, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      const text = textValue(values, 'head')
      const parts = text === undefined ? null : /^(\d+):([0-9a-f]{64})$/.exec(text)
      if (text !== undefined && !parts) return refuse('E_HEAD_TEXT')
      const verdict = await workspace.audit.verify(
        parts ? { seq: Number(parts[1]), hash: parts[2]! } : undefined,
      )
      if (context.json) await context.terminal.object(verdict)
      else if (verdict.intact)
        await context.terminal.line(
          `intact: ${verdict.entries} entries; head ${verdict.head.seq}:${verdict.head.hash}`,
        )
      else await context.terminal.line(`not intact: entry ${verdict.seq} (${verdict.problem})`)
      return ok(verdict.intact ? 0 : 1)
    }),
})
