import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { builtConsole } from '@manumit/testing/browser'
import { beforeAll, expect, it } from 'vitest'

const MOST_FIRST_LOAD_BYTES = 250_000
let folder: string

beforeAll(() => {
  folder = builtConsole()
})

const read = (path: string) => readFileSync(join(folder, path))
const compressed = (path: string) => gzipSync(read(path), { level: 9 }).length

/** What the browser fetches before the first screen is there: the page, what it names, and what that imports at once. */
function firstLoad(): string[] {
  const found = new Set(['index.html'])
  for (const path of found) {
    const text = read(path).toString()
    const named = path.endsWith('.html')
      ? [...text.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1]!)
      : [...text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map((match) => `assets/${match[1]}`)
    if (!path.endsWith('.svg') && !path.endsWith('.css')) for (const each of named) found.add(each)
  }
  // The case's overview is the first screen.
  const overview = readdirSync(join(folder, 'assets')).filter((name) => name.startsWith('overview-'))
  return [...found, ...overview.map((name) => `assets/${name}`)]
}

it('the first load stays under 250 KB compressed, without graph, map or schemas', () => {
  const files = [...new Set(firstLoad())]
  const bytes = files.reduce((sum, path) => sum + compressed(path), 0)
  console.log(
    `console, first load: ${(bytes / 1000).toFixed(1)} kB compressed in ${files.length} files (target < 250 kB)`,
  )
  expect(files.length).toBeGreaterThan(2)
  expect(bytes).toBeLessThan(MOST_FIRST_LOAD_BYTES)
  const scripts = files.filter((path) => path.endsWith('.js')).map((path) => read(path).toString())
  for (const foreign of ['sigma', 'graphology', 'ZodError', 'topojson'])
    expect(scripts.filter((text) => text.includes(foreign))).toEqual([])
})

it('the page has no inline script or style and names no other origin', () => {
  const html = read('index.html').toString()
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=/)
  expect(html).not.toMatch(/https?:\/\//)
})
