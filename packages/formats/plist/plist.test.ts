import { describeShared, sharedBytes } from '@manumit/testing/shared-data'
import { parseBuffer } from 'bplist-parser'
import fc from 'fast-check'
import { build, buildBinary, parse } from 'plist'
import { describe, expect, it } from 'vitest'
import { locateInBinaryPlist } from './binary.ts'
import { readPlist } from './plist.ts'
import { array, ascii, binaryPlist, dict, type ObjectRecipe, text } from './recipe.ts'
import { isDict, type PlistValue } from './value.ts'

const codes = (bytes: Uint8Array) => readPlist(bytes).issues.map((i) => i.code)
const utf8 = (s: string) => new TextEncoder().encode(s)
const one = (...object: number[]) => readPlist(binaryPlist({ objects: [object] }))

/** Our values as the libraries give theirs. */
function plain(value: PlistValue): unknown {
  if (isDict(value)) return Object.fromEntries([...value].map(([k, v]) => [k, plain(v)]))
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Uint8Array) return [...value]
  if (typeof value === 'object' && value !== null && 'kind' in value) {
    if (value.kind === 'date') return new Date(value.macSeconds * 1000 + 978_307_200_000)
    if (value.kind === 'uid') return { uid: value.uid }
    if (value.kind === 'set') return value.items.map(plain)
  }
  return value
}

/** What bplist-parser and plist give, in the same words. */
function theirs(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value]
  if (Array.isArray(value)) return value.map(theirs)
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    if ('UID' in value) return { uid: value.UID }
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, theirs(v)]))
  }
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value
}

const wholeSeconds = fc.integer({ min: -2_000_000_000, max: 4_000_000_000 }).map((s) => new Date(s * 1000))
const scalar = fc.oneof(
  fc.boolean(),
  fc.integer({ min: 0 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Number.isInteger(n)),
  fc.string({
    unit: fc.oneof(
      fc.constantFrom('a', ' ', '&', 'é', '橋', '🫖'),
      fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 1 }).filter((c) => c >= ' '),
    ),
  }),
  wholeSeconds,
  fc.uint8Array({ maxLength: 40 }),
)
const tree = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 20 }),
    fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,20}$/), tie('value'), {
      maxKeys: 20,
      noNullPrototype: true,
    }),
  ),
})).value as fc.Arbitrary<never>

