import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, inflateSync } from 'node:zlib'
import { parseBuffer } from 'bplist-parser'
import exifr from 'exifr'
import fc from 'fast-check'
import { parse as parsePlist } from 'plist'
import { afterAll, describe, expect, it } from 'vitest'
import { writeSilentAmr } from './amr.ts'
import { writeAndroidBackup } from './android-backup.ts'
import { type PlistValue, writeBinaryPlist } from './binary-plist.ts'
import { withExif } from './exif.ts'
import { writeMbFile } from './mb-file.ts'
import { makePicture } from './pictures/picture.ts'
import { writeTar, writeTarGz } from './tar.ts'
import { attributedBodyWriter, writeAttributedBody } from './typedstream.ts'
import { writeXmlPlist } from './xml-plist.ts'
import { writeZip } from './zip.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-formats-'))
afterAll(() => rmSync(folder, { recursive: true }))

const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined

const members = [
  { path: 'a/short.txt', bytes: new TextEncoder().encode('hello\n'), modified: 1_770_000_000 },
  { path: `deep/${'long-'.repeat(30)}name.txt`, bytes: new TextEncoder().encode('x'.repeat(5000)) },
  { path: 'ünï/яхти ☀️.txt', bytes: new TextEncoder().encode('kept') },
  { path: 'empty.bin', bytes: new Uint8Array(0) },
]

describe('writeBinaryPlist', () => {
  const leaf = fc.oneof(
    fc.boolean(),
    fc.integer({ min: 0, max: 2 ** 40 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  )
  const { tree } = fc.letrec<{ tree: PlistValue }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('tree'), { maxLength: 20 }),
      fc.dictionary(
        fc.string({ minLength: 1 }).filter((key) => key !== 'uid' && key !== '__proto__'),
        tie('tree'),
        { maxKeys: 18 },
      ),
    ),
  }))

  it('is read back by another library as the same value', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const [read] = parseBuffer(Buffer.from(writeBinaryPlist(value)))
        expect(read).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { numRuns: process.env.CI ? 1000 : 100 },
    )
  })

  it('writes dates, bytes and more than 256 objects', () => {
    const value = {
      when: new Date('2026-03-21T09:30:00Z'),
      bytes: Uint8Array.of(1, 2, 3),
      many: Array.from({ length: 400 }, (_, i) => i),
    }
    const [read] = parseBuffer<Record<string, unknown>>(Buffer.from(writeBinaryPlist(value)))
    expect(read.when).toEqual(value.when)
    expect(Buffer.from(read.bytes as Uint8Array)).toEqual(Buffer.from([1, 2, 3]))
    expect(read.many).toEqual(value.many)
  })

  it('writes an MBFile whose root is found through $top', () => {
    const file = {
      path: 'Library/SMS/sms.db',
      sizeBytes: 5,
      kind: 'file',
      modified: 1_770_000_000,
      inode: 7,
    } as const
    type Archive = { $top: { root: { UID: number } }; $objects: Record<string, unknown>[] }
    const [archive] = parseBuffer<Archive>(Buffer.from(writeMbFile(file)))
    const root = archive.$objects[archive.$top.root.UID]!
    expect(root).toMatchObject({
      Size: 5,
      LastModified: 1_770_000_000,
      Mode: 0o100644,
      RelativePath: { UID: 2 },
    })
    expect(archive.$objects[2]).toBe('Library/SMS/sms.db')
  })
})

describe('writeXmlPlist', () => {
  it('is read back by another library, markup in text included', () => {
    const value = {
      'Device <Name>': 'A & B',
      list: [1, 2.5, true],
      when: new Date('2026-03-21T09:30:00Z'),
      empty: {},
    }
    expect(parsePlist(writeXmlPlist(value))).toEqual(value)
  })
})

describe('writeAttributedBody', () => {
  it('has the bytes that phones write for a text of one run', () => {
    // The layout of a real archive, its text replaced: header, class chain, text, run, attribute dictionary.
    const expected =
      '040b73747265616d747970656481e803840140848484194e534d757461626c6541747472696275746564537472696e67008484124e5341747472696275746564537472696e67008484084e534f626a656374008592' +
      '8484840f4e534d757461626c65537472696e67018484084e53537472696e67019584012b026869868402694901029284848' +
      '40c4e5344696374696f6e6172790095840169019284989' +
      '81d5f5f6b494d4d657373616765506172744174747269627574654e616d658692848484084e534e756d626572008484074e5356616c7565009584012a849b9b00868686'
    expect(Buffer.from(writeAttributedBody({ runs: [{ text: 'hi' }] })).toString('hex')).toBe(expected)
  })

  it('counts text in bytes and runs in UTF-16 units, in two bytes from 128 on', () => {
    const text = `${'я'.repeat(70)}😂`
    const hex = Buffer.from(writeAttributedBody({ runs: [{ text }] })).toString('hex')
    expect(hex).toContain(`2b819000${Buffer.from(text).toString('hex')}86840269490148`)
  })

  it('equals its fast form for any text', () => {
    for (const mutable of [true, false]) {
      const fast = attributedBodyWriter({ mutable })
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
          expect(Buffer.from(fast(text))).toEqual(
            Buffer.from(writeAttributedBody({ runs: [{ text }], mutable })),
          )
        }),
      )
    }
  })

  it('puts an attachment in the place of U+FFFC, in a run of its own', () => {
    const runs = [{ text: '\ufffc', attachmentGuid: 'AB-1' }, { text: 'see' }]
    const text = Buffer.from(writeAttributedBody({ runs })).toString('latin1')
    expect(text).toContain('__kIMFileTransferGUIDAttributeName')
    expect(text.indexOf('AB-1')).toBeGreaterThan(text.indexOf('__kIMFileTransferGUIDAttributeName'))
  })
})

