import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { distanceOfHex } from '@manumit/hashing'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAndroidTree } from '../android/tree.ts'
import { fileIdOf } from '../ios/backup.ts'
import { readPhoneRecipe, recipeText } from '../recipe.ts'
import { DEMO_PHONE_A, DEMO_PHONE_B, makeDemoCase } from './case.ts'
import { DEMO_STORY, type DemoCase } from './expected.ts'
import { DEMO_BANKS } from './pictures.ts'

const root = mkdtempSync(join(tmpdir(), 'manumit-demo-'))
const first = join(root, 'first')
let demo: DemoCase

beforeAll(async () => {
  demo = await makeDemoCase(first)
})
afterAll(() => rmSync(root, { recursive: true }))

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Opens a copy of a database with its log, so that looking changes nothing. */
function open(path: string, wal?: string): DatabaseSync {
  const copy = join(mkdtempSync(join(root, 'open-')), 'copy.db')
  copyFileSync(path, copy)
  if (wal !== undefined && existsSync(wal)) copyFileSync(wal, `${copy}-wal`)
  return new DatabaseSync(copy)
}

const backupPath = (domain: string, path: string): string => {
  const id = fileIdOf(domain, path)
  return join(first, DEMO_PHONE_A, id.slice(0, 2), id)
}
const openHome = (path: string) =>
  open(backupPath('HomeDomain', path), backupPath('HomeDomain', `${path}-wal`))
const openB = (path: string) => {
  const full = join(first, DEMO_PHONE_B, 'data/data', path)
  return open(full, `${full}-wal`)
}
const count = (database: DatabaseSync, sql: string): number =>
  Number(Object.values(database.prepare(sql).get() ?? {})[0])
const intact = (database: DatabaseSync) =>
  Object.values(database.prepare('PRAGMA integrity_check').get() ?? {})

describe('makeDemoCase', () => {
  it('writes two phones, pictures, two banks and what to expect', () => {
    expect(readdirSync(first).sort()).toEqual(
      [
        'README.txt',
        'bank.csv',
        'bank-text-only.csv',
        'expected.json',
        DEMO_PHONE_A,
        DEMO_PHONE_B,
        'pictures',
      ].sort(),
    )
  })

  it('gives the same bytes for the same seed', async () => {
    const second = join(root, 'second')
    await makeDemoCase(second)
    const listed = (folder: string) =>
      filesUnder(folder).map((name) => `${name} ${digest(join(folder, name))}`)
    expect(listed(second)).toEqual(listed(first))
  })

  it('gives other small talk, and the same story, for another seed', async () => {
    const other = join(root, 'other')
    const made = await makeAndroidTree(other, { ...readPhoneRecipe('phone-b.yaml'), seed: 'another' })
    expect(made.counts).toEqual(demo.phones[DEMO_PHONE_B])
    const path = 'data/data/com.android.providers.telephony/databases/mmssms.db'
    const sent = (folder: string) =>
      open(join(folder, path)).prepare("SELECT body FROM sms WHERE body LIKE '%envelope%' ORDER BY _id").all()
    expect(digest(join(other, path))).not.toBe(digest(join(first, DEMO_PHONE_B, path)))
    expect(sent(other)).toEqual(sent(join(first, DEMO_PHONE_B)))
  })
})

