import { ok, refuse } from '@manumit/base'
import { exportRecords } from '@manumit/casework'
import { defineCommand, flagValue, textValue } from '../command.ts'
import { amount } from '../terminal.ts'
import { FILTER_OPTIONS, filterOf } from './filters.ts'
import { inWorkspace } from './sources.ts'

export const exportCommand = defineCommand({
  name: 'export',
  topic: 'Looking',
  summary:
    'Write records with their places and stored values, as lines of JSON or as CSV; logged with the SHA-256 of what was written.',
  options: [
    { name: 'csv', summary: 'a table; cells that a spreadsheet would take for a formula are made text' },
    { name: 'out', short: 'o', value: 'file', summary: 'file to make (default: standard output)' },
    ...FILTER_OPTIONS,
  ],
  examples: [
    { run: 'manumit export --json --out records.jsonl', does: 'each record, one object a line' },
    { run: 'manumit export --csv --kind call --out calls.csv', does: 'a table of the call records' },
  ],
  run: (values, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      const csv = flagValue(values, 'csv')
      if (csv === context.json) return refuse('E_EXPORT_FORMAT')
      const filter = filterOf(values)
      if (!filter.ok) return filter
      const out = textValue(values, 'out')
      const exported = await exportRecords({
        workspace,
        format: csv ? 'csv' : 'json',
        filter: filter.value,
        to: out ?? process.stdout,
        onProgress: (done) =>
          context.terminal.progress({ label: 'Writing', done, total: 0, unit: 'records' }),
      })
      context.terminal.progress(null)
      if (!exported.ok) return exported
      const { records, bytes, sha256 } = exported.value
      context.terminal.note(`${amount(records, 'records')}, ${amount(bytes, 'bytes')}; SHA-256 ${sha256}`)
      return ok(0)
    }),
})
