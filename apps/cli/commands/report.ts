import { ok, type Utc } from '@manumit/base'
import { type ReportFormat, writeReport } from '@manumit/casework'
import { REPORT_FORMATS } from '@manumit/contract'
import { defineCommand, textValue } from '../command.ts'
import { amount } from '../terminal.ts'
import { FILTER_OPTIONS, filterOf } from './filters.ts'
import { inWorkspace } from './sources.ts'

const STAGES = { counting: 'Counting', writing: 'Writing' } as const

export const report = defineCommand({
  name: 'report',
  topic: 'Looking',
  summary:
    'Write a report: sources, coverage, limits, issues, records with their places, matches as text, judgements. Logged with its SHA-256.',
  arguments: [{ name: 'target', summary: 'file to make; with csv and jsonl, a folder' }],
  options: [
    {
      name: 'format',
      value: 'format',
      choices: REPORT_FORMATS,
      default: 'html',
      summary:
        'html: one printable file; csv, jsonl: a folder of files with a manifest; case: CASE/UCO JSON-LD',
    },
    { name: 'title', value: 'text', summary: 'title on the cover (default: the name of the workspace)' },
    {
      name: 'zone',
      value: 'zone',
      summary: 'time zone in which local times stand beside UTC, such as Europe/Oslo (default: UTC alone)',
    },
    ...FILTER_OPTIONS,
    { name: 'text', value: 'text', summary: 'only records with this text' },
  ],
  examples: [
    { run: 'manumit report case.html', does: 'one file to print or to hand over' },
    {
      run: 'manumit report --zone Europe/Oslo --kind message,call --from 2026-05-02 case.html',
      does: 'messages and calls since that day, local times beside UTC',
    },
    { run: 'manumit report --format csv tables', does: 'a folder of tables with a manifest of digests' },
    { run: 'manumit report --format case case.jsonld', does: 'for other forensic tools, as CASE 1.4.0' },
  ],
  run: (values, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      const filter = filterOf(values)
      if (!filter.ok) return filter
      const text = textValue(values, 'text')
      const zone = textValue(values, 'zone')
      const title = textValue(values, 'title')
      const written = await writeReport({
        workspace,
        folder: context.workspaces.folder,
        format: textValue(values, 'format') as ReportFormat,
        filter: { ...filter.value, ...(text !== undefined && { text }) },
        ...(zone !== undefined && { zone }),
        ...(title !== undefined && { title }),
        target: textValue(values, 'target') ?? '',
        signal: context.signal,
        onProgress: ({ stage, done, total }) =>
          context.terminal.progress({ label: STAGES[stage], done, total, unit: 'records' }),
        powers: { now: () => (Date.now() * 1000) as Utc, actor: context.workspaces.actor },
      })
      context.terminal.progress(null)
      if (!written.ok) return written
      const { files } = written.value
      for (const file of files)
        await (context.json
          ? context.terminal.object(file)
          : context.terminal.line(`${file.sha256}  ${file.name}  ${amount(file.sizeBytes, 'bytes')}`))
      return ok(0)
    }),
})