describe('the iOS backup', () => {
  it('names files as phones do', () => {
    expect(fileIdOf('HomeDomain', 'Library/SMS/sms.db')).toBe('3d0d7e5fb2ce288813306e4d4636395e047a3d28')
    expect(fileIdOf('HomeDomain', 'Library/CallHistoryDB/CallHistory.storedata')).toBe(
      '5a4935c78a5255723f707230a451d79c540d2741',
    )
    expect(fileIdOf('HomeDomain', 'Library/AddressBook/AddressBook.sqlitedb')).toBe(
      '31bb7ba8914766d4ba40d6dfb6113c8b614be442',
    )
    expect(fileIdOf('HomeDomain', 'Library/Voicemail/voicemail.db')).toBe(
      '992df473bbb9e132f4b3b6e4d33f72171e97bc7a',
    )
    expect(fileIdOf('HomeDomain', 'Library/Safari/History.db')).toBe(
      '1a0e7afc19d307da602ccdcece51af33afe92c53',
    )
    expect(
      fileIdOf(
        'AppDomain-com.google.chrome.ios',
        'Library/Application Support/Google/Chrome/Default/History',
      ),
    ).toBe('faf971ce92c3ac508c018dce1bef2a8b8e9838f1')
  })

  it('has each file its manifest lists, and no other', () => {
    const manifest = open(join(first, DEMO_PHONE_A, 'Manifest.db'))
    const listed = manifest
      .prepare('SELECT fileID FROM Files WHERE flags = 1')
      .all()
      .map(({ fileID }) => `${String(fileID).slice(0, 2)}/${fileID}`)
    const stored = filesUnder(join(first, DEMO_PHONE_A)).filter((name) => name.includes('/'))
    expect(stored).toEqual(listed.sort())
  })

  it('holds the records it says, write-ahead logs applied', () => {
    const expected = demo.phones[DEMO_PHONE_A]!
    const messages = openHome('Library/SMS/sms.db')
    const calls = openHome('Library/CallHistoryDB/CallHistory.storedata')
    const contacts = openHome('Library/AddressBook/AddressBook.sqlitedb')
    const voicemail = openHome('Library/Voicemail/voicemail.db')
    const safari = openHome('Library/Safari/History.db')
    const chrome = open(
      backupPath(
        'AppDomain-com.google.chrome.ios',
        'Library/Application Support/Google/Chrome/Default/History',
      ),
    )
    expect([messages, calls, contacts, voicemail, safari, chrome].flatMap(intact)).toEqual(
      new Array(6).fill('ok'),
    )
    expect({
      messages: count(messages, 'SELECT count(*) FROM message'),
      removedMessages: count(messages, 'SELECT count(*) FROM deleted_messages'),
      calls: count(calls, 'SELECT count(*) FROM ZCALLRECORD'),
      contacts: count(contacts, 'SELECT count(*) FROM ABPerson'),
      voicemails: count(voicemail, 'SELECT count(*) FROM voicemail'),
      safariVisits: count(safari, 'SELECT count(*) FROM history_visits'),
      chromeVisits: count(chrome, 'SELECT count(*) FROM visits'),
    }).toEqual({ ...expected, pictures: undefined })
    expect(expected.messages).toBeGreaterThan(350)
    expect(expected.voicemails).toBe(6)
  })

  it('keeps messages in the log only, and one superseded there: the debt it named before', () => {
    const main = open(backupPath('HomeDomain', 'Library/SMS/sms.db'))
    const live = openHome('Library/SMS/sms.db')
    const rows = (database: DatabaseSync) => count(database, 'SELECT count(*) FROM message')
    expect(rows(live) - rows(main)).toBe(2)
    const saying = (database: DatabaseSync, words: string) =>
      database.prepare('SELECT 1 FROM message WHERE instr(attributedBody, CAST(? AS BLOB)) > 0').all(words)
        .length
    const debts = ['Socoteala ta: drum 300.', 'cazare 180']
    expect(debts.map((words) => saying(main, words))).toEqual([1, 0])
    expect(debts.map((words) => saying(live, words))).toEqual([0, 1])
    expect(count(live, 'SELECT count(*) FROM message WHERE date_edited > 0')).toBe(
      count(main, 'SELECT count(*) FROM message WHERE date_edited > 0') + 1,
    )
  })

  it('joins each message to its chat, and each attachment to a file of the backup', () => {
    const database = openHome('Library/SMS/sms.db')
    const orphans = `SELECT count(*) FROM message WHERE ROWID NOT IN (SELECT message_id FROM chat_message_join) AND ROWID NOT IN (SELECT message_id FROM chat_recoverable_message_join)`
    expect(count(database, orphans)).toBe(0)
    const names = database.prepare('SELECT filename, total_bytes FROM attachment').all()
    expect(names.length).toBeGreaterThan(3)
    for (const { filename, total_bytes } of names)
      expect(statSync(backupPath('MediaDomain', String(filename).slice(2))).size).toBe(total_bytes)
  })

  it('has a recording of the stated length for each voicemail', () => {
    const rows = openHome('Library/Voicemail/voicemail.db')
      .prepare('SELECT ROWID id, duration FROM voicemail')
      .all()
    for (const { id, duration } of rows) {
      const amr = readFileSync(backupPath('HomeDomain', `Library/Voicemail/${id}.amr`))
      expect(amr.subarray(0, 6).toString()).toBe('#!AMR\n')
      // 50 frames a second: seven of eight take one byte, the eighth six.
      expect(amr.length - 6).toBe(Number(duration) * 50 + Math.ceil((Number(duration) * 50) / 8) * 5)
    }
  })
})

