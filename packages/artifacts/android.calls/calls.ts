// Call records of Android: table calls, in calllog.db or, on older phones, in contacts2.db.

import { isIssue } from '@manumit/base'
import { call, defineArtifact } from '@manumit/model'
import { unixMoment } from '../moments.ts'
import { oddTime } from '../odd-time.ts'
import { DEVICE } from '../parties.ts'
import { sequenceGap } from '../recorded-deletions.ts'
import { columnsOf, type Items, numberOf, openDatabase, rawOf, recordRows, textOf } from '../sqlite-rows.ts'

const COLUMNS = [
  'number',
  'date',
  'duration',
  'type',
  'name',
  'countryiso',
  'geocoded_location',
  'normalized_number',
  'presentation',
  'features',
  'subscription_component_name',
  'phone_account_address',
] as const

/** calls.type. Source: Android, CallLog.Calls. */
const DIRECTIONS: Readonly<Record<number, string>> = {
  1: 'incoming',
  2: 'outgoing',
  3: 'missed',
  4: 'voicemail',
  5: 'rejected',
  6: 'blocked',
  7: 'answered-elsewhere',
}

export const androidCalls = defineArtifact({
  id: 'android.calls',
  version: 1,
  title: 'Call records (calllog.db, contacts2.db)',
  // contacts2.db held the table until Android 7; today it does not, and a file that does is known by its tables.
  reads: [{ path: 'com.android.providers.contacts/databases/calllog.db' }],
  requires: { calls: ['number', 'date', 'duration', 'type'] },
  emits: call,
  limits: [
    'Live rows, and rows of earlier states of the write-ahead log; freelist pages are not read.',
    'Makers add values of type; those not in Android’s own list are shown as unknown.',
    'Calls of apps with a log of their own are not in this table.',
  ],
  sources: [
    'evidence reference, section 6: calls',
    'Android: android.provider.CallLog.Calls',
    'log2timeline/plaso: plaso/parsers/sqlite_plugins/android_calls.py',
  ],
  verifiedOn: [{ image: 'fixture.sql', rows: 9 }],
  *parse(files): Items<typeof call> {
    const database = yield* openDatabase(files, androidCalls)
    if (!database) return
    const columns = columnsOf(database, 'calls', COLUMNS)
    let live = 0
    for (const row of recordRows(database, columns)) {
      if (isIssue(row)) {
        yield row
        continue
      }
      if (row.where.place.state === 'live') live++
      const [number, date, duration, type, name, country, location] = row.values
      const id = textOf(number)
      const savedName = textOf(name)
      const party = id === undefined ? undefined : { id, ...(savedName !== undefined && { name: savedName }) }
      const direction = (typeof type === 'number' && DIRECTIONS[type]) || 'unknown'
      const at = unixMoment(date!)
      yield {
        kind: 'call',
        at,
        where: row.where,
        fields: {
          direction,
          from: direction === 'outgoing' ? DEVICE : direction === 'unknown' ? undefined : party,
          to: direction === 'outgoing' ? party && [party] : direction === 'unknown' ? undefined : [DEVICE],
          participants: direction === 'unknown' && party ? [party] : undefined,
          durationSeconds: numberOf(duration),
          numberLocation: textOf(location),
          country: textOf(country),
        },
        raw: rawOf(columns, row.values),
      }
      yield* oddTime(row, at, { column: 'date', usual: 'ms' })
    }
    yield* sequenceGap(database, { table: 'calls', live })
  },
})
