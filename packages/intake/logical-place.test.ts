import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPhonePath, logicalPlaceOf, placeKey } from './logical-place.ts'

describe('logicalPlaceOf', () => {
  it.each([
    ['private/var/mobile/Library/SMS/sms.db', 'mobile/Library/SMS/sms.db'],
    ['/private/var/mobile/Library/SMS/sms.db', 'mobile/Library/SMS/sms.db'],
    ['filesystem1/private/var/mobile/Library/SMS/sms.db', 'mobile/Library/SMS/sms.db'],
    ['filesystem2/mobile/Library/SMS/sms.db', 'mobile/Library/SMS/sms.db'],
    ['filesystem2/wireless/Library/Preferences/x.plist', 'wireless/Library/Preferences/x.plist'],
    ['\\private\\var\\mobile\\Library\\SMS\\sms.db', 'mobile/Library/SMS/sms.db'],
    ['C:\\case 7\\Dump\\private\\var\\mobile\\Media\\a.jpg', 'mobile/Media/a.jpg'],
    ['/var/mobile/Library/SMS/sms.db', 'mobile/Library/SMS/sms.db'],
    ['mobile/Library/SMS/sms.db', 'mobile/Library/SMS/sms.db'],
    ['data/data/org.example.chat/databases/chat.db', 'data/data/org.example.chat/databases/chat.db'],
    ['/data/user/0/org.example.chat/databases/chat.db', 'data/data/org.example.chat/databases/chat.db'],
    ['Dump/data/user/0/org.example.chat/files/f', 'data/data/org.example.chat/files/f'],
    ['data/user/10/org.example.chat/databases/chat.db', 'data/user/10/org.example.chat/databases/chat.db'],
    ['data/user_de/0/org.example.chat/f', 'data/user_de/0/org.example.chat/f'],
    ['data_mirror/data_ce/null/0/org.example.chat/f', 'data/data/org.example.chat/f'],
    ['/storage/emulated/0/DCIM/a.jpg', 'data/media/0/DCIM/a.jpg'],
    ['sdcard/DCIM/a.jpg', 'data/media/0/DCIM/a.jpg'],
    ['pictures/a.jpg', 'pictures/a.jpg'],
    ['a:b', 'a:b'],
    ['../../etc/passwd', 'etc/passwd'],
    ['./a//b/../c', 'a/b/c'],
    // The outermost phone tree counts: an app may hold a folder named like another system's.
    [
      'data/data/org.example/files/private/var/mobile/Library/x',
      'data/data/org.example/files/private/var/mobile/Library/x',
    ],
  ])('%s → %s', (found, expected) => {
    expect(logicalPlaceOf(found)).toEqual({ path: expected })
  })

  it('gives a place that is its own place, without steps upwards or a leading slash', () => {
    const segment = fc.constantFrom(
      '..',
      '.',
      '',
      'private',
      'var',
      'mobile',
      'data',
      'user',
      '0',
      'a',
      'C:',
      'filesystem1',
    )
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 8 }), fc.constantFrom('/', '\\'), (segments, separator) => {
        const { path } = logicalPlaceOf(segments.join(separator))
        expect(path.split('/')).not.toContain('..')
        expect(path.startsWith('/')).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})

describe('isPhonePath', () => {
  it.each([
    ['private/var/mobile/Library/a.zip', true],
    ['filesystem2/mobile/Library/a.zip', true],
    ['data/data/org.example/files/a.zip', true],
    ['samples/a.zip', false],
    ['a.zip', false],
  ])('%s: %s', (path, expected) => {
    expect(isPhonePath(path)).toBe(expected)
  })
})

describe('placeKey', () => {
  it('is the same for a file of a backup and of a file system', () => {
    const pairs = [
      ['HomeDomain', 'Library/SMS/sms.db', 'private/var/mobile/Library/SMS/sms.db'],
      [
        'MediaDomain',
        'Library/SMS/Attachments/ab/a.jpg',
        'private/var/mobile/Library/SMS/Attachments/ab/a.jpg',
      ],
      ['CameraRollDomain', 'Media/DCIM/a.jpg', 'private/var/mobile/Media/DCIM/a.jpg'],
      [
        'WirelessDomain',
        'Library/Databases/DataUsage.sqlite',
        'private/var/wireless/Library/Databases/DataUsage.sqlite',
      ],
    ] as const
    for (const [domain, path, found] of pairs)
      expect(placeKey({ domain, path })).toBe(placeKey(logicalPlaceOf(found)))
  })

  it('keeps the domain of an app in front', () => {
    expect(placeKey({ domain: 'AppDomain-org.example.chat', path: 'Documents/chat.db' })).toBe(
      'AppDomain-org.example.chat/Documents/chat.db',
    )
  })
})
