import { ok } from '@manumit/base'
import { selftest, validationRecord } from '@manumit/casework'
import { defineCommand, flagValue } from '../command.ts'

export const selftestCommand = defineCommand({
  name: 'selftest',
  topic: 'Custody',
  summary: 'Re-run the published vectors that ship with the tool on this very machine.',
  options: [{ name: 'report', summary: 'print the validation record a laboratory files' }],
  examples: [
    { run: 'manumit selftest', does: 'exit code 1 when a published value is not reproduced' },
    { run: 'manumit selftest --report > validation-2026-05-02.md', does: 'a record to sign and file' },
  ],
  async run(values, { json, terminal }) {
    const tested = selftest()
    if (!tested.ok) return tested
    const { parts, vectors, passed } = tested.value
    if (flagValue(values, 'report'))
      await terminal.line(validationRecord(tested.value, new Date().toISOString()))
    else if (json) await terminal.object(tested.value)
    else {
      for (const { build, file, outcomes } of parts) {
        const good = outcomes.filter((outcome) => outcome.passed).length
        await terminal.line(
          `${good === outcomes.length ? 'ok  ' : 'FAIL'}  ${file} (${build}): ${good} of ${outcomes.length} reproduced`,
        )
      }
      await terminal.line(`${passed} of ${vectors} published vectors reproduced`)
    }
    return ok(passed === vectors ? 0 : 1)
  },
})
