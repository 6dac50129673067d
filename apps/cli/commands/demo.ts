import { readdirSync } from 'node:fs'
import { ok, refuse } from '@manumit/base'
import { defineCommand, textValue } from '../command.ts'

export const demo = defineCommand({
  name: 'demo',
  topic: 'Set-up',
  summary:
    'Write the invented demo case: two phones, a folder of pictures and a bank of hashes. Nothing in it is real.',
  arguments: [{ name: 'folder', summary: 'a folder to make' }],
  examples: [
    {
      run: 'manumit demo demo-case',
      does: 'then: manumit add demo-case/phone-a-ios-backup demo-case/phone-b-android',
    },
  ],
  async run(values, { json, terminal }) {
    const folder = textValue(values, 'folder') ?? ''
    if (isFilled(folder)) return refuse('E_DEMO_FOLDER', { path: folder })
    // Loaded only where it is needed: the makers are half of the program.
    const { makeDemoCase } = await import('@manumit/makers')
    await makeDemoCase(folder)
    if (json) await terminal.object({ folder })
    else await terminal.line(folder)
    terminal.note('Written. Each person, number, address and place in it is invented.')
    return ok(0)
  },
})

function isFilled(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0
  } catch {
    return false
  }
}
