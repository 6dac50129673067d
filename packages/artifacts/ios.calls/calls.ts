// Call records of iOS and macOS: CallHistory.storedata, a Core Data store. One record per row of ZCALLRECORD; who else took
// part in a group call stands in a join whose name carries a number that differs between versions.

import { type Issue, isIssue, type RawValue } from '@manumit/base'
import type { SqliteValue } from '@manumit/formats'
import { call, defineArtifact, type Party } from '@manumit/model'
import { issue } from '../errors.ts'
import { appleSecondsMoment } from '../moments.ts'
import { oddTime } from '../odd-time.ts'
import { DEVICE } from '../parties.ts'
import { sequenceGap } from '../recorded-deletions.ts'
import {
  joinedRaw,
  type KeyedRows,
  keyedRows,
  namedRows,
  type OwnedRows,
  ownedRows,
} from '../related-rows.ts'
import {
  columnsOf,
  type Database,
  type Items,
  issuePlace,
  numberOf,
  openDatabase,
  type RecordRow,
  rawOf,
  recordRows,
  textOf,
  textOfBytes,
} from '../sqlite-rows.ts'

const COLUMNS = [
  'ZDATE',
  'ZDURATION',
  'ZADDRESS',
  'ZORIGINATED',
  'ZANSWERED',
  'ZCALLTYPE',
  'ZSERVICE_PROVIDER',
  'ZISO_COUNTRY_CODE',
  'ZLOCATION',
  'ZNAME',
  'ZUNIQUE_ID',
] as const

/** ZCALLTYPE. Source: iLEAPP, callHistory; values 0 and 1 seen with other apps and the phone's own calls. */
const CALL_TYPES: Readonly<Record<number, string>> = {
  0: 'other-app',
  1: 'phone',
  8: 'facetime-video',
  16: 'facetime-audio',
}

export const iosCalls = defineArtifact({
  id: 'ios.calls',
  version: 1,
  title: 'Call records (CallHistory.storedata)',
  reads: [
    { domain: 'HomeDomain', path: 'Library/CallHistoryDB/CallHistory.storedata' },
    { path: 'Library/CallHistoryDB/CallHistory.storedata' },
  ],
  requires: { ZCALLRECORD: ['ZDATE', 'ZDURATION', 'ZADDRESS', 'ZORIGINATED'] },
  emits: call,
  limits: [
    'Live rows, and rows of earlier states of the write-ahead log; freelist pages are not read.',
    'Phones keep a bounded number of calls and prune the rest.',
    'A call not answered is recorded as such; the store does not say whether it was missed or declined.',
    'Values of ZCALLTYPE other than 0, 1, 8 and 16 are shown as unknown.',
  ],
  sources: [
    'evidence reference, section 6: ZCALLRECORD',
    'abrignoni/iLEAPP: scripts/artifacts/callHistory.py',
  ],
  verifiedOn: [{ image: 'fixture.sql', rows: 8 }],
  *parse(files): Items<typeof call> {
    const database = yield* openDatabase(files, iosCalls)
    if (!database) return
    const columns = columnsOf(database, 'ZCALLRECORD', COLUMNS)
    const others = yield* readParticipants(database)
    let live = 0
    for (const row of recordRows(database, columns)) {
      if (isIssue(row)) {
        yield row
        continue
      }
      if (row.where.place.state === 'live') live++
      const [date, duration, address, originated, answered, type, service, country, location, name] =
        row.values
      const number = addressText(address!)
      const at = appleSecondsMoment(date!)
      const raw = rawOf(columns, row.values)
      const participants = others(row, raw)
      const party = number === undefined ? undefined : withName(number, textOf(name))
      const isOutgoing = originated === 1
      yield {
        kind: 'call',
        at,
        where: row.where,
        fields: {
          direction: isOutgoing ? 'outgoing' : originated === 0 ? 'incoming' : 'unknown',
          answered: typeof answered === 'number' ? answered !== 0 : undefined,
          from: isOutgoing ? DEVICE : party,
          to: isOutgoing ? party && [party] : [DEVICE],
          participants: participants.length > 0 ? participants : undefined,
          durationSeconds: numberOf(duration),
          service: textOf(service),
          callType: typeof type === 'number' ? (CALL_TYPES[type] ?? 'unknown') : undefined,
          numberLocation: textOf(location),
          country: textOf(country),
        },
        raw,
      }
      yield* oddTime(row, at, { column: 'ZDATE' })
      if (number === undefined && address instanceof Uint8Array && address.length > 0)
        yield issue('E_ARTIFACT_TEXT_UNREADABLE', issuePlace(row), { column: 'ZADDRESS' })
    }
    yield* sequenceGap(database, { table: 'ZCALLRECORD', live, entity: 'CallRecord' })
  },
})

/** ZADDRESS is declared a blob and holds UTF-8; some stores have text. */
function addressText(value: SqliteValue): string | undefined {
  return value instanceof Uint8Array ? textOfBytes(value) : textOf(value)
}

const withName = (id: string, name: string | undefined): Party => (name === undefined ? { id } : { id, name })

type Participants = (row: RecordRow, raw: Record<string, RawValue>) => readonly Party[]

/** From iOS 13: Z_<n>REMOTEPARTICIPANTHANDLES joins calls to ZHANDLE. Gives the handles of a call, as stored. */
function* readParticipants(database: Database): Generator<Issue, Participants> {
  const join = [...database.live.tables.values()].find((table) =>
    /^Z_\d+REMOTEPARTICIPANTHANDLES$/i.test(table.name),
  )
  const callColumn = join?.columns.find(({ name }) => /^Z_\d+REMOTEPARTICIPANTCALLS$/i.test(name))
  const handleColumn = join?.columns.find(({ name }) => /^Z_\d+REMOTEPARTICIPANTHANDLES$/i.test(name))
  if (!join || !callColumn || !handleColumn) return () => []
  const handles: KeyedRows = yield* keyedRows(database, 'ZHANDLE', ['ZVALUE'])
  const joined: OwnedRows = yield* ownedRows(database, {
    table: join.name,
    owner: callColumn.name,
    columns: [handleColumn.name],
  })
  const keep = joinedRaw('ZHANDLE', ['ZVALUE'])
  return (row, raw) => {
    const named = namedRows(joined.of(row.where.place.rowid), 0, handles)
    keep(raw, named)
    return named.flatMap(({ values }) => {
      const id = textOf(values[0])
      return id === undefined ? [] : [{ id }]
    })
  }
}
