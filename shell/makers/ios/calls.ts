// CallHistory.storedata: the last calls stand in the write-ahead log, as on a phone in use.

import type { PhonePlan } from '../phone-plan.ts'
import { type CallRecipe, recipeText } from '../recipe.ts'
import type { RowInsert, SqliteRecipe } from '../sqlite.ts'
import { macSeconds, millisOf } from '../times.ts'

const CALL_TYPES = { phone: 1, 'facetime-video': 8, 'facetime-audio': 16, 'other-app': 0 } as const
const PROVIDERS = {
  phone: 'com.apple.Telephony',
  'facetime-video': 'com.apple.FaceTime',
  'facetime-audio': 'com.apple.FaceTime',
  'other-app': 'org.example.talk',
} as const
const IN_LOG = 6

/** CallHistory.storedata for the plan's calls. */
export function iosCalls(plan: PhonePlan): SqliteRecipe {
  const seeded = plan.seeded.branch('call rows')
  const numbers = [...new Set(plan.calls.map(numberOf))]
  const handles: RowInsert[] = numbers.map((number, index) => ({
    into: 'ZHANDLE',
    row: { Z_PK: index + 1, Z_ENT: 4, Z_OPT: 1, ZTYPE: 2, ZNORMALIZEDVALUE: number, ZVALUE: number },
  }))
  const rows = plan.calls.map((call, index) => [
    callRow(call, index + 1, seeded.uuid()),
    {
      into: 'Z_2REMOTEPARTICIPANTHANDLES',
      row: {
        Z_2REMOTEPARTICIPANTCALLS: index + 1,
        Z_4REMOTEPARTICIPANTHANDLES: numbers.indexOf(numberOf(call)) + 1,
      },
    },
  ])
  const closed = Math.max(0, rows.length - IN_LOG)
  const keys = [
    ['CallDBProperties', 1, 1],
    ['CallRecord', 2, plan.calls.length],
    ['Handle', 4, numbers.length],
  ] as const
  return {
    journal: 'wal',
    sql: [
      recipeText('schemas/ios-calls.sql'),
      ...keys.map(([name, entity, greatest]) => ({
        into: 'Z_PRIMARYKEY',
        row: { Z_ENT: entity, Z_NAME: name, Z_SUPER: 0, Z_MAX: greatest },
      })),
      ...handles,
      ...rows.slice(0, closed).flat(),
    ],
    walState: { uncheckpointedSql: rows.slice(closed) },
  }
}

const numberOf = (call: CallRecipe): string => call.in ?? call.out ?? ''

function callRow(call: CallRecipe, key: number, uuid: string): RowInsert {
  const own = call.out !== undefined
  return {
    into: 'ZCALLRECORD',
    row: {
      Z_PK: key,
      Z_ENT: 2,
      Z_OPT: 1,
      ZANSWERED: call.outcome === 'answered' && call.seconds > 0 && !own ? 1 : 0,
      ZCALL_CATEGORY: 1,
      ZCALLTYPE: CALL_TYPES[call.service],
      ZHANDLE_TYPE: 2,
      ZORIGINATED: own ? 1 : 0,
      ZREAD: 1,
      ZDATE: macSeconds(millisOf(call.at)),
      ZDURATION: call.seconds,
      // Column of affinity text, value of type blob: what phones store.
      ZADDRESS: new TextEncoder().encode(numberOf(call)),
      ZISO_COUNTRY_CODE: numberOf(call).startsWith('+44') ? 'gb' : 'us',
      ZSERVICE_PROVIDER: PROVIDERS[call.service],
      ZUNIQUE_ID: uuid,
    },
  }
}
