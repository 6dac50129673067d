// The archive for Linux, made, unpacked in an empty folder and run without npm, without another Node and without a network.
// It takes half a minute, so only full runs do it (CI=1).

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFullRun, root } from '../stages.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-release-test-'))
const out = join(folder, 'out')
const home = join(folder, 'home')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A namespace without a network: as root at once, else in a user namespace of one's own, where the system allows that. */
const withoutNetwork = ['-n', '-rn'].find(
  (flag) => process.platform === 'linux' && spawnSync('unshare', [flag, 'true']).status === 0,
)
if (isFullRun && withoutNetwork === undefined)
  console.log('Left out: running the archive without a network, since unshare is not permitted here.')

describe.skipIf(!isFullRun || process.platform !== 'linux')('the archive for Linux', () => {
  let unpacked = ''

  beforeAll(() => {
    const program = join(root, 'scripts/release.ts')
    const made = spawnSync(process.execPath, [program, '--only', 'linux-x64', '--out', out], {
      encoding: 'utf8',
    })
    expect(`${made.status} ${made.stderr}`).toBe('0 ')
    const archive = readdirSync(out).find((name) => name.endsWith('.tar.gz'))!
    mkdirSync(join(folder, 'empty'))
    mkdirSync(home)
    expect(spawnSync('tar', ['-xzf', join(out, archive), '-C', join(folder, 'empty')]).status).toBe(0)
    unpacked = join(folder, 'empty', archive.replace('.tar.gz', ''))
  }, 300_000)

  /** Runs `manumit` with an empty environment; the loopback interface is set up inside, nothing else is there. */
  const manumit = (...args: string[]) =>
    spawnSync(
      'unshare',
      [
        withoutNetwork!,
        'sh',
        '-c',
        'ip link set lo up 2>/dev/null; exec "$0" "$@"',
        join(unpacked, 'manumit'),
        ...args,
      ],
      { encoding: 'utf8', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: home }, timeout: 120_000 },
    )

  it('has checksums that hold, and a launcher that starts', () => {
    for (const line of readFileSync(join(out, 'SHA256SUMS'), 'utf8').trim().split('\n')) {
      const [sha256, name] = line.split('  ')
      expect(
        createHash('sha256')
          .update(readFileSync(join(out, name!)))
          .digest('hex'),
      ).toBe(sha256)
    }
    expect(statSync(join(unpacked, 'manumit')).mode & 0o111).toBe(0o111)
  })

  it('holds no source that needs types stripped, and the licence of each package', () => {
    const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' })
    expect(files.filter((name) => /\.tsx?$/.test(name))).toEqual([])
    const bill = JSON.parse(readFileSync(join(unpacked, 'sbom.cdx.json'), 'utf8'))
    const licences = readFileSync(join(unpacked, 'LICENCES.md'), 'utf8')
    expect(bill.components.length).toBeGreaterThan(8)
    for (const { name, version, properties } of bill.components) {
      expect(licences).toContain(`| ${name} | ${version} |`)
      if (properties[0].value === 'module')
        expect(files.some((file) => file.startsWith(join('app', 'node_modules', name)))).toBe(true)
    }
    const modules = readdirSync(join(unpacked, 'app/node_modules'))
    const listed = bill.components.map((component: { name: string }) => component.name.split('/')[0])
    expect(modules.filter((name) => !listed.includes(name))).toEqual([])
  })

  it.skipIf(withoutNetwork === undefined)('reproduces the published vectors', () => {
    const { status, stdout, stderr } = manumit('selftest')
    expect(`${status} ${stderr}`).toBe('0 ')
    expect(stdout).toMatch(/(\d+) of \1 published vectors reproduced/)
  })

  it.skipIf(withoutNetwork === undefined)(
    'makes the demo case, reads both phones and finds words and pictures',
    () => {
      const demo = join(folder, 'demo')
      const at = ['--workspace', join(folder, 'workspace')]
      expect(manumit('demo', demo).status).toBe(0)
      const phones = ['phone-a-ios-backup', 'phone-b-android'].map((name) => join(demo, name))
      expect(manumit('add', ...phones, ...at)).toMatchObject({ status: 0 })
      expect(manumit('search', 'passport', ...at).stdout).toContain('passport')
      const bank = ['bank', 'import', join(demo, 'bank.csv'), '--name', 'demo', '--material', 'demonstration']
      expect(manumit(...bank, ...at)).toMatchObject({ status: 0 })
      expect(manumit('scan', join(demo, 'pictures'), '--bank', 'demo', ...at).stdout).toContain('distance')
    },
  )
})