describe('the Android tree', () => {
  it('holds the records it says, write-ahead log applied', () => {
    const expected = demo.phones[DEMO_PHONE_B]!
    const messages = openB('com.android.providers.telephony/databases/mmssms.db')
    const contacts = openB('com.android.providers.contacts/databases/contacts2.db')
    const calls = openB('com.android.providers.contacts/databases/calllog.db')
    const chrome = openB('com.android.chrome/app_chrome/Default/History')
    expect([messages, contacts, calls, chrome].flatMap(intact)).toEqual(new Array(4).fill('ok'))
    const sms = count(messages, 'SELECT count(*) FROM sms')
    const mms = count(messages, 'SELECT count(*) FROM pdu')
    expect(sms + mms).toBe(expected.messages)
    expect(mms).toBeGreaterThan(5)
    expect(count(messages, 'SELECT count(DISTINCT type) FROM sms')).toBe(5)
    expect(count(contacts, 'SELECT count(*) FROM raw_contacts')).toBe(expected.contacts)
    expect(count(calls, 'SELECT count(*) FROM calls')).toBe(expected.calls)
    expect(count(calls, 'SELECT count(DISTINCT type) FROM calls')).toBe(7)
    expect(count(chrome, 'SELECT count(*) FROM visits')).toBe(expected.chromeVisits)
  })

  it('writes MMS times in seconds beside SMS times in milliseconds', () => {
    const database = openB('com.android.providers.telephony/databases/mmssms.db')
    expect(count(database, 'SELECT max(date) FROM pdu')).toBeLessThan(1e10)
    expect(count(database, 'SELECT min(date) FROM sms')).toBeGreaterThan(1e12)
  })
})

describe('the story', () => {
  const story = DEMO_STORY
  const contactsOn = (phone: 'a' | 'b') =>
    readPhoneRecipe(`phone-${phone}.yaml`).contacts.map(({ first, last, phones, emails }) => ({
      name: [first, last].filter(Boolean).join(' '),
      holds: [...phones, ...emails].map((text) => text.replaceAll(' ', '')),
    }))

  it.each([
    'samePerson',
    'decoy',
  ] as const)('%s: both entries list what they are said to share, and no more', (pair) => {
    const { onA, onB, shared } = story[pair]
    const a = contactsOn('a').find(({ name }) => name === onA)!.holds
    const b = contactsOn('b').find(({ name }) => name === onB)!.holds
    expect(a.filter((held) => b.includes(held))).toEqual(shared)
  })

  it('the decoy’s entries differ in e-mail, and neither phone names the other’s person', () => {
    const { onA, onB, shared } = story.decoy
    const others = [
      contactsOn('a').find(({ name }) => name === onA)!,
      contactsOn('b').find(({ name }) => name === onB)!,
    ]
    expect(others.map(({ holds }) => holds.filter((held) => !shared.includes(held as never)).length)).toEqual(
      [1, 1],
    )
    expect(recipeText('phone-a.yaml').split('conversations:')[1]).not.toContain('Kadri')
  })

  it('her later number begins within a day of the earlier one’s end, on both phones together', () => {
    const { earlier, later, lastOfEarlier, firstOfLater } = story.succession
    const timesOf = (number: string) =>
      (['a', 'b'] as const)
        .map((phone) => readPhoneRecipe(`phone-${phone}.yaml`))
        .flatMap(({ conversations, calls, small_talk }) => [
          ...conversations
            .filter((c) => c.with.includes(number))
            .flatMap((c) => [
              ...c.messages.map(({ at }) => at),
              ...small_talk
                .filter((talk) => talk.conversation === c.id)
                .flatMap(({ from, until }) => [from, until]),
            ]),
          ...calls.filter((call) => (call.in ?? call.out) === number).map(({ at }) => at),
        ])
        .sort()
    expect(timesOf(earlier).at(-1)).toBe(lastOfEarlier)
    expect(timesOf(later)[0]).toBe(firstOfLater)
    expect(lastOfEarlier < firstOfLater).toBe(true)
  })

  it('the help line stands in more entries than an identifier may that joins people', () => {
    expect(demo.story.hub.entries).toBeGreaterThan(15)
    expect(demo.sharedNumbers).toContain(story.hub.number)
  })

  it('each new name is in a message of phone A before any visit to it', () => {
    const { conversations, visits } = readPhoneRecipe('phone-a.yaml')
    for (const { name } of story.newNames) {
      const sent = conversations
        .flatMap(({ messages }) => messages)
        .filter((message) => (message.in ?? '').includes(name))
        .map(({ at }) => at)
        .sort()
      expect(`${name}: ${sent.length > 0}`).toBe(`${name}: true`)
      for (const visit of visits) if (visit.url.includes(name)) expect(visit.at > sent[0]!).toBe(true)
    }
  })

  it('is a thousand records or so, and three weeks long', () => {
    const records = Object.values(demo.phones).flatMap((kinds) => Object.values(kinds))
    const total = records.reduce((sum, each) => sum + each, 0)
    expect(total).toBeGreaterThan(900)
    expect(total).toBeLessThan(1500)
  })
})

