// The page about the demo case and its pictures belong together.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { root } from '../stages.ts'

const page = readFileSync(join(root, 'docs/demo-case.md'), 'utf8')
const named = [...page.matchAll(/\]\((pictures\/[\w-]+\.png)\)/g)].map((found) =>
  join(root, 'docs', found[1]!),
)

it('each picture the page names is there, of the width its name says, and small', async () => {
  expect(named.length).toBeGreaterThan(8)
  for (const file of named) {
    expect(`${file}: ${existsSync(file)}`).toBe(`${file}: true`)
    expect(statSync(file).size).toBeLessThan(150_000)
    expect((await sharp(file).metadata()).width).toBe(Number(/-(\d+)\.png$/.exec(file)![1]))
  }
})

it('each picture that is there is named by a page', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const unnamed = readdirSync(join(root, 'docs/pictures')).filter(
    (name) => !page.includes(name) && !readme.includes(name),
  )
  expect(unnamed).toEqual([])
})
