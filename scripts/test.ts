// npm test: all of it. Locally in under three minutes (20 kills, 100 generated databases, 20 s of fuzzing); with CI=1 in
// full. `npm test ios.calls` runs the tests whose path has that in it.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format, isFullRun, root, runStages, types, vitest } from './stages.ts'

const filters = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'manumit-test-'))
const results = join(folder, 'results.json')
const tests = vitest('tests', [
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=${results}`,
  ...filters,
])

const code = runStages(filters.length > 0 ? [tests] : [format, types, tests])
console.log(
  isFullRun
    ? 'Full run: 200 kills, 1,000 generated databases, 2 minutes of fuzzing.'
    : 'Short run: 20 kills, 100 generated databases, 20 s of fuzzing. CI=1 npm test does all of it.',
)
if (!existsSync(join(root, '../shared/data')))
  console.log('Left out: tests over ../shared/data, which is not beside this checkout.')
printCounts()
rmSync(folder, { recursive: true })
process.exit(code)

/** The closing line `N passed, N failed, N skipped`, from the runner's own report. */
function printCounts(): void {
  const report = readReport()
  if (!report) return
  const {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: planned,
  } = report
  console.log(`${passed} passed, ${failed} failed, ${pending + planned} skipped`)
}

function readReport():
  | (Record<string, number> & {
      [K in 'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests']: number
    })
  | null {
  try {
    return JSON.parse(readFileSync(results, 'utf8'))
  } catch {
    return null
  }
}
