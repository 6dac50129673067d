// npm run docs: writes docs/reference/ from the declarations: artifacts, hash kinds, kinds of observation, error codes,
// commands. `--check` writes nothing and fails where a page differs from its declaration.

import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { referencePages } from './reference-pages.ts'
import { root } from './stages.ts'

const isCheck = process.argv.includes('--check')
const pages = await referencePages()
const wanted = new Set(pages.map((page) => page.path))
const stale = globSync('docs/reference/**/*.md', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !wanted.has(path))
const changed = pages.filter(
  ({ path, text }) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
)

if (isCheck) {
  for (const { path } of changed) console.log(`${path} differs from its declaration: run npm run docs`)
  for (const path of stale) console.log(`${path} describes nothing that is declared: run npm run docs`)
  process.exit(changed.length + stale.length === 0 ? 0 : 1)
}
for (const { path, text } of changed) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
for (const path of stale) rmSync(join(root, path))
console.log(`${pages.length} pages; ${changed.length} written, ${stale.length} removed`)
