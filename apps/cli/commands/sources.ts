import { ok, type Result, refuse } from '@manumit/base'
import { readAgain } from '@manumit/casework'
import { HOLDER_ROLES, type HolderRole, type Scope } from '@manumit/model'
import type { Source, SourceStore, Workspace } from '@manumit/store'
import { type Context, defineCommand, flagValue, textValue, type Values } from '../command.ts'
import { showProgress } from './add.ts'
import { KINDS, kindsOf, numberOf, rangeOf } from './filters.ts'
import { sourceLines } from './source-lines.ts'

export const sources = defineCommand({
  name: 'sources',
  topic: 'Evidence',
  summary:
    'List what was added: authority, holder, digests counted, records, what was left out, what could not be read.',
  examples: [
    { run: 'manumit sources', does: 'each source with its counts' },
    { run: 'manumit sources --json', does: 'the same, one object a line' },
  ],
  run: (_, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      for (const source of await workspace.sources.list()) await show(source, context)
      await workspace.audit.append('view.sources', 'sources')
      return ok(0)
    }),
})

export const sourcesWiden = defineCommand({
  name: 'sources widen',
  topic: 'Evidence',
  summary:
    'Permit more of a source than before, with a reason; a logged act. What is now permitted is then read in.',
  arguments: [{ name: 'id', summary: 'number of the source' }],
  options: [
    {
      name: 'reason',
      value: 'text',
      summary: 'why more is permitted: the new order, the new consent (required)',
    },
    {
      name: 'permit',
      value: 'kinds',
      list: true,
      choices: KINDS,
      summary: 'kinds of record now permitted, the old ones included',
    },
    { name: 'permit-from', value: 'time', summary: 'first time now permitted' },
    { name: 'permit-to', value: 'time', summary: 'last time now permitted' },
    { name: 'everything', summary: 'each kind and time' },
  ],
  examples: [
    {
      run: 'manumit sources widen 2 --permit message,call,visit --reason "Order of 3 May"',
      does: 'browser visits may now enter too, and are read',
    },
  ],
  run: (values, context) =>
    inWorkspace(context, 'write', async (workspace) => {
      const reason = textValue(values, 'reason')
      if (!reason) return refuse('E_REASON_MISSING')
      const source = await sourceOf(values, workspace.sources)
      if (!source.ok) return source
      const scope = wider(values, source.value.declaration.scope)
      if (!scope.ok) return scope
      const widened = await workspace.sources.widen(source.value.id, scope.value, reason)
      if (!widened.ok) return widened
      const read = await readAgain({
        workspace,
        folder: context.workspaces.folder,
        source: widened.value,
        signal: context.signal,
        onProgress: (progress) => showProgress(progress, source.value.facts.path, context),
      })
      context.terminal.progress(null)
      if (!read.ok) return read
      await show(read.value.source, context)
      return ok(0)
    }),
})

export const sourcesDeclare = defineCommand({
  name: 'sources declare',
  topic: 'Evidence',
  summary: 'Correct a source’s name, authority or holder; what stood before stays in the log.',
  arguments: [{ name: 'id', summary: 'number of the source' }],
  options: [
    { name: 'reason', value: 'text', summary: 'why it is corrected (required)' },
    { name: 'name', value: 'text', summary: 'exhibit number or name' },
    { name: 'authority', value: 'text', summary: 'under what it is read' },
    { name: 'holder', value: 'role', choices: HOLDER_ROLES, summary: 'whose phone it is' },
  ],
  examples: [
    {
      run: 'manumit sources declare 1 --holder person-harmed --reason "Identified on 4 May"',
      does: 'records whose phone it is',
    },
  ],
  run: (values, context) =>
    inWorkspace(context, 'write', async (workspace) => {
      const reason = textValue(values, 'reason')
      if (!reason) return refuse('E_REASON_MISSING')
      const source = await sourceOf(values, workspace.sources)
      if (!source.ok) return source
      const name = textValue(values, 'name')
      if (name === '') return refuse('E_NAME_EMPTY')
      const authority = textValue(values, 'authority')
      const holder = textValue(values, 'holder')
      const declared = await workspace.sources.declare(
        source.value.id,
        {
          ...(name !== undefined && { name }),
          ...(authority !== undefined && { authority }),
          ...(holder !== undefined && { holderRole: holder as HolderRole }),
        },
        reason,
      )
      if (!declared.ok) return declared
      await show(declared.value, context)
      return ok(0)
    }),
})

async function show(source: Source, { json, terminal }: Context): Promise<void> {
  if (json) await terminal.object(source)
  else for (const line of sourceLines(source)) await terminal.line(line)
}

async function sourceOf(values: Values, store: SourceStore): Promise<Result<Source>> {
  const id = numberOf(values, 'id')
  if (!id.ok) return id
  return store.get(id.value ?? -1)
}

function wider(values: Values, scope: Scope): Result<Scope> {
  if (flagValue(values, 'everything')) return ok({})
  const kinds = kindsOf(values, 'permit')
  if (!kinds.ok) return kinds
  const range = rangeOf({ from: values['permit-from'], to: values['permit-to'] })
  if (!range.ok) return range
  return ok({ ...scope, ...(kinds.value.length > 0 && { kinds: kinds.value }), ...range.value })
}

/** Opens the chosen workspace, runs, and closes it whatever happens. */
export async function inWorkspace<T>(
  { workspaces }: Context,
  access: 'read' | 'write',
  run: (workspace: Workspace) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await workspaces.open({ access })
  if (!opened.ok) return opened
  try {
    return await run(opened.value)
  } finally {
    await opened.value.close()
  }
}
