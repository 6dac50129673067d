import { sourceOfBytes } from '@manumit/base'
import { describeShared, sharedBytes } from '@manumit/testing/shared-data'
import { describe, expect, it } from 'vitest'
import { isTarHeader, readTar } from './tar.ts'
import { member, pax, tar } from './tar-recipe.ts'

const read = (bytes: Uint8Array) => readTar(sourceOfBytes(bytes))
const codes = (bytes: Uint8Array) => read(bytes).issues.map((i) => i.code)
const contentOf = (bytes: Uint8Array, n = 0) => {
  const { content } = read(bytes).value[n]!
  return new TextDecoder().decode(content.read(0, content.size))
}

describe('readTar', () => {
  it('gives members with their content and place', () => {
    const bytes = tar(
      member({ name: 'a.txt', content: 'bridge' }),
      member({ name: 'b.txt', content: 'x'.repeat(600) }),
    )
    const { value, issues } = read(bytes)
    expect(issues).toEqual([])
    expect(value.map((e) => [e.name, e.type, e.size, e.headerOffset])).toEqual([
      ['a.txt', 'file', 6, 0],
      ['b.txt', 'file', 600, 1024],
    ])
    expect(value[0]).toMatchObject({ mode: 0o644, modified: 0o14524770000, linkTarget: null })
    expect(contentOf(bytes, 1)).toBe('x'.repeat(600))
  })

  it.each<[string, Uint8Array[], object]>([
    ['a name cut in two', [member({ name: 'c', prefix: 'a/b' })], { name: 'a/b/c' }],
    [
      'GNU bytes where ustar has a prefix',
      [member({ name: 'c', prefix: '123', magic: 'ustar  \0' })],
      { name: 'c' },
    ],
    [
      'a GNU long name',
      [member({ type: 'L', content: `${'n'.repeat(300)}\0` }), member({ name: 'n' })],
      { name: 'n'.repeat(300) },
    ],
    [
      'a GNU long link',
      [member({ type: 'K', content: `${'t'.repeat(300)}\0` }), member({ name: 'l', type: '2', link: 't' })],
      { type: 'link', linkTarget: 't'.repeat(300) },
    ],
    [
      'a pax name and time',
      [pax({ path: '橋', mtime: '1700000000.25' }), member({ name: 'x' })],
      { name: '橋', modified: 1_700_000_000.25 },
    ],
    ['a global pax header', [pax({ mtime: '5' }, 'g'), member({ name: 'x' })], { name: 'x', modified: 5 }],
    ['an absolute name', [member({ name: '/etc/invented' })], { name: '/etc/invented' }],
    ['a name that climbs', [member({ name: '../../x' })], { name: '../../x' }],
    ['a hard link', [member({ name: 'h', type: '1', link: 'a' })], { type: 'hard-link', linkTarget: 'a' }],
    ['a device', [member({ name: 'd', type: '3' })], { type: 'character-device', linkTarget: null }],
    [
      'a folder with a size',
      [member({ name: 'd/', type: '5', size: '00000000777\0' })],
      { type: 'folder', size: 0 },
    ],
    ['a folder of old writers', [member({ name: 'd/', type: '\0', magic: '' })], { type: 'folder' }],
    ['an unknown type', [member({ name: 'u', type: 'Z' })], { type: 'other', typeFlag: 'Z' }],
    [
      'a sparse file',
      [
        pax({ 'GNU.sparse.realsize': '4096', 'GNU.sparse.name': 's' }),
        member({ name: 'GNUSparse/s', content: 'x' }),
      ],
      { name: 's', sparseSize: 4_096, size: 1 },
    ],
    [
      'a size in base 256',
      [member({ name: 'b', content: 'abc', raw: { 124: 0x80, 134: 0, 135: 3 }, size: '\0'.repeat(12) })],
      { size: 3 },
    ],
    [
      'a time before 1970',
      [
        member({
          name: 'o',
          mtime: '',
          raw: Object.fromEntries(Array.from({ length: 12 }, (_, i) => [136 + i, 0xff])),
        }),
      ],
      { modified: -1 },
    ],
  ])('lists %s', (_, members, expected) => {
    const { value, issues } = read(tar(...members, member({ name: 'next' })))
    expect(issues).toEqual([])
    expect(value.map((e) => e.name).at(-1)).toBe('next')
    expect(value.length).toBe(2)
    expect(value[0]).toMatchObject(expected)
  })

  it('passes over the map of an old sparse file', () => {
    const map = new Uint8Array(512)
    const head = member({ name: 's', type: 'S', magic: 'ustar  \0', size: '00000000003\0', raw: { 482: 1 } })
    const bytes = tar(
      head,
      map,
      new Uint8Array(Buffer.from('abc'.padEnd(512, '\0'))),
      member({ name: 'next' }),
    )
    expect(read(bytes)).toMatchObject({ issues: [], value: [{ name: 's' }, { name: 'next' }] })
    expect(contentOf(bytes)).toBe('abc')
  })

  it('goes on behind a damaged header, and says how much was passed over', () => {
    const bytes = tar(
      member({ name: 'a', content: 'x' }),
      member({ name: 'b', content: 'y' }),
      member({ name: 'c' }),
    )
    bytes[1024 + 5]! ^= 1
    const { value, issues } = read(bytes)
    expect(value.map((e) => e.name)).toEqual(['a', 'c'])
    expect(issues).toMatchObject([{ code: 'E_TAR_CHECKSUM', at: { offset: 1024 }, data: { skipped: 1024 } }])
  })

  it('says when an archive is cut inside a member, in a header, or before its end', () => {
    const whole = tar(member({ name: 'a', content: 'x'.repeat(600) }))
    expect(codes(whole.subarray(0, 700))).toEqual(['E_TAR_TORN'])
    expect(codes(whole.subarray(0, 100))).toEqual(['E_TAR_TORN'])
    expect(codes(whole.subarray(0, 1536))).toEqual(['E_TAR_END'])
    expect(codes(new Uint8Array(0))).toEqual(['E_TAR_TORN'])
    for (let end = 0; end < 1536; end++) expect(codes(whole.subarray(0, end)).length, `cut at ${end}`).toBe(1)
  })

  it('reports sizes that are none, and long names too long', () => {
    expect(codes(tar(member({ name: 'a', size: 'many\0' })))).toEqual(['E_TAR_SIZE'])
    const big = member({ type: 'L', content: 'n'.repeat((1 << 20) + 1) })
    expect(codes(tar(big, member({ name: 'n' })))).toEqual(['E_TAR_META'])
  })

  it('knows the header of a member', () => {
    expect(isTarHeader(member({ name: 'a', magic: '' }))).toBe(true)
    expect(isTarHeader(new Uint8Array(512))).toBe(false)
  })
})

describeShared('a tar archive with absolute names', () => {
  it('lists its members as found and without an issue', () => {
    const { value, issues } = read(sharedBytes('phone/dfvfs/absolute_paths.tar'))
    expect(issues).toEqual([])
    expect(value.length).toBeGreaterThan(0)
    expect(value.filter((e) => e.name.startsWith('/')).length).toBe(value.length)
  })
})