describe('archives', () => {
  it.skipIf(!has('python3')).each([{}, { method: 'store' }, { dataDescriptor: true }] as const)(
    'a zip written with %o is read by another program',
    (options) => {
      const path = join(folder, 'test.zip')
      writeFileSync(path, writeZip(members, options))
      const script = `import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip()); [print(n, len(z.read(n))) for n in z.namelist()]`
      const { stdout, stderr } = spawnSync('python3', ['-c', script, path], {
        encoding: 'utf8',
        env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
      })
      expect(stderr).toBe('')
      expect(stdout.trim().split('\n')).toEqual([
        'None',
        ...members.map(({ path: name, bytes }) => `${name} ${bytes.length}`),
      ])
    },
  )

  it.skipIf(!has('tar'))('a tar is unpacked by the system, long and foreign names included', () => {
    const path = join(folder, 'test.tar')
    writeFileSync(
      path,
      writeTar([...members, { path: 'link', bytes: new Uint8Array(0), linkTo: 'a/short.txt' }]),
    )
    const { status, stderr } = spawnSync('tar', ['-xf', path, '-C', folder], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    for (const member of members)
      expect(readFileSync(join(folder, member.path))).toEqual(Buffer.from(member.bytes))
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('hello\n')
  })

  it('gzip holds the same tar, without a time', () => {
    const packed = writeTarGz(members)
    expect(new Uint8Array(gunzipSync(packed))).toEqual(writeTar(members))
    expect([...packed.subarray(4, 8)]).toEqual([0, 0, 0, 0])
  })

  it('an Android backup names apps and shared storage as adb does', () => {
    const file = (path: string) => ({ path, bytes: Uint8Array.of(1) })
    const made = writeAndroidBackup([
      file('data/data/com.example/databases/x.db'),
      file('data/data/com.example/app_x/y'),
      file('data/media/0/DCIM/z.jpg'),
    ])
    const text = Buffer.from(made).toString('latin1')
    const head = 'ANDROID BACKUP\n5\n1\nnone\n'
    expect(text.startsWith(head)).toBe(true)
    const tar = inflateSync(made.subarray(head.length)).toString('latin1')
    for (const name of ['apps/com.example/db/x.db', 'apps/com.example/r/app_x/y', 'shared/0/DCIM/z.jpg'])
      expect(tar).toContain(name)
    expect(
      Buffer.from(writeAndroidBackup([], { compressed: false }))
        .toString('latin1')
        .startsWith('ANDROID BACKUP\n5\n0\nnone\n'),
    ).toBe(true)
  })
})

describe('writeSilentAmr', () => {
  it('has one frame for each 20 ms and nothing else', () => {
    const amr = writeSilentAmr(2)
    expect(Buffer.from(amr.subarray(0, 6)).toString()).toBe('#!AMR\n')
    const sizes: Record<number, number> = { 8: 6, 15: 1 }
    let frames = 0
    for (let at = 6; at < amr.length; frames++) at += sizes[(amr[at]! >> 3) & 15]!
    expect(frames).toBe(100)
  })
})

describe('withExif', () => {
  it.each([
    'little',
    'big',
  ] as const)('is read by another library, %s-endian, south and west', async (byteOrder) => {
    const jpeg = await makePicture({ scene: 'rings', width: 160, height: 120 })
    const made = withExif(jpeg, {
      make: 'Example',
      model: 'Pocket 7',
      software: '14',
      orientation: 6,
      takenLocal: '2026-02-16T13:44:05',
      offset: '+01:00',
      place: { latitude: -33.8523, longitude: -43.2105, altitudeMetres: -1.5 },
      gpsUtc: '2026-02-16T12:44:05',
      byteOrder,
    })
    const read = await exifr.parse(Buffer.from(made), { translateValues: false, reviveValues: false })
    expect(read).toMatchObject({
      Make: 'Example',
      Model: 'Pocket 7',
      Orientation: 6,
      DateTimeOriginal: '2026:02:16 13:44:05',
      OffsetTimeOriginal: '+01:00',
      GPSDateStamp: '2026:02:16',
      GPSLatitudeRef: 'S',
      GPSLongitudeRef: 'W',
    })
    expect(read.latitude).toBeCloseTo(-33.8523, 5)
    expect(read.longitude).toBeCloseTo(-43.2105, 5)
    expect(read.GPSAltitude).toBe(1.5)
  })
})
