import { isoOfUtc, ok, type Result } from '@manumit/base'
import { WORKSPACE_KINDS, type WorkspaceInfo, type WorkspaceKind } from '@manumit/store'
import { type Context, defineCommand, textValue } from '../command.ts'
import { refusalText } from '../sentences.ts'
import { shown } from '../terminal.ts'

export const workspaceCreate = defineCommand({
  name: 'workspace create',
  topic: 'Set-up',
  summary: 'Make a workspace: one matter’s data in one file, readable by its owner alone.',
  arguments: [{ name: 'name', summary: 'a name under your data folder, or the path of a folder to make' }],
  options: [
    {
      name: 'kind',
      value: 'kind',
      default: 'case',
      choices: WORKSPACE_KINDS,
      summary: 'what it is about; kinds never mix',
    },
  ],
  examples: [
    { run: 'manumit workspace create river', does: 'then: manumit add phone.zip --workspace river' },
  ],
  async run(values, context) {
    const name = textValue(values, 'name') ?? ''
    const created = await context.workspaces.create(
      name,
      (textValue(values, 'kind') ?? 'case') as WorkspaceKind,
    )
    if (!created.ok) return created
    await show(created.value.info, context)
    await created.value.close()
    context.terminal.note(`Use it with --workspace ${shown(name)}, or set MANUMIT_WORKSPACE=${shown(name)}.`)
    return ok(0)
  },
})

export const workspaceInfo = defineCommand({
  name: 'workspace info',
  topic: 'Set-up',
  summary: 'The workspace in use: where it lies, its kind, what it holds.',
  examples: [{ run: 'manumit workspace info --workspace river', does: 'facts of that workspace' }],
  async run(_, context) {
    const opened = await context.workspaces.openAt(context.workspaces.folder)
    if (!opened.ok) return opened
    await show(opened.value.info, context)
    await opened.value.close()
    if (!context.json) await context.terminal.line(`  folder   ${context.workspaces.folder}`)
    return ok(0)
  },
})

export const workspaceList = defineCommand({
  name: 'workspace list',
  topic: 'Set-up',
  summary: 'The workspaces under your data folder.',
  examples: [{ run: 'manumit workspace list', does: 'name, kind and when each was made' }],
  async run(_, context): Promise<Result<0>> {
    for (const { name, folder } of context.workspaces.list()) {
      const opened = await context.workspaces.openAt(folder)
      if (!opened.ok) {
        context.terminal.note(`${shown(name)}: ${refusalText(opened.error)}`)
        continue
      }
      await show(opened.value.info, context)
      await opened.value.close()
    }
    return ok(0)
  },
})

async function show(info: WorkspaceInfo, { json, terminal }: Context): Promise<void> {
  if (json) return terminal.object({ ...info, createdAt: isoOfUtc(info.createdAt) })
  await terminal.line(
    `${shown(info.name)}  ${info.kind}, made ${isoOfUtc(info.createdAt)}, schema ${info.schemaVersion}`,
  )
}