describe('binary property lists', () => {
  it('gives back what an independent writer wrote', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const reading = readPlist(buildBinary(value))
        expect(reading.issues).toEqual([])
        expect(plain(reading.value)).toEqual(theirs(value))
      }),
      { numRuns: process.env.CI ? 1_000 : 150 },
    )
  })

  it('reads integers of 1 to 16 bytes, signed from 8 bytes on', () => {
    expect(one(0x10, 0xff).value).toBe(255)
    expect(one(0x11, 0xff, 0xfe).value).toBe(65_534)
    expect(one(0x12, 0xff, 0xff, 0xff, 0xff).value).toBe(4_294_967_295)
    expect(one(0x13, ...new Array(8).fill(0xff)).value).toBe(-1)
    expect(one(0x13, 0x7f, ...new Array(7).fill(0xff)).value).toBe(2n ** 63n - 1n)
    expect(one(0x14, ...new Array(15).fill(0), 5).value).toBe(5)
    expect(one(0x14, 0, 0, 0, 0, 0, 0, 0, 1, ...new Array(8).fill(0)).value).toBe(2n ** 64n)
  })

  it('reads reals, dates, UIDs, sets, UTF-16 and null', () => {
    expect(one(0x22, 0x3f, 0x80, 0, 0).value).toBe(1)
    expect(one(0x33, 0x41, 0xc0, 0, 0, 0, 0, 0, 0).value).toEqual({ kind: 'date', macSeconds: 536_870_912 })
    expect(one(0x81, 0x01, 0x02).value).toEqual({ kind: 'uid', uid: 258 })
    expect(one(0x62, 0xd8, 0x3e, 0xde, 0xd6).value).toBe('🫖')
    expect(one(0x00)).toMatchObject({ value: null, issues: [] })
    const set = binaryPlist({ objects: [[0xc2, { refs: [1, 2] }], text('a'), [0x10, 7]] })
    expect(readPlist(set).value).toEqual({ kind: 'set', items: ['a', 7] })
  })

  it.each([1, 2, 3, 4, 5, 8])('reads references and offsets of %i bytes', (size) => {
    const objects = [dict([1], [2]), text('key'), array(3, 3), text('x'.repeat(40))]
    const bytes = binaryPlist({ objects, refSize: size, offsetSize: size })
    expect(readPlist(bytes)).toMatchObject({
      issues: [],
      value: new Map([['key', ['x'.repeat(40), 'x'.repeat(40)]]]),
    })
  })

  it('tells where the bytes of a value lie', () => {
    const bytes = binaryPlist({
      objects: [dict([1], [2]), text('key'), array(3, 4), text('first'), text('second')],
    })
    const range = locateInBinaryPlist(bytes, ['key', 1])!
    expect([...bytes.subarray(range.offset, range.offset + range.length)]).toEqual([0x56, ...ascii('second')])
    expect(locateInBinaryPlist(bytes, ['key', 2])).toBeNull()
    expect(locateInBinaryPlist(bytes, ['other'])).toBeNull()
    expect(locateInBinaryPlist(bytes, ['key', 'first'])).toBeNull()
  })

  it.each<[string, ObjectRecipe[], string]>([
    ['an array that holds itself', [array(1), array(0)], 'E_PLIST_CYCLE'],
    ['a reference to no object', [array(9)], 'E_PLIST_OBJECT'],
    ['an unknown type', [array(1), [0xf0]], 'E_PLIST_OBJECT'],
    [
      'a length past the end',
      [array(1), [0x4f, 0x13, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
      'E_PLIST_OBJECT',
    ],
    ['a key twice', [dict([1, 1], [2, 2]), text('k'), text('v')], 'E_PLIST_KEY'],
    ['a key that is no text', [dict([1], [2]), [0x10, 1], text('v')], 'E_PLIST_KEY'],
    ['text that is no UTF-16', [[0x61, 0xd8, 0x00]], 'E_PLIST_TEXT'],
    ['text that is no ASCII', [[0x51, 0xe9]], 'E_PLIST_TEXT'],
  ])('reports %s and reads the rest', (_, objects, code) => {
    expect(codes(binaryPlist({ objects }))).toEqual([code])
  })

  it('leaves a cyclic mention out and keeps what stands beside it', () => {
    const { value } = readPlist(binaryPlist({ objects: [array(1, 0), text('kept')] }))
    expect(value).toEqual(['kept', { kind: 'unread', code: 'E_PLIST_CYCLE', offset: 8 }])
  })

  it('refuses to unfold what is shared past any use', () => {
    // Each array names the next one fourteen times: 14^30 values in a few hundred bytes.
    const objects = Array.from({ length: 31 }, (_, i) =>
      i === 30 ? text('x') : array(...new Array(14).fill(i + 1)),
    )
    expect(codes(binaryPlist({ objects }))).toContain('E_PLIST_SHARING')
  })

  it('refuses objects that lie over one another past any use', () => {
    // Four thousand objects that are one and the same text of 60,000 characters.
    const long: ObjectRecipe = [0x5f, 0x11, 0xea, 0x60, ...new Array(60_000).fill(0x78)]
    const holder: ObjectRecipe = [
      0xaf,
      0x11,
      0x0f,
      0xa0,
      { refs: Array.from({ length: 4_000 }, (_, i) => i + 1) },
    ]
    const objects = [holder, long, ...new Array<ObjectRecipe>(3_999).fill([0x09])]
    const bytes = binaryPlist({ objects, refSize: 2, offsetSize: 4 })
    const view = new DataView(bytes.buffer)
    const table = bytes.length - 32 - 4 * objects.length
    for (let i = 1; i < objects.length; i++) view.setUint32(table + 4 * i, view.getUint32(table + 4))
    expect(codes(bytes)).toContain('E_PLIST_OVERLAP')
  })

  it('ends at lists nested deeper than it follows', () => {
    const objects = Array.from({ length: 1_000 }, (_, i) => array(Math.min(i + 1, 999)))
    expect(codes(binaryPlist({ objects, refSize: 2 }))).toEqual(['E_PLIST_DEPTH'])
  })

  it('gives the loose values of a list whose end is lost', () => {
    const objects = [dict([1], [2]), text('key'), array(3, 4), text('a text that was there'), [0x10, 42]]
    const bytes = binaryPlist({ objects, refSize: 2 })
    const cut = bytes.subarray(0, bytes.length - 33)
    const { value, issues, loose } = readPlist(cut)
    expect(value).toMatchObject({ kind: 'unread', code: 'E_PLIST_TRAILER' })
    expect(issues.map((i) => i.code)).toEqual(['E_PLIST_TRAILER'])
    expect(loose.map((item) => item.value).slice(0, 3)).toEqual(['key', 'a text that was there', 42])
    expect(cut[loose[1]!.range.offset]).toBe(0x5f)
  })

  it('never throws, wherever the bytes end', () => {
    const whole = buildBinary({
      list: ['a', 1, true, 2.5],
      text: 'bridge',
      data: Uint8Array.of(1, 2),
    } as never)
    for (let end = 0; end < whole.length; end++)
      expect(codes(whole.subarray(0, end)).length, `cut at ${end}`).toBeGreaterThan(0)
  })
})

