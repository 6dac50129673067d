// npm run bench [part of a path …]: runs each *.bench.ts by itself, one after the other, and prints machine and versions
// first. Speed claims come from here and never from a timed test.

import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from './stages.ts'

const wanted = process.argv.slice(2)
const benches = globSync('{packages,shell,apps}/**/*.bench.ts', { cwd: root })
  .filter((path) => !path.includes('node_modules'))
  .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)))
  .sort()

console.log(
  `machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB; node ${process.versions.node}, SQLite ${process.versions.sqlite}, V8 ${process.versions.v8}; ${process.platform} ${process.arch}`,
)
let failed = 0
for (const bench of benches) {
  console.log(`\n— ${bench}`)
  const { status } = spawnSync(process.execPath, [join(root, bench)], { cwd: root, stdio: 'inherit' })
  if (status !== 0) failed++
}
if (benches.length === 0) console.log(`no bench has one of these in its path: ${wanted.join(', ')}`)
process.exit(failed === 0 ? 0 : 1)
