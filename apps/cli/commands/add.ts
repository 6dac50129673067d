import { basename, resolve } from 'node:path'
import { ok, type Result, refuse } from '@manumit/base'
import { type AddProgress, addEvidence } from '@manumit/casework'
import { HOLDER_ROLES, type HolderRole, type SourceDeclaration } from '@manumit/model'
import { type Context, defineCommand, pathsValue, textValue, type Values } from '../command.ts'
import { amount, type ProgressState } from '../terminal.ts'
import { KINDS, kindsOf, rangeOf } from './filters.ts'
import { sourceLines } from './source-lines.ts'

export const add = defineCommand({
  name: 'add',
  topic: 'Evidence',
  summary: 'Read evidence into the case: a folder, zip, tar, iTunes or Finder backup, .ab, or a single file.',
  arguments: [
    { name: 'path', summary: 'what was handed over; it is opened for reading only', variadic: true },
  ],
  options: [
    {
      name: 'name',
      value: 'text',
      summary: 'exhibit number or name of the source (default: the name of the path)',
    },
    {
      name: 'authority',
      value: 'text',
      summary: 'under what it is read: a warrant’s number, a consent’s date',
    },
    {
      name: 'holder',
      value: 'role',
      default: 'unknown',
      choices: HOLDER_ROLES,
      summary: 'whose phone it is',
    },
    {
      name: 'permit',
      value: 'kinds',
      list: true,
      choices: KINDS,
      summary: 'kinds of record the authority permits; what lies outside is counted and left out',
    },
    { name: 'permit-from', value: 'time', summary: 'first time the authority permits' },
    { name: 'permit-to', value: 'time', summary: 'last time the authority permits' },
  ],
  examples: [
    {
      run: 'manumit add phone-a.zip --name "Exhibit 4" --authority "Warrant 26/118"',
      does: 'a file-system archive, with what permits it',
    },
    {
      run: 'manumit add ~/backups/00008030-0011 --holder person-harmed --permit message,call',
      does: 'a backup folder; only messages and calls enter the case',
    },
    { run: 'manumit add mmssms.db', does: 'one database; its -wal and -journal beside it are read with it' },
  ],
  async run(values, context) {
    const workspace = await context.workspaces.open({ orCreate: true })
    if (!workspace.ok) return workspace
    try {
      for (const path of pathsValue(values, 'path')) {
        const declaration = declarationOf(values, path)
        if (!declaration.ok) return declaration
        const added = await addEvidence({
          workspace: workspace.value,
          folder: context.workspaces.folder,
          path,
          declaration: declaration.value,
          signal: context.signal,
          onProgress: (progress) => showProgress(progress, path, context),
        })
        context.terminal.progress(null)
        if (!added.ok) return added
        const { source, totals, resumed } = added.value
        if (resumed)
          context.terminal.note(`Went on with source ${source.id}, which an earlier run had begun.`)
        context.terminal.note(
          `${amount(totals.files, 'files')} hashed (${amount(totals.bytes, 'bytes')}) from ${source.facts.treeKind}: ${source.facts.reason}`,
        )
        if (context.json) await context.terminal.object(source)
        else for (const line of sourceLines(source)) await context.terminal.line(line)
      }
      return ok(0)
    } finally {
      await workspace.value.close()
    }
  },
})

function declarationOf(values: Values, path: string): Result<SourceDeclaration> {
  const holder = textValue(values, 'holder') ?? 'unknown'
  if (!HOLDER_ROLES.includes(holder as HolderRole))
    return refuse('E_ROLE_UNKNOWN', { role: holder, known: HOLDER_ROLES.join(', ') })
  if (textValue(values, 'name') === '') return refuse('E_NAME_EMPTY')
  const kinds = kindsOf(values, 'permit')
  if (!kinds.ok) return kinds
  const range = rangeOf({ from: values['permit-from'], to: values['permit-to'] })
  if (!range.ok) return range
  return ok({
    name: textValue(values, 'name') ?? basename(resolve(path)),
    authority: textValue(values, 'authority') ?? null,
    holderRole: holder as HolderRole,
    scope: { ...(kinds.value.length > 0 && { kinds: kinds.value }), ...range.value },
  })
}

export function showProgress(progress: AddProgress, path: string, { terminal }: Context): void {
  terminal.progress(progressOf(progress, basename(path)))
}

function progressOf(progress: AddProgress, name: string): ProgressState {
  switch (progress.stage) {
    case 'hashing':
      return { label: `Hashing ${name}`, done: progress.done, total: progress.total, unit: 'bytes' }
    case 'parsing':
      return {
        label: `Reading ${basename(progress.path)}`,
        done: progress.done,
        total: progress.total,
        unit: 'bytes',
        also: amount(progress.items, 'records'),
      }
    case 'indexing': {
      const { indexed, pending } = progress
      return { label: 'Indexing words', done: indexed, total: indexed + pending, unit: 'records' }
    }
    case 'linking': {
      const { linked, pending } = progress
      return { label: 'Reading identifiers', done: linked, total: linked + pending, unit: 'records' }
    }
  }
}
