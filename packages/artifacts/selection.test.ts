import { openSqlite } from '@manumit/formats'
import { databaseOf, filesOf } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { artifactsFor, type FileFacts } from './index.ts'

const CALLS =
  'CREATE TABLE calls (_id INTEGER PRIMARY KEY, number TEXT, date INTEGER, duration INTEGER, type INTEGER);'
const SMS = 'CREATE TABLE sms (_id INTEGER PRIMARY KEY, address TEXT, date INTEGER, type INTEGER, body TEXT);'

function tablesOf(sql: string): NonNullable<FileFacts['tables']> {
  const opened = openSqlite({ main: filesOf(databaseOf(sql)).main.bytes })
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value.view().tables
}

/** A file at a place that these artifacts read. */
const at = (path: string, ...ids: string[]) => ({ path, inPlaceOf: new Set(ids) })

const chosen = (facts: FileFacts) =>
  artifactsFor(facts).chosen.map(({ artifact, reason }) => [artifact.id, reason])

const codes = (facts: FileFacts) => artifactsFor(facts).issues.map(({ code, data }) => [code, data])

describe('which artifacts apply to a file', () => {
  it('chooses by place and tables, and names both', () => {
    const path = 'data/data/com.android.providers.contacts/databases/calllog.db'
    expect(chosen({ ...at(path, 'android.calls'), type: 'sqlite', tables: tablesOf(CALLS) })).toEqual([
      ['android.calls', 'has the tables calls; path is where it is usually kept'],
    ])
  })

  it('offers a database to each artifact whose tables it has, wherever it lies', () => {
    const facts = {
      ...at('export/box 4/renamed.bin'),
      type: 'sqlite',
      tables: tablesOf(CALLS + SMS),
    }
    expect(chosen(facts)).toEqual([
      ['android.calls', 'has the tables calls; path is not where it is usually kept'],
      ['android.sms-mms', 'has the tables sms; path is not where it is usually kept'],
    ])
  })

  it('says so where place and tables disagree, and lets the tables decide', () => {
    const path = 'data/user/0/com.android.providers.telephony/databases/mmssms.db'
    const facts = { ...at(path, 'android.sms-mms'), type: 'sqlite', tables: tablesOf(CALLS) }
    expect(chosen(facts).map(([id]) => id)).toEqual(['android.calls'])
    expect(codes(facts)).toEqual([
      ['E_ARTIFACT_SCHEMA_UNEXPECTED', { artifact: 'android.sms-mms', missing: 'sms', type: 'sqlite' }],
    ])
  })

  it('names a column that is missing', () => {
    const tables = tablesOf(
      'CREATE TABLE sms (_id INTEGER PRIMARY KEY, address TEXT, date INTEGER, type INTEGER)',
    )
    const path = 'com.android.providers.telephony/databases/mmssms.db'
    expect(codes({ ...at(path, 'android.sms-mms'), type: 'sqlite', tables })[0]![1]).toMatchObject({
      missing: 'sms.body',
    })
  })

  it('says that a file in the right place cannot be read, as when it is encrypted', () => {
    const facts = { ...at('3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28', 'ios.sms'), type: 'unknown' }
    expect(chosen(facts)).toEqual([])
    expect(codes(facts)).toEqual([
      ['E_ARTIFACT_SCHEMA_UNEXPECTED', { artifact: 'ios.sms', missing: 'readable tables', type: 'unknown' }],
    ])
  })

  it('chooses pictures by their type alone, and nothing for other files', () => {
    expect(chosen({ ...at('DCIM/100/IMG_1.JPG'), type: 'jpeg' })).toEqual([
      ['media.exif', 'is of the type jpeg'],
    ])
    expect(chosen({ ...at('DCIM/100/IMG_1.JPG'), type: 'gif' })).toEqual([])
  })
})
