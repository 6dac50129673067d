// Messages of Android's telephony provider: mmssms.db. One record per row of sms, then one per row of pdu (MMS) with its
// addresses and parts. Times of sms are milliseconds and those of pdu seconds; each is decided by its value, and a value of
// the other size is an issue.

import { isIssue } from '@manumit/base'
import { defineArtifact, message } from '@manumit/model'
import { statedMoment, unixMoment } from '../moments.ts'
import { oddTime } from '../odd-time.ts'
import { DEVICE, partyCache } from '../parties.ts'
import { sequenceGap } from '../recorded-deletions.ts'
import {
  columnsOf,
  type Database,
  type Items,
  openDatabase,
  rawOf,
  recordRows,
  textOf,
} from '../sqlite-rows.ts'
import { readMms } from './mms.ts'

const COLUMNS = [
  'address',
  'date',
  'date_sent',
  'type',
  'subject',
  'body',
  'thread_id',
  'read',
  'status',
  'error_code',
  'service_center',
  'creator',
  'sub_id',
] as const

/** sms.type. Source: Android, Telephony.TextBasedSmsColumns. */
const DIRECTIONS: readonly string[] = [
  'unknown',
  'incoming',
  'outgoing',
  'draft',
  'outbox',
  'failed',
  'queued',
]

export const androidSmsMms = defineArtifact({
  id: 'android.sms-mms',
  version: 1,
  title: 'Message records (mmssms.db)',
  reads: [{ path: 'com.android.providers.telephony/databases/mmssms.db' }],
  requires: { sms: ['address', 'date', 'type', 'body'] },
  emits: message,
  limits: [
    'Live rows, and rows of earlier states of the write-ahead log; freelist pages are not read.',
    'Addresses and parts of a superseded MMS are looked up in the live tables, and are held in memory.',
    'Provider backups (NNNNNN_sms_backup) and makers’ own tables for chat services are not read.',
    'Text of an MMS that stands in a file beside the database is named as an attachment and not read.',
  ],
  sources: [
    'evidence reference, sections 4 and 6: sms in milliseconds, pdu in seconds',
    'Android: android.provider.Telephony; com.google.android.mms.pdu.PduHeaders',
    'log2timeline/plaso: plaso/parsers/sqlite_plugins/android_sms.py',
  ],
  verifiedOn: [{ image: 'fixture.sql', rows: 14 }],
  *parse(files): Items<typeof message> {
    const database = yield* openDatabase(files, androidSmsMms)
    if (!database) return
    yield* readSms(database)
    yield* readMms(database, files)
  },
})

function* readSms(database: Database): Items<typeof message> {
  const columns = columnsOf(database, 'sms', COLUMNS)
  const party = partyCache()
  const toDevice = [DEVICE]
  let live = 0
  for (const row of recordRows(database, columns)) {
    if (isIssue(row)) {
      yield row
      continue
    }
    if (row.where.place.state === 'live') live++
    const { values } = row
    const type = values[3]
    const direction = (typeof type === 'number' ? DIRECTIONS[type] : undefined) ?? 'unknown'
    const address = textOf(values[0])
    const other = address === undefined ? undefined : party(address)
    const isIncoming = direction === 'incoming'
    const isKnown = direction !== 'unknown'
    const body = textOf(values[5])
    const at = unixMoment(values[1]!)
    yield {
      kind: 'message',
      at,
      where: row.where,
      fields: {
        service: 'SMS',
        direction,
        from: isIncoming ? other : isKnown ? DEVICE : undefined,
        to: isIncoming ? toDevice : other && isKnown ? [other] : undefined,
        thread: textOf(values[6]),
        subject: textOf(values[4]),
        body,
        bodySource: body === undefined ? undefined : 'body',
        sentAt: statedMoment(unixMoment(values[2]!)),
      },
      raw: rawOf(columns, values),
    }
    yield* oddTime(row, at, { column: 'date', usual: 'ms' })
  }
  yield* sequenceGap(database, { table: 'sms', live })
}
