import { inflateRawSync } from 'node:zlib'
import { sourceOfBytes } from '@manumit/base'
import { describeShared, sharedBytes, sharedPhoneFiles } from '@manumit/testing/shared-data'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../crc32.ts'
import { type ArchiveRecipe, type MemberRecipe, zip } from './recipe.ts'
import { readZip, type ZipEntry } from './zip.ts'

const read = (recipe: ArchiveRecipe | Uint8Array) =>
  readZip(sourceOfBytes(recipe instanceof Uint8Array ? recipe : zip(recipe)))
const codes = (recipe: ArchiveRecipe | Uint8Array) => read(recipe).issues.map((i) => i.code)

function contentOf(entry: ZipEntry): Uint8Array {
  const { value } = entry.content()
  const packed = value!.read(0, value!.size)
  return new Uint8Array(entry.method === 0 ? packed : inflateRawSync(packed))
}

const textOf = (entry: ZipEntry) => new TextDecoder().decode(contentOf(entry))

describe('readZip', () => {
  it('gives back names and contents, however they are packed', () => {
    const member = fc.record({
      content: fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 300 })),
      stored: fc.boolean(),
      descriptor: fc.boolean(),
      zip64: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(member, { maxLength: 8 }),
        fc.boolean(),
        fc.uint8Array({ maxLength: 50 }),
        fc.stringMatching(/^[a-z]{0,40}$/),
        (members, zip64End, before, comment) => {
          const named = members.map((m, i) => ({ ...m, name: `folder/${i}.txt` }))
          const { value, issues } = read({ members: named, zip64End, before, comment })
          expect(issues).toEqual([])
          expect(value.via).toBe('directory')
          expect(new TextDecoder().decode(value.comment)).toBe(comment)
          expect(value.entries.map((e) => e.name)).toEqual(named.map((m) => m.name))
          value.entries.forEach((entry, i) => {
            const content = contentOf(entry)
            const expected = named[i]!.content
            expect(content).toEqual(
              typeof expected === 'string' ? new TextEncoder().encode(expected) : expected,
            )
            expect(entry).toMatchObject({ size: content.length, crc32: crc32(content) })
            expect(entry.content().issues).toEqual([])
          })
        },
      ),
      { numRuns: process.env.CI ? 500 : 80 },
    )
  })

  it.each<[string, MemberRecipe, Partial<ZipEntry>]>([
    [
      'a flagged UTF-8 name',
      { name: 'pont/橋.txt', utf8: true },
      { name: 'pont/橋.txt', nameEncoding: 'utf8-flag' },
    ],
    ['a UTF-8 name nobody flagged', { name: 'é.txt' }, { name: 'é.txt', nameEncoding: 'utf8' }],
    [
      'a code page 437 name',
      { name: Uint8Array.of(0x82, 0x2e, 0x61) },
      { name: 'é.a', nameEncoding: 'cp437' },
    ],
    ['an absolute name', { name: '/private/var/a' }, { name: '/private/var/a', kind: 'file' }],
    ['a name that climbs', { name: '../../a\\b' }, { name: '../../a\\b' }],
    ['a folder', { name: 'folder/' }, { kind: 'folder' }],
    ['a link', { name: 'l', unixMode: 0o120777 }, { kind: 'link' }],
    ['a device', { name: 'd', unixMode: 0o020666 }, { kind: 'other' }],
    ['an encrypted member', { name: 'e', encrypted: true }, { encrypted: true }],
    [
      'an extended timestamp',
      { name: 't', extra: [0x55, 0x54, 5, 0, 1, 0x00, 0x10, 0x5e, 0x5f] },
      { modifiedUnix: 0x5f5e1000, modifiedDos: 0x5ca26c10 },
    ],
  ])('lists %s as found', (_, member, expected) => {
    const { value, issues } = read({ members: [member] })
    expect(issues).toEqual([])
    expect(value.entries[0]).toMatchObject(expected)
  })

  it('takes the name of an Info-ZIP field only when it belongs to the plain name', () => {
    const plain = Uint8Array.of(0x82, 0x2e, 0x61)
    const field = (crc: number) => [
      0x75,
      0x70,
      9,
      0,
      1,
      ...[0, 8, 16, 24].map((s) => (crc >>> s) & 0xff),
      ...new TextEncoder().encode('é.b'),
    ]
    const named = (crc: number) => read({ members: [{ name: plain, extra: field(crc) }] }).value.entries[0]!
    expect(named(crc32(plain))).toMatchObject({ name: 'é.b', nameEncoding: 'utf8-extra' })
    expect(named(1)).toMatchObject({ name: 'é.a', nameEncoding: 'cp437' })
  })

  it('reports names given twice, and members that share bytes', () => {
    expect(codes({ members: [{ name: 'a' }, { name: 'a' }] })).toEqual(['E_ZIP_DUPLICATE'])
    const bomb = {
      members: [
        { name: 'a', content: 'x'.repeat(99) },
        { name: 'b', content: 'x'.repeat(99), sameAs: 0 },
      ],
    }
    expect(codes(bomb)).toEqual(['E_ZIP_OVERLAP'])
  })

  it('reports a count that is not that of the members, and leaves out more than are allowed', () => {
    const members = ['a', 'b', 'c'].map((name) => ({ name }))
    expect(codes({ members, named: 60_000 })).toEqual(['E_ZIP_COUNT'])
    const limited = readZip(sourceOfBytes(zip({ members })), { maxEntries: 2 })
    expect(limited.value.entries.length).toBe(2)
    expect(limited.issues.map((i) => i.code)).toEqual(['E_ZIP_LIMIT'])
  })

  it('reports a header of a member that says something else', () => {
    const { value } = read({ members: [{ name: 'shown.txt', localName: 'other.txt', content: 'x' }] })
    expect(value.entries[0]!.content().issues).toMatchObject([
      { code: 'E_ZIP_LOCAL_HEADER', data: { field: 'name' } },
    ])
    const bytes = zip({ members: [{ name: 'a', content: 'x' }] })
    bytes[0] = 0
    expect(read(bytes).value.entries[0]!.content()).toMatchObject({
      value: null,
      issues: [{ code: 'E_ZIP_LOCAL_HEADER' }],
    })
  })

  it.each([
    false,
    true,
  ])('finds the members of an archive whose directory is cut off (descriptors: %s)', (descriptor) => {
    const members = ['one', 'two', 'three'].map((name) => ({ name, content: name.repeat(50), descriptor }))
    const whole = zip({ members })
    const { value, issues } = read(whole.subarray(0, whole.length - 30))
    expect(issues.map((i) => i.code)).toEqual(['E_ZIP_DIRECTORY'])
    expect(value.via).toBe('scan')
    expect(value.entries.map(textOf)).toEqual(members.map((m) => m.content))
  })

  it('never throws, wherever the bytes end', () => {
    const whole = zip({
      members: [
        { name: 'a', content: 'bridge' },
        { name: 'b', descriptor: true, content: 'teapot' },
      ],
    })
    for (let end = 0; end < whole.length; end++) {
      const { value, issues } = read(whole.subarray(0, end))
      for (const entry of value.entries) entry.content()
      expect(issues.length, `cut at ${end}`).toBeGreaterThan(0)
    }
  })

  it('scans a file full of signatures in a time that grows with its length', () => {
    const header = zip({ members: [{ name: '', content: '', stored: true }] }).subarray(0, 30)
    const many = new Uint8Array(30 * 100_000)
    for (let i = 0; i < 100_000; i++) many.set(header, 30 * i)
    const start = performance.now()
    expect(read(many).value.entries.length).toBe(100_000)
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

describeShared('zip archives of real phones', () => {
  const names = sharedPhoneFiles()
    .map((file) => file.stored)
    .filter((name) => /\.zip(\.gz)?$/.test(name))

  it('lists each without an issue, and each member inflates to its size and CRC', () => {
    expect(names.length).toBeGreaterThan(5)
    let members = 0
    let absolute = 0
    for (const name of names) {
      const { value, issues } = read(sharedBytes(`phone/${name}`))
      expect(issues, name).toEqual([])
      expect(value.via).toBe('directory')
      for (const entry of value.entries) {
        if (entry.kind !== 'file') continue
        expect(entry.content().issues, entry.name).toEqual([])
        const content = contentOf(entry)
        expect([content.length, crc32(content)]).toEqual([entry.size, entry.crc32])
        members++
        if (entry.name.startsWith('/')) absolute++
      }
    }
    expect(members).toBeGreaterThan(names.length)
    expect(absolute).toBeGreaterThan(0)
  })

  it('finds the same members by their own headers when the directory is cut off', () => {
    for (const name of names.slice(0, 4)) {
      const bytes = sharedBytes(`phone/${name}`)
      const listed = read(bytes).value.entries
      const directory = Math.max(
        ...listed.map((e) => e.headerOffset + 30 + e.nameBytes.length + e.packedSize),
      )
      const { value } = read(bytes.subarray(0, directory + 60))
      expect(value.via).toBe('scan')
      expect(new Set(value.entries.map((e) => e.name))).toEqual(new Set(listed.map((e) => e.name)))
    }
  })
})
