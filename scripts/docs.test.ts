import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { referencePages } from './reference-pages.ts'
import { root } from './stages.ts'

it('each reference page says what its declaration says: npm run docs', async () => {
  const pages = await referencePages()
  const differing = pages.filter(
    ({ path, text }) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
  )
  expect(differing.map((page) => page.path)).toEqual([])
})
