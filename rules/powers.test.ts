import { expect, it } from 'vitest'
import { checkPowers } from './powers.ts'
import { sourceFiles } from './repository.ts'

const check = (text: string, path = 'packages/x/a.ts') => checkPowers([{ path, text }])

it('pure packages have no ambient powers', () => {
  expect(checkPowers(sourceFiles())).toEqual([])
})

it.each([
  "import { readFileSync } from 'node:fs'",
  "import fs from 'fs'",
  'const x = await fetch(address)',
  'const now = Date.now()',
  'const now = new Date()',
  'const now = new Date',
  'const dice = Math.random()',
  'if (process.env.DEBUG) x()',
  'console.log(x)',
  'setTimeout(x, 1)',
  'const b = Buffer.from(text)',
  'globalThis.x = 1',
  'localStorage.x = 1',
  "document.querySelector('p')",
  "import sharp from 'sharp'",
])('catches %s', (text) => {
  expect(check(text)).toHaveLength(1)
})

it('lets arithmetic on dates, comments, strings and names that only look alike pass', () => {
  const text = `
    const date = new Date(millis) // not Date.now()
    const text = 'fetch me at setTimeout'
    const fetched = row.process + table.document
    const kind = { process: 1 }
    const window = bytes.subarray(0, 9)
    window.length
  `
  expect(check(text)).toEqual([])
})

it('leaves shell and tests alone', () => {
  expect(check("import 'node:fs'", 'shell/x/a.ts')).toEqual([])
  expect(check("import 'node:fs'", 'packages/x/a.test.ts')).toEqual([])
})
