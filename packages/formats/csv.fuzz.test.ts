import { readMutations } from '@manumit/testing/mutations'
import { expect, it } from 'vitest'
import { printCsvRow, readCsv } from './csv.ts'

it('ends on any bent table, with lines that never go back', () => {
  const sample = new TextEncoder().encode('a,b\r\n"one\r\ntwo",2\r\n;\t|"x"y,\n=1+1,@x\n')
  const count = readMutations([sample], (bytes) => {
    let before = 1
    for (const { line, cells } of readCsv(bytes).value.rows) {
      // Where \\r and \\n are mixed, two rows may begin on one line.
      expect(line).toBeGreaterThanOrEqual(before)
      before = line
      expect(printCsvRow(cells)).not.toMatch(/^[=@]/)
    }
  })
  expect(count).toBeGreaterThan(50)
})
