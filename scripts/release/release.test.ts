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

/** A new namespace's loopback interface is down until somebody sets it up. */
const hasLoopback = (): boolean =>
  spawnSync('unshare', [withoutNetwork!, 'ip', 'link', 'set', 'lo', 'up']).status === 0

const release = (to: string) =>
  spawnSync(process.execPath, [join(root, 'scripts/release.ts'), '--only', 'linux-x64', '--out', to], {
    encoding: 'utf8',
  })

describe.skipIf(!isFullRun || process.platform !== 'linux')('the archive for Linux', () => {
  let unpacked = ''

  beforeAll(() => {
    const made = release(out)
    expect(`${made.status} ${made.stderr}`).toBe('0 ')
    const archive = readdirSync(out).find((name) => name.endsWith('.tar.gz'))!
    mkdirSync(join(folder, 'empty'))
    mkdirSync(home)
    expect(spawnSync('tar', ['-xzf', join(out, archive), '-C', join(folder, 'empty')]).status).toBe(0)
    unpacked = join(folder, 'empty', archive.replace('.tar.gz', ''))
  }, 300_000)

  /** Runs a program with an empty environment; the loopback interface is set up inside, nothing else is there. */
  const inside = (...command: string[]) =>
    spawnSync(
      'unshare',
      [withoutNetwork!, 'sh', '-c', 'ip link set lo up 2>/dev/null; exec "$0" "$@"', ...command],
      { encoding: 'utf8', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: home }, timeout: 240_000 },
    )
  const manumit = (...args: string[]) => inside(join(unpacked, 'manumit'), ...args)

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

  it.skipIf(withoutNetwork === undefined || !hasLoopback())(
    'starts the desk on the demo case, whose page loads, and stops when told to',
    () => {
      const probe = join(root, 'scripts/release/desk-probe.ts')
      const node = join(unpacked, 'runtime/bin/node')
      const { stdout, stderr } = inside(node, probe, join(unpacked, 'manumit'), '7393')
      expect(JSON.parse(stdout.trim() || JSON.stringify({ stderr }))).toMatchObject({
        hasLink: true,
        page: 200,
        policy: expect.stringContaining("default-src 'none'"),
        script: 200,
        scriptBytes: expect.any(Number),
        exit: 0,
      })
    },
    300_000,
  )

  it('has the same bytes when it is made again', () => {
    const again = join(folder, 'again')
    expect(release(again).status).toBe(0)
    expect(readFileSync(join(again, 'SHA256SUMS'), 'utf8')).toBe(
      readFileSync(join(out, 'SHA256SUMS'), 'utf8'),
    )
  }, 300_000)
})
