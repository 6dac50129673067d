import { basename, extname } from 'node:path'
import { isoOfUtc, ok, refuse } from '@manumit/base'
import { importBank } from '@manumit/casework'
import { BANK_MATERIALS, type Bank, type BankMaterial } from '@manumit/store'
import { type Context, defineCommand, textValue } from '../command.ts'
import { issueData, sentenceOf } from '../sentences.ts'
import { shown } from '../terminal.ts'
import { countsText } from './source-lines.ts'
import { inWorkspace } from './sources.ts'

/** Set-aside lines shown one by one; the rest is counted. */
const LINES_SHOWN = 20

export const bankImport = defineCommand({
  name: 'bank import',
  topic: 'Pictures',
  summary:
    'Import a bank of hashes from CSV, TSV or lines; an earlier bank of the name is replaced as a whole.',
  arguments: [
    { name: 'file', summary: 'hash_type,hash,… with a head; “type value” lines; or hash,quality,path lines' },
  ],
  options: [
    { name: 'name', value: 'name', summary: 'name of the bank (default: the file’s)' },
    {
      name: 'material',
      value: 'what',
      default: 'unlawful',
      choices: BANK_MATERIALS,
      summary: 'what its hashes were taken from; matches with unlawful material are shown as text only',
    },
    {
      name: 'bare-kind',
      value: 'kind',
      choices: ['pdq', 'sha256'],
      summary: 'what bare values of 64 digits are',
    },
  ],
  examples: [
    {
      run: 'manumit bank import list.csv --name agency-list',
      does: 'bad lines are set aside with their numbers',
    },
    {
      run: 'manumit bank import demo-case/bank.csv --name demo --material demonstration',
      does: 'the invented bank of the demo case',
    },
  ],
  async run(values, context) {
    if (textValue(values, 'name') === '') return refuse('E_NAME_EMPTY')
    const opened = await context.workspaces.open({ orCreate: true })
    if (!opened.ok) return opened
    try {
      const file = textValue(values, 'file') ?? ''
      const bareKind = textValue(values, 'bare-kind') as 'pdq' | 'sha256' | undefined
      const imported = await importBank({
        workspace: opened.value,
        path: file,
        name: textValue(values, 'name') ?? basename(file, extname(file)),
        material: (textValue(values, 'material') ?? 'unlawful') as BankMaterial,
        ...(bareKind && { bareKind }),
      })
      if (!imported.ok) return imported
      const { bank, issues, issueCount } = imported.value
      await show(bank, context)
      for (const { code, data } of issues.slice(0, LINES_SHOWN))
        context.terminal.note(sentenceOf(code, issueData(data)))
      if (issueCount > LINES_SHOWN) context.terminal.note(`… and ${issueCount - LINES_SHOWN} lines more.`)
      return ok(0)
    } finally {
      await opened.value.close()
    }
  },
})

export const bankList = defineCommand({
  name: 'bank list',
  topic: 'Pictures',
  summary: 'The banks of the workspace: material, source, entries by kind, digest of their content.',
  examples: [{ run: 'manumit bank list --json', does: 'one object a bank' }],
  run: (_, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      for (const bank of await workspace.banks.list()) await show(bank, context)
      return ok(0)
    }),
})

export const bankRemove = defineCommand({
  name: 'bank remove',
  topic: 'Pictures',
  summary: 'Remove a bank; logged. Matches found with it stay, with its name.',
  arguments: [{ name: 'name', summary: 'name of the bank' }],
  examples: [{ run: 'manumit bank remove demo', does: 'the bank and its entries' }],
  run: (values, context) =>
    inWorkspace(context, 'write', async (workspace) => {
      const removed = await workspace.banks.remove(textValue(values, 'name') ?? '')
      return removed.ok ? ok(0) : removed
    }),
})

async function show(bank: Bank, { json, terminal }: Context): Promise<void> {
  if (json) return terminal.object({ ...bank, importedAt: isoOfUtc(bank.importedAt) })
  await terminal.line(`${shown(bank.name)}  ${bank.material}; ${countsText(bank.entries) || 'empty'}`)
  await terminal.line(`   from ${shown(bank.source)}, ${isoOfUtc(bank.importedAt)}; content ${bank.digest}`)
}
