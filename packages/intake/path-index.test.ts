import type { ReadPattern } from '@manumit/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { companionOwner, companionsOf } from './companions.ts'
import { logicalPlaceOf } from './logical-place.ts'
import { makePathIndex, matchPattern } from './path-index.ts'
import type { TreeEntry } from './tree.ts'

const UUID = '00000000-0000-4000-8000-00000000000'

function entry(path: string, domain?: string, origin = ''): TreeEntry {
  const place = domain === undefined ? logicalPlaceOf(path) : { domain, path }
  return {
    path: domain === undefined ? path : `${domain}-${path}`,
    origin,
    logical: place,
    sizeBytes: 0,
    open: async () => ({ bytes: null, issues: [], close: () => [] }),
  }
}

const sms: ReadPattern = { domain: 'HomeDomain', path: 'Library/SMS/sms.db' }

describe('matchPattern', () => {
  it.each([
    [entry('Library/SMS/sms.db', 'HomeDomain'), sms, true],
    [entry('Library/SMS/sms.db', 'AppDomain-org.example'), sms, false],
    [entry('private/var/mobile/Library/SMS/sms.db'), sms, true],
    [entry('filesystem2\\mobile\\Library\\SMS\\sms.db'), sms, true],
    [entry('loose/Library/SMS/sms.db'), sms, true],
    [entry('OtherLibrary/SMS/sms.db'), sms, false],
    [entry('Library/SMS/sms.db-wal'), sms, false],
    [entry('data/user/0/org.example/databases/a.db'), { path: 'data/org.example/databases/a.db' }, true],
    [
      entry('Documents/b.db', 'AppDomain-org.example'),
      { domain: 'AppDomain-org.example', path: '*/b.db' },
      true,
    ],
    [
      entry('Documents/x/b.db', 'AppDomain-org.example'),
      { domain: 'AppDomain-org.example', path: '*/b.db' },
      false,
    ],
    [entry('a/Profile 1/History'), { path: 'a/*/History' }, true],
    [entry('a/Profile 1/x/History'), { path: 'a/*/History' }, false],
    [entry('a/IMG_0001.HEIC'), { path: 'a/IMG_*.HEIC' }, true],
    [entry('a/IMG_0001.JPG'), { path: 'a/IMG_*.HEIC' }, false],
  ])('%j %j: %s', (given, pattern, expected) => {
    expect(matchPattern(given, pattern)).toBe(expected)
  })
})

describe('makePathIndex', () => {
  it('finds what comparing each path with each pattern finds, in the same order', () => {
    const segment = fc.constantFrom('a', 'b', 'ab', 'History', 'private', 'var', 'mobile')
    const path = fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'))
    const wild = fc.array(fc.oneof(segment, fc.constantFrom('*', 'a*', '*b')), { minLength: 1, maxLength: 6 })
    const domain = fc.constantFrom(undefined, 'HomeDomain', 'AppDomain-a')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(path, domain), { maxLength: 40 }),
        fc.array(fc.tuple(wild, domain), { maxLength: 10 }),
        (places, patterns) => {
          const entries = places.map(([at, of]) => entry(at, of))
          const index = makePathIndex({ entries })
          for (const [parts, of] of patterns) {
            const pattern = { path: parts.join('/'), ...(of && { domain: of }) }
            expect(index.matching(pattern)).toEqual(entries.filter((each) => matchPattern(each, pattern)))
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('ends quickly on names and patterns made of repetitions', () => {
    const name = 'a'.repeat(10_000)
    expect(matchPattern(entry(`x/${name}`), { path: `${'a*'.repeat(50)}b` })).toBe(false)
  })

  it('looks a file up by the path a record gives', () => {
    const attachment = entry('Library/SMS/Attachments/ab/10/photo.jpg', 'MediaDomain')
    const part = entry('data/data/org.example.telephony/app_parts/PART_1')
    const inApp = entry(`private/var/mobile/Containers/Data/Application/${UUID}1/Documents/m/1.jpg`)
    const resolved = { ...inApp, logical: { domain: 'AppDomain-org.example', path: 'Documents/m/1.jpg' } }
    const other = entry('Documents/m/2.jpg', 'AppDomain-org.example')
    const index = makePathIndex({ entries: [attachment, part, resolved, other] })
    const found = (path: string) => index.lookup(path)?.path
    expect(found('~/Library/SMS/Attachments/ab/10/photo.jpg')).toBe(attachment.path)
    expect(found('/var/mobile/Library/SMS/Attachments/ab/10/photo.jpg')).toBe(attachment.path)
    expect(found('/data/user/0/org.example.telephony/app_parts/PART_1')).toBe(part.path)
    expect(found(`/var/mobile/Containers/Data/Application/${UUID}1/Documents/m/1.jpg`)).toBe(resolved.path)
    expect(found(`/private/var/mobile/Containers/Data/Application/${UUID}9/Documents/m/2.jpg`)).toBe(
      other.path,
    )
    expect(found('Documents/m/2.jpg')).toBe(other.path)
    expect(found('~/Library/SMS/Attachments/ab/10/other.jpg')).toBeUndefined()
  })

  it('does not guess: a bare name, or a tail that two files share, is no file', () => {
    const index = makePathIndex({ entries: [entry('a/x/1.jpg'), entry('b/x/1.jpg'), entry('c/y/2.jpg')] })
    expect(index.lookup('2.jpg')).toBeUndefined()
    expect(index.lookup('x/1.jpg')).toBeUndefined()
    expect(index.lookup('b/x/1.jpg')?.path).toBe('b/x/1.jpg')
    expect(index.lookup('/var/mobile/c/y/2.jpg')?.path).toBe('c/y/2.jpg')
  })
})

describe('companionsOf', () => {
  it('finds log, index and journal of the same listing only', () => {
    const main = entry('a/x.db', undefined, 'one.zip!')
    const wal = entry('a/x.db-wal', undefined, 'one.zip!')
    const foreign = entry('a/x.db-journal', undefined, 'two.zip!')
    const index = makePathIndex({ entries: [foreign, wal, main] })
    expect(companionsOf(index, main)).toEqual({ wal })
    expect(companionOwner(index, wal)).toBe(main)
    expect(companionOwner(index, main)).toBeUndefined()
    expect(companionOwner(index, foreign)).toBeUndefined()
  })
})