describe('XML property lists', () => {
  it('gives back what an independent writer wrote', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const { format, value: read, issues } = readPlist(utf8(build(value)))
        expect(issues).toEqual([])
        expect(format).toBe('xml')
        expect(plain(read)).toEqual(theirs(value))
      }),
      { numRuns: process.env.CI ? 1_000 : 150 },
    )
  })

  const wrap = (body: string) =>
    utf8(`<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">${body}</plist>\n`)

  it('reads integers past a double, hexadecimal ones, and reals by name', () => {
    const { value, issues } = readPlist(
      wrap(
        '<array><integer>18446744073709551615</integer><integer>-0x10</integer><real>-inf</real><real>1e3</real></array>',
      ),
    )
    expect(value).toEqual([2n ** 64n - 1n, -16, -Infinity, 1000])
    expect(issues).toEqual([])
  })

  it('reads a UID as one, CDATA, UTF-16 and a byte order mark', () => {
    expect(readPlist(wrap('<dict><key>CF$UID</key><integer>3</integer></dict>')).value).toEqual({
      kind: 'uid',
      uid: 3,
    })
    expect(readPlist(wrap('<string><![CDATA[a < b]]> &amp; c</string>')).value).toBe('a < b & c')
    expect(readPlist(utf8('\ufeff<plist><true/></plist>'))).toMatchObject({ value: true, issues: [] })
    const wide = new Uint8Array(Buffer.from('\ufeff<plist><string>é</string></plist>', 'utf16le'))
    expect(readPlist(wide)).toMatchObject({ format: 'xml', value: 'é', issues: [] })
  })

  it.each([
    ['leading blanks', utf8('  \n<plist><true/></plist>'), 'E_PLIST_LEADING', true],
    ['a date of the year 0', wrap('<date>0000-12-30T00:00:00Z</date>'), 'E_PLIST_DATE', undefined],
    ['a day no month has', wrap('<date>2026-02-30T00:00:00Z</date>'), 'E_PLIST_DATE', undefined],
    ['a date without zone', wrap('<date>2026-02-20T00:00:00</date>'), 'E_PLIST_DATE', undefined],
    ['an integer that is none', wrap('<integer>twelve</integer>'), 'E_PLIST_XML_VALUE', undefined],
    ['data that are no base64', wrap('<data>%%%</data>'), 'E_PLIST_XML_VALUE', undefined],
    ['an unknown element', wrap('<array><colour>red</colour></array>'), 'E_PLIST_XML_ELEMENT', undefined],
    [
      'a key twice',
      wrap('<dict><key>a</key><true/><key>a</key><false/></dict>'),
      'E_PLIST_KEY',
      new Map([['a', true]]),
    ],
    ['a value without key', wrap('<dict><true/></dict>'), 'E_PLIST_KEY', new Map()],
    ['a key without value', wrap('<dict><key>a</key></dict>'), 'E_PLIST_KEY', new Map()],
    ['no list', wrap(''), 'E_PLIST_NONE', undefined],
  ])('reports %s', (_, bytes, code, value) => {
    const reading = readPlist(bytes)
    expect(reading.issues.map((i) => i.code)).toEqual([code])
    if (value !== undefined) expect(reading.value).toEqual(value)
  })

  it('keeps what stands before a cut end, and marks the value that was cut', () => {
    const { value, issues } = readPlist(
      utf8('<plist><dict><key>a</key><string>whole</string><key>b</key><string>cu'),
    )
    expect(value).toMatchObject(
      new Map<string, unknown>([
        ['a', 'whole'],
        ['b', { kind: 'unread', code: 'E_PLIST_XML_TORN' }],
      ]),
    )
    expect(issues.map((i) => i.code)).toContain('E_PLIST_XML_TORN')
  })

  it('does not expand entities, and ends at lists nested deeper than it follows', () => {
    const bomb =
      '<!DOCTYPE plist [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><plist><string>&b;</string></plist>'
    expect(codes(utf8(bomb))).toContain('E_PLIST_XML_SYNTAX')
    expect(String(readPlist(utf8(bomb)).value).length).toBeLessThan(10)
    expect(codes(wrap(`${'<array>'.repeat(5_000)}${'</array>'.repeat(5_000)}`))).toEqual(['E_PLIST_DEPTH'])
  })

  it('lists a bounded number of faults and counts the rest', () => {
    const many = codes(wrap(`<dict>${'<true/>'.repeat(5_000)}</dict>`))
    expect(many.length).toBe(201)
    expect(many.at(-1)).toBe('E_FORMATS_MORE_ISSUES')
  })

  it('never throws, wherever the bytes end', () => {
    const whole = utf8(
      build({ list: ['a', 1, true, 2.5], text: 'bridge & teapot', data: Buffer.of(1, 2) } as never),
    )
    for (let end = 0; end < whole.length; end++) {
      const cut = whole.subarray(0, end)
      if (end < whole.length - 2) expect(codes(cut).length, `cut at ${end}`).toBeGreaterThan(0)
    }
  })

  it('says when bytes are no property list at all', () => {
    expect(readPlist(utf8('SQLite format 3\0'))).toMatchObject({
      format: 'unknown',
      issues: [{ code: 'E_PLIST_UNKNOWN' }],
    })
  })
})

