import { describe, expect, it } from 'vitest'
import { cycloneDx, licenceList } from './bill-of-materials.ts'
import { type Lock, type Platform, packagesFor } from './locked-packages.ts'

const linux: Platform = { os: 'linux', cpu: 'x64', libc: 'glibc' }
const windows: Platform = { os: 'win32', cpu: 'x64' }
const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
const lock: Lock = {
  'node_modules/a': {
    version: '1.0.0',
    license: 'MIT',
    integrity,
    dependencies: { b: '^1' },
    optionalDependencies: { 'a-linux': '1', 'a-win': '1' },
    peerDependencies: { p: '*', q: '*' },
    peerDependenciesMeta: { q: { optional: true } },
  },
  'node_modules/a/node_modules/b': { version: '1.5.0', license: 'ISC', dependencies: { a: '1' } },
  'node_modules/b': { version: '2.0.0' },
  'node_modules/p': { version: '3.0.0', license: 'Apache-2.0 AND LGPL-3.0-or-later' },
  'node_modules/q': { version: '4.0.0' },
  'node_modules/a-linux': { version: '1.0.0', os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
  'node_modules/a-win': { version: '1.0.0', os: 'win32', cpu: 'x64' },
}
const names = (platform: Platform): string[] =>
  packagesFor(lock, { names: ['a'], platform }).map(({ path, version }) => `${path} ${version}`)

describe('packagesFor', () => {
  it('takes the nearest copy, follows circles once, and leaves optional peers out', () => {
    expect(names(linux)).toEqual([
      'node_modules/a 1.0.0',
      'node_modules/a-linux 1.0.0',
      'node_modules/a/node_modules/b 1.5.0',
      'node_modules/p 3.0.0',
    ])
  })

  it('takes the other platform’s package for the other platform', () => {
    expect(names(windows)).toContain('node_modules/a-win 1.0.0')
    expect(names(windows)).not.toContain('node_modules/a-linux 1.0.0')
  })

  it('refuses what the lock file does not pin', () => {
    expect(() => packagesFor(lock, { names: ['c'], platform: linux })).toThrow('c, needed by our modules')
    expect(() => packagesFor(lock, { names: ['a-win'], platform: linux })).toThrow('a-win')
  })
})

describe('the bill of materials', () => {
  const ingredients = packagesFor(lock, { names: ['a'], platform: linux }).map((each) => ({
    ...each,
    use: 'module' as const,
  }))
  const bill = JSON.parse(cycloneDx({ version: '9.9.9', ingredients }))

  it('names each package with its version, licence and digest', () => {
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' })
    expect(bill.components[0]).toMatchObject({
      name: 'a',
      version: '1.0.0',
      purl: 'pkg:npm/a@1.0.0',
      licenses: [{ license: { id: 'MIT' } }],
      hashes: [{ alg: 'SHA-512', content: '07'.repeat(64) }],
    })
    expect(bill.components.at(-1).licenses).toEqual([{ expression: 'Apache-2.0 AND LGPL-3.0-or-later' }])
    expect(bill.components[1].licenses).toEqual([{ license: { name: 'not stated' } }])
  })

  it('has references that are each defined once', () => {
    const refs = bill.components.map((component: { 'bom-ref': string }) => component['bom-ref'])
    expect(new Set(refs).size).toBe(refs.length)
    expect(bill.dependencies[0].dependsOn).toEqual(refs)
  })

  it('is a table for people too', () => {
    expect(licenceList({ version: '9.9.9', ingredients })).toContain(
      '| a | 1.0.0 | MIT | app/node_modules/a/ |',
    )
  })
})
