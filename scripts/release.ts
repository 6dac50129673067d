// npm run release: archives that run where neither Node, npm nor a network is: for Linux x64, and from the same list one for
// Windows x64, which nobody has tried. Beside them their bills of materials and the checksums. The same commit and the same
// Node give the same bytes. `--only linux-x64` makes one, `--out folder` puts them elsewhere than release/.

import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildConsole } from '@manumit/console'
import { type MemberFile, writeTarGz, writeZip } from '@manumit/makers'
import { archiveMembers, TARGETS } from './release/archive-members.ts'
import { readLock } from './release/locked-packages.ts'
import { traceModules } from './release/module-graph.ts'
import { root } from './stages.ts'

/** What can be started: the commands, and the desk. */
const ENTRIES = ['apps/cli/main.ts', 'apps/cli/start.ts']
/** 1980-01-01, the earliest time a zip can state: it says "no time". */
const NO_TIME = 315_532_800
/** Unpacked by root, the files are root's and nobody else's. */
const ROOT = 0

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'release') },
    only: { type: 'string', multiple: true, default: Object.keys(TARGETS) },
  },
})
const out = resolve(values.out)
// Node calls its stripping of types by name an experiment; whoever makes a release need not hear it each time.
process.removeAllListeners('warning')
const temporary = mkdtempSync(join(tmpdir(), 'manumit-release-'))
try {
  await release()
} finally {
  rmSync(temporary, { recursive: true, force: true })
}

async function release(): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const lock = readLock(root)
  const builtConsole = join(temporary, 'console')
  await buildConsole({ outDir: builtConsole })
  const code = traceModules({
    root,
    entries: ENTRIES,
    isDevelopment: (name) => lock[`node_modules/${name}`]?.dev === true,
    leftOut: ['apps/console/dist'],
  })
  console.log(`${code.files.length} files of our own; packages: ${code.packages.join(', ')}`)
  mkdirSync(out, { recursive: true })
  for (const id of values.only) {
    const target = TARGETS[id]
    if (!target) throw new Error(`no target ${id}; there are: ${Object.keys(TARGETS).join(', ')}`)
    const { folder, members, bill } = archiveMembers(target, { root, version, code, builtConsole, temporary })
    const timed = members.map((member): MemberFile => ({ ...member, modified: NO_TIME, owner: ROOT }))
    const isZip = target.platform.os === 'win32'
    const name = isZip ? `${folder}-untested.zip` : `${folder}.tar.gz`
    const bytes = isZip ? writeZip(timed) : writeTarGz(timed)
    writeFileSync(join(out, name), bytes)
    writeFileSync(join(out, `${folder}.cdx.json`), bill)
    console.log(`${name}: ${members.length} files, ${(bytes.length / 1e6).toFixed(1)} MB`)
  }
  writeFileSync(join(out, 'SHA256SUMS'), checksums())
}

/** As `sha256sum -c` reads them. */
function checksums(): string {
  const names = readdirSync(out)
    .filter((name) => name.startsWith('manumit-'))
    .sort()
  const lines = names.map(
    (name) =>
      `${createHash('sha256')
        .update(readFileSync(join(out, name)))
        .digest('hex')}  ${name}`,
  )
  return `${lines.join('\n')}\n`
}
