// The artifacts over real files of others, where they are beside this checkout. What is expected is read from their authors'
// own answers at run time.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Issue, isIssue, isoOfUtc, utcOf, utcOfIso } from '@manumit/base'
import { openSqlite } from '@manumit/formats'
import { isRowPlace, type Observation, type Party } from '@manumit/model'
import {
  describeShared,
  evidenceFile,
  type Fixture,
  filesOf,
  rowReader,
  type SharedDatabase,
  sharedBytes,
  sharedDatabases,
  sharedJson,
  sharedPath,
} from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { artifact, artifactsFor } from './index.ts'

type Values = Readonly<Record<string, string | number | null>>
type PlasoAnswers = Readonly<
  Record<
    string,
    readonly {
      readonly event_data_count: number
      readonly values: readonly { readonly index: number; readonly fields: Values }[]
    }[]
  >
>
type Facts = Readonly<Record<string, { readonly tables: Readonly<Record<string, number>> }>>

describeShared('artifacts over the shared phone files', () => {
  const databases = sharedDatabases()
  const find = (end: string): SharedDatabase => {
    const found = databases.find(({ name }) => name.replace(/\.gz$/, '').endsWith(end))
    if (!found) throw new Error(`no shared database ${end}`)
    return found
  }
  const read = (id: string, { name, main, wal }: SharedDatabase) =>
    split([...artifact(id)!.parse(filesOf({ name, main, ...(wal && { wal }) }))])

  const plaso = sharedJson<PlasoAnswers>('phone/expected/plaso.json')
  const answer = (name: string) => {
    const last = plaso[name]!.at(-1)!
    return { count: last.event_data_count, first: last.values[0]! }
  }
  const facts = sharedJson<Facts>('phone/expected/sqlite-facts.json')

  it('reads the messages of mmssms.db as plaso does', () => {
    const { records, issues } = read('android.sms-mms', find('android/mmssms.db'))
    const { count, first } = answer('android/mmssms.db')
    expect(records.length).toBe(count)
    const record = records[first.index]!
    const other = first.fields.sms_type === 2 ? record.fields.to : [record.fields.from]
    expect((other as readonly Party[])[0]!.id).toBe(first.fields.address)
    expect(record.fields.body).toBe(first.fields.message_body)
    expect(record.raw.type).toBe(first.fields.sms_type)
    expect(record.raw.read).toBe(first.fields.sms_read)
    expect(utcOf(record.at)).toBe(utcOfIso(String(first.fields.creation_time)))
    expect(issues).toEqual([])
  })

  it('reads the calls of contacts2.db as plaso does', () => {
    const { records } = read('android.calls', find('android/contacts2.db'))
    const { count, first } = answer('android/contacts2.db')
    expect(records.length).toBe(count)
    const record = records[first.index]!
    expect((record.fields.from as Party).id).toBe(first.fields.number)
    expect(record.raw.type).toBe(first.fields.call_type)
    expect(record.fields.durationSeconds).toBe(first.fields.duration)
    expect(utcOf(record.at)).toBe(utcOfIso(String(first.fields.start_time)))
  })

  it('reads the messages of a chat.db as plaso does, and says how many it records as removed', () => {
    const database = find('sqlite/imessage_chat.db')
    const { records, issues } = read('ios.sms', database)
    const { count, first } = answer('sqlite/imessage_chat.db')
    expect(records.length).toBe(count)
    const record = records[first.index]!
    expect((record.fields.from as Party).id).toBe(first.fields.imessage_id)
    expect(record.fields.body).toBe(first.fields.text)
    expect(record.fields.service).toBe(first.fields.service)
    expect(record.fields.direction).toBe(first.fields.message_type === 1 ? 'outgoing' : 'incoming')
    expect(utcOf(record.at)).toBe(utcOfIso(String(first.fields.creation_time)))
    const { tables } = facts[database.name]!
    const recorded = issues.find((one) => one.code === 'E_ARTIFACT_DELETION_RECORDED')
    expect(recorded?.data).toMatchObject({ count: tables.deleted_messages, read: tables.deleted_messages })
    const orphaned = issues.find((one) => one.at?.table === 'chat_message_join')
    expect(orphaned?.data).toMatchObject({ read: tables.chat_message_join })
    const gap = issues.find((one) => one.code === 'E_ARTIFACT_SEQUENCE_GAP')
    expect(gap?.data).toMatchObject({ live: tables.message })
  })

  it('reads the text of each attributedBody, and says where the column text holds another', () => {
    const database = find('sqlite/imessage_chat.db')
    const { records, issues } = read('ios.sms', database)
    const differ = issues.filter((one) => one.code === 'E_SMS_TEXTS_DIFFER')
    const expected = records.map(({ where, fields }) => {
      const other = differ.find((one) => isRowPlace(where.place) && one.at?.rowid === where.place.rowid)
      expect(other?.data?.attributedBody).not.toBe(fields.body)
      return other?.data?.attributedBody ?? fields.body
    })
    const without = read('ios.sms', { name: database.name, main: withoutTexts(database.main) }).records
    expect(without.map(({ fields }) => fields.body)).toEqual(expected)
    expect(new Set(without.map(({ fields }) => fields.bodySource))).toEqual(new Set(['attributedBody']))
  })

  it('reads visits of the Chromium family, old and new, as plaso, browserexport and hindsight do', () => {
    for (const name of [
      'chrome/History',
      'chrome/History-59.0.3071.86',
      'chrome/History-59_added-fake-column',
    ]) {
      const database = find(`plaso/${name}`)
      const { records } = read('chrome.history', database)
      const { count, first } = answer(name)
      expect(records.length, name).toBe(count - facts[database.name]!.tables.downloads!)
      const { url, title, visit_count, typed_count, last_visited_time } = first.fields
      const same = records.filter((record) => record.fields.url === url)
      const record = same.find((one) => utcOf(one.at) === utcOfIso(String(last_visited_time)))
      expect(record?.raw, name).toMatchObject({
        'urls.title': title,
        'urls.visit_count': visit_count,
        'urls.typed_count': typed_count,
      })
    }
    const browsers = sharedJson<
      Record<string, { visits?: number; url_visit_records?: number; wikipedia_record_timestamp_utc?: string }>
    >('phone/expected/browser.json')
    for (const [name, expected] of Object.entries(browsers)) {
      const database = find(name)
      const isChromium = /chrom|brave|History/.test(name)
      const { chosen } = artifactsFor({
        path: name,
        inPlaceOf: new Set(),
        type: 'sqlite',
        tables: tablesOf(database)!,
      })
      expect(
        chosen.map((one) => one.artifact.id),
        name,
      ).toEqual(isChromium ? ['chrome.history'] : [])
      if (!isChromium) continue
      const { records, issues } = read('chrome.history', database)
      expect(records.length, name).toBe(expected.visits ?? expected.url_visit_records)
      expect(issues, name).toEqual([])
      const wikipedia = expected.wikipedia_record_timestamp_utc
      if (wikipedia)
        expect(
          records.some(
            (one) =>
              // hindsight reckons in doubles, which are two apart at this size; the stored microsecond is ours.
              Math.abs(utcOf(one.at)! - utcOfIso(wikipedia)!) <= 1 &&
              /wikipedia/.test(String(one.fields.url)),
          ),
        ).toBe(true)
    }
  })

  it('reads an address book whose rows stand in the log alone, as iLEAPP does', () => {
    const { records } = read('ios.contacts', find('AddressBook.sqlitedb'))
    const { headers, data } = golden('addressBook.')
    const live = records.filter(({ where }) => isRowPlace(where.place) && where.place.state === 'live')
    expect(live.length).toBe(data.length)
    for (const [i, row] of data.entries()) {
      const cell = (name: string) => row[headers.indexOf(name)]
      const record = live[i]!
      expect(record.fields.name).toBe(`${cell('First Name')} ${cell('Last Name')}`)
      expect(cell('Email addresses')).toContain((record.fields.emails as readonly string[])[0])
      expect(utcOf(record.at)).toBe(Number(cell('Modification Date')) * 1e6)
    }
  })

  it('reads a voicemail store without rows as iLEAPP does', () => {
    const { records } = read('ios.voicemail', find('voicemail.db'))
    expect(records.length).toBe(golden('voicemail.').data.length)
  })

  it('gives records that another reader finds in the place named, with their raw values, in each database', () => {
    let rows = 0
    for (const { name, main, wal } of databases) {
      const fixture: Fixture = { name, main, ...(wal && { wal }) }
      const tables = tablesOf(fixture)
      if (!tables) continue
      const { chosen } = artifactsFor({ path: name, inPlaceOf: new Set(), type: 'sqlite', tables })
      for (const { artifact: one } of chosen) {
        const reader = rowReader(fixture)
        for (const { where, raw } of split([...one.parse(filesOf(fixture))]).records) {
          if (isRowPlace(where.place)) expect(reader.disagreements(where.place, raw), name).toEqual([])
          rows++
        }
        reader.close()
      }
    }
    expect(rows).toBeGreaterThan(0)
  })

  describe('pictures', () => {
    interface Image extends Values {
      readonly SourceFile: string
    }
    const images = sharedJson<{ readonly images: readonly Image[] }>('phone/expected/exif.json').images
    for (const [i, image] of images.entries())
      it(`reads picture ${i + 1} as ExifTool does`, () => {
        const bytes = sharedBytes(`phone/exifr/${image.SourceFile}`)
        const items = [
          ...artifact('media.exif')!.parse({
            main: evidenceFile(image.SourceFile, bytes),
            lookup: () => undefined,
          }),
        ]
        const { records } = split(items)
        expect(records.length).toBe(1)
        const { at, fields } = records[0]!
        const place = fields.place as { latitude: number; longitude: number; altitudeMetres: number }
        expect(place.latitude).toBeCloseTo(Number(image.GPSLatitude), 9)
        expect(place.longitude).toBeCloseTo(Number(image.GPSLongitude), 9)
        expect(place.altitudeMetres).toBeCloseTo(Number(image.GPSAltitude), 5)
        expect(fields.make).toBe(image.Make)
        expect(fields.model).toBe(image.Model)
        expect(fields.orientation).toBe(image.Orientation)
        expect([fields.widthPixels, fields.heightPixels]).toEqual([image.ImageWidth, image.ImageHeight])
        expect('raw' in at && at.raw).toBe(image.DateTimeOriginal)
        const offset = image.OffsetTimeOriginal
        if (typeof offset === 'string') {
          const iso = `${String(image.DateTimeOriginal).replace(':', '-').replace(':', '-').replace(' ', 'T')}${offset}`
          expect(at).toMatchObject({ zone: 'recorded-offset' })
          expect(isoOfUtc(utcOf(at)!).slice(0, 19)).toBe(new Date(iso).toISOString().slice(0, 19))
        } else {
          const gps = String(image.GPSDateTime).replace(':', '-').replace(':', '-').replace(' ', 'T')
          expect(at).toMatchObject({ zone: 'derived' })
          expect(isoOfUtc(utcOf(at)!).slice(0, 19)).toBe(gps.slice(0, 19))
        }
      })
  })

  function golden(prefix: string): { headers: readonly string[]; data: readonly (readonly unknown[])[] } {
    const name = readdirSync(sharedPath('phone/ileapp/golden')).find((one) => one.startsWith(prefix))
    return sharedJson(`phone/ileapp/golden/${name}`)
  }
})

/** A copy in which the column `text` of each message is empty. */
function withoutTexts(main: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-texts-'))
  const path = join(folder, 'copy.db')
  writeFileSync(path, main)
  const database = new DatabaseSync(path)
  // The store's triggers call functions of Apple's own.
  for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER "${name}"`)
  database.exec('PRAGMA journal_mode = delete; UPDATE message SET text = NULL')
  database.close()
  const bytes = new Uint8Array(readFileSync(path))
  rmSync(folder, { recursive: true })
  return bytes
}

function tablesOf({ main, wal }: Pick<Fixture, 'main' | 'wal'>) {
  const files = filesOf({ name: 'x', main, ...(wal && { wal }) })
  const opened = openSqlite({ main: files.main.bytes, ...(files.wal && { wal: files.wal.bytes }) })
  return opened.ok ? opened.value.view().tables : undefined
}

function split(items: readonly (Observation | Issue)[]) {
  return {
    records: items.filter((item): item is Observation => !isIssue(item)),
    issues: items.filter(isIssue),
  }
}