describeShared('property lists of real phones', () => {
  const whole = [
    'plist/Downloads.plist',
    'plist/History.plist',
    'plist/NSKeyedArchiver.plist',
    'ios/com.apple.MobileBackup.plist',
    'ios/com.apple.commcenter.data.plist',
    'ios/com.apple.wifi.known-networks.plist',
  ]
  it.each(whole)('reads %s as an independent reader does', (name) => {
    const bytes = sharedBytes(`phone/plaso/${name}`)
    const { value, issues } = readPlist(bytes)
    expect(issues).toEqual([])
    expect(plain(value)).toEqual(theirs(parseBuffer(Buffer.from(bytes))[0]))
  })

  it('reports the date that is none and reads the rest of its list as an independent reader does', () => {
    const bytes = sharedBytes('phone/plaso/plist/com.apple.security.KCN.plist')
    const { value, issues } = readPlist(bytes)
    expect(issues.map((i) => i.code)).toEqual(['E_PLIST_DATE'])
    const other = theirs(parse(new TextDecoder().decode(bytes))) as Record<string, unknown>
    const ours = plain(value) as Record<string, unknown>
    expect(Object.keys(ours)).toEqual(Object.keys(other))
    const differing = Object.keys(ours).filter(
      (key) => JSON.stringify(ours[key]) !== JSON.stringify(other[key]),
    )
    expect(differing.map((key) => ours[key])).toEqual([expect.objectContaining({ kind: 'unread' })])
  })

  it('reports the list whose end is cut, and gives what stands loose in it', () => {
    const { value, issues, loose } = readPlist(sharedBytes('phone/plaso/plist/truncated.plist'))
    expect(value).toMatchObject({ kind: 'unread' })
    expect(issues.map((i) => i.code)).toEqual(['E_PLIST_TRAILER'])
    expect(loose.length).toBeGreaterThan(100)
  })
})