describe('what both phones share', () => {
  it('is a picture with the same bytes, sent from one to the other', () => {
    const [sent] = openHome('Library/SMS/sms.db')
      .prepare("SELECT filename FROM attachment WHERE filename LIKE '%/IMG_0102.JPG'")
      .all()
    const onA = digest(backupPath('MediaDomain', String(sent!.filename).slice(2)))
    const onB = digest(join(first, DEMO_PHONE_B, 'data/media/0/DCIM/Camera/20260309_100500.jpg'))
    expect(onA).toBe(onB)
  })

  it('is what the two holders wrote to each other, word for word', () => {
    const directOf = (phone: 'a' | 'b', other: string) =>
      readPhoneRecipe(`phone-${phone}.yaml`)
        .conversations.find((conversation) => conversation.id === other)!
        .messages.map((message) => message.in ?? message.out)
    expect(directOf('a', 'teo')).toEqual(directOf('b', 'elena'))
  })
})

describe('the pictures and the banks', () => {
  it('are about forty files, of the digests stated', () => {
    const folder = join(first, 'pictures')
    expect(demo.pictures.files.length).toBeGreaterThanOrEqual(36)
    expect(filesUnder(folder)).toEqual(demo.pictures.files.map(({ path }) => path).sort())
    for (const { path, sha256 } of demo.pictures.files) expect(digest(join(folder, path))).toBe(sha256)
  })

  it('can be found as expected.json says, at distance 31', () => {
    for (const file of demo.pictures.files) {
      const plain = (file.distance ?? 256) <= 31
      const turned = (file.orientationDistance ?? file.distance ?? 256) <= 31
      const found = plain ? 'pdq' : turned ? 'pdq-orientations' : 'missed'
      if (file.edit !== undefined) expect(`${file.path}: ${found}`).toBe(`${file.path}: ${file.expected}`)
    }
    const kinds = new Set(demo.pictures.files.map(({ expected }) => expected))
    expect([...kinds].sort()).toEqual([
      'digest',
      'missed',
      'not-a-picture',
      'pdq',
      'pdq-orientations',
      'torn',
      'unrelated',
    ])
  })

  it('has copies of the second bank’s patterns, which the first bank does not find', () => {
    const copies = demo.pictures.files.filter(({ textOnly }) => textOnly !== undefined)
    expect(copies.map(({ expected, textOnly }) => [expected, textOnly!.expected])).toEqual([
      ['unrelated', 'digest'],
      ['unrelated', 'pdq'],
    ])
    expect(copies.filter(({ textOnly }) => textOnly!.distance! > 31)).toEqual([])
    const hashes = demo.pictures.textOnlyEntries.map(({ pdq }) => pdq)
    const near = demo.pictures.entries.filter(({ pdq }) =>
      hashes.some((hash) => distanceOfHex(hash, pdq) <= 60),
    )
    expect(near).toEqual([])
  })

  it('includes a torn picture that does not decode whole, and names without a picture', async () => {
    const torn = readFileSync(join(first, 'pictures', 'misc/torn.jpg'))
    await expect(sharp(torn).raw().toBuffer()).rejects.toThrow()
    await expect(
      sharp(readFileSync(join(first, 'pictures', 'misc/renamed.jpg'))).metadata(),
    ).rejects.toThrow()
  })

  it('list each known picture under four kinds of hash', () => {
    const lists = [demo.pictures.entries, demo.pictures.textOnlyEntries]
    for (const [index, { file }] of DEMO_BANKS.entries()) {
      const [head, ...lines] = readFileSync(join(first, file), 'utf8').trim().split('\n')
      const entries = lists[index]!
      expect(head).toBe('hash_type,hash,category,source,note')
      expect(lines.length).toBe(entries.length * 4)
      expect(lines.filter((line) => line.startsWith('pdq,')).length).toBe(entries.length)
      expect(entries.filter(({ quality }) => quality < 50)).toEqual([])
    }
  })

  it('says in README.txt that everything is invented', () => {
    expect(readFileSync(join(first, 'README.txt'), 'utf8')).toContain('EVERYTHING HERE IS INVENTED')
  })
})
