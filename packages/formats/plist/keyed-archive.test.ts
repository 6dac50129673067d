import { describeShared, sharedBytes } from '@manumit/testing/shared-data'
import { build, buildBinary } from 'plist'
import { describe, expect, it } from 'vitest'
import { unarchive } from './keyed-archive.ts'
import { readPlist } from './plist.ts'
import type { PlistDict, PlistValue } from './value.ts'

const uid = (n: number): PlistValue => ({ kind: 'uid', uid: n })
const map = (entries: Record<string, PlistValue>): PlistDict => new Map(Object.entries(entries))
const classOf = (...names: string[]): PlistDict => map({ $classname: names[0]!, $classes: names })

/** An archive whose root is object 1; `$null` is put before the objects. */
const archive = (...objects: PlistValue[]): PlistDict =>
  map({
    $version: 100_000,
    $archiver: 'NSKeyedArchiver',
    $top: map({ root: uid(1) }),
    $objects: ['$null', ...objects],
  })

const root = (...objects: PlistValue[]) => {
  const { value, issues } = unarchive(archive(...objects))
  return { value: value?.get('root'), codes: issues.map((i) => i.code) }
}

describe('unarchive', () => {
  it('keeps an MBFile as an object with its fields', () => {
    const digest = Uint8Array.of(1, 2, 3)
    expect(
      root(
        map({
          $class: uid(2),
          Size: 120,
          LastModified: 1_700_000_000,
          RelativePath: uid(3),
          Digest: uid(4),
          Target: uid(0),
        }),
        classOf('MBFile', 'NSObject'),
        'Library/SMS/sms.db',
        map({ $class: uid(5), 'NS.data': digest }),
        classOf('NSMutableData', 'NSData', 'NSObject'),
      ),
    ).toEqual({
      codes: [],
      value: {
        kind: 'object',
        className: 'MBFile',
        fields: new Map<string, unknown>([
          ['Size', 120],
          ['LastModified', 1_700_000_000],
          ['RelativePath', 'Library/SMS/sms.db'],
          ['Digest', digest],
          ['Target', null],
        ]),
      },
    })
  })

  it('turns the classes of Foundation into plain values', () => {
    expect(
      root(
        map({ $class: uid(2), 'NS.keys': [uid(3), uid(4), uid(5)], 'NS.objects': [uid(6), uid(8), uid(10)] }),
        classOf('NSMutableDictionary', 'NSDictionary', 'NSObject'),
        'list',
        'time',
        'text',
        map({ $class: uid(7), 'NS.objects': [true, 2.5] }),
        classOf('NSArray', 'NSObject'),
        map({ $class: uid(9), 'NS.time': 700_000_000.5 }),
        classOf('NSDate', 'NSObject'),
        map({ $class: uid(11), 'NS.string': 'teapot' }),
        classOf('NSMutableString', 'NSString', 'NSObject'),
      ),
    ).toEqual({
      codes: [],
      value: new Map<string, unknown>([
        ['list', [true, 2.5]],
        ['time', { kind: 'date', macSeconds: 700_000_000.5 }],
        ['text', 'teapot'],
      ]),
    })
  })

  it('keeps a dictionary whose keys are no text by keys and objects', () => {
    const { value } = root(
      map({ $class: uid(2), 'NS.keys': [1, 2], 'NS.objects': ['one', 'two'] }),
      classOf('NSDictionary', 'NSObject'),
    )
    expect(value).toEqual({
      kind: 'object',
      className: 'NSDictionary',
      fields: new Map<string, unknown>([
        ['NS.keys', [1, 2]],
        ['NS.objects', ['one', 'two']],
      ]),
    })
  })

  it('marks an object met inside itself', () => {
    const { value, codes } = root(
      map({ $class: uid(2), parent: uid(1), name: 'a' }),
      classOf('Invented', 'NSObject'),
    )
    expect(codes).toEqual([])
    expect(value).toMatchObject({
      fields: new Map<string, unknown>([
        ['parent', { kind: 'cycle', uid: 1 }],
        ['name', 'a'],
      ]),
    })
  })

  it('reports a reference to no object, and an object without class', () => {
    expect(root(map({ $class: uid(2), a: uid(99) }), classOf('Invented'))).toMatchObject({
      codes: ['E_ARCHIVE_REFERENCE'],
    })
    expect(root(map({ a: 1 })).codes).toEqual(['E_ARCHIVE_CLASS'])
    expect(unarchive(map({ a: 1 }))).toMatchObject({ value: null, issues: [{ code: 'E_ARCHIVE_NONE' }] })
  })

  it('refuses to unfold what is shared past any use, and ends at a chain too deep to follow', () => {
    const array = classOf('NSArray', 'NSObject')
    const bomb = Array.from({ length: 40 }, (_, i) =>
      map({ $class: uid(41), 'NS.objects': new Array(10).fill(i === 39 ? 'x' : uid(i + 2)) }),
    )
    expect(root(...bomb, array).codes).toContain('E_ARCHIVE_SHARING')
    const chain = Array.from({ length: 500 }, (_, i) => map({ $class: uid(501), 'NS.objects': [uid(i + 2)] }))
    expect(root(...chain, array).codes).toContain('E_ARCHIVE_DEPTH')
  })

  it('reads the same from the binary and the XML form', () => {
    const stored = {
      $version: 100_000,
      $archiver: 'NSKeyedArchiver',
      $top: { root: { CF$UID: 1 } },
      $objects: [
        '$null',
        { $class: { CF$UID: 2 }, name: 'a' },
        { $classname: 'Invented', $classes: ['Invented'] },
      ],
    }
    const xml = unarchive(readPlist(new TextEncoder().encode(build(stored as never))).value)
    expect(xml.value?.get('root')).toMatchObject({ className: 'Invented', fields: new Map([['name', 'a']]) })
    // The writer has no UIDs, so that the binary form is no archive that can be followed: it is refused, not guessed.
    expect(unarchive(readPlist(buildBinary(stored as never)).value).value?.get('root')).toEqual(
      new Map([['CF$UID', 1]]),
    )
  })
})

describeShared('a keyed archive of a real Mac', () => {
  it('is read without an issue, with a value of each kind it was made to hold', () => {
    const { value, issues } = unarchive(
      readPlist(sharedBytes('phone/plaso/plist/NSKeyedArchiver.plist')).value,
    )
    expect(issues).toEqual([])
    const held = value?.get('root')
    const kinds = held instanceof Map ? [...held.values()].map((v) => Object.prototype.toString.call(v)) : []
    expect(new Set(kinds)).toEqual(
      new Set(
        ['Array', 'Boolean', 'Uint8Array', 'Object', 'Map', 'Number', 'String'].map(
          (name) => `[object ${name}]`,
        ),
      ),
    )
  })
})
