// MMS: a row of pdu, the addresses that name it (addr) and its parts (part): text, and files by path.

import { isIssue } from '@manumit/base'
import type { SqliteValue } from '@manumit/formats'
import type { ArtifactFiles, Attachment, message, Party } from '@manumit/model'
import { statedMoment, unixMoment } from '../moments.ts'
import { oddTime } from '../odd-time.ts'
import { DEVICE } from '../parties.ts'
import { orphanedRows, sequenceGap } from '../recorded-deletions.ts'
import { joinedRaw, type KeptRow, ownedRows } from '../related-rows.ts'
import {
  columnsOf,
  type Database,
  type Items,
  rawOf,
  recordRows,
  textOf,
  textOfBytes,
} from '../sqlite-rows.ts'

const COLUMNS = [
  'date',
  'date_sent',
  'msg_box',
  'm_type',
  'sub',
  'sub_cs',
  'm_id',
  'thread_id',
  'read',
  'st',
  'ct_l',
  'creator',
  'sub_id',
] as const

/** pdu.msg_box. Source: Android, Telephony.BaseMmsColumns. */
const DIRECTIONS: Readonly<Record<number, string>> = {
  1: 'incoming',
  2: 'outgoing',
  3: 'draft',
  4: 'outbox',
  5: 'failed',
}

/** addr.type. Source: Android, PduHeaders. */
const FROM = 137
const TO = [151, 130, 129]

/** What the provider writes where the phone's own number stands. Source: PduHeaders.FROM_INSERT_ADDRESS_TOKEN_STR. */
const OWN_ADDRESS = 'insert-address-token'

/** IANA MIBenum of UTF-8, as sub_cs and chset hold it. */
const UTF8 = 106

/** Layout of a multimedia message, not content. */
const SMIL = 'application/smil'

const ADDRESS_COLUMNS = ['type', 'address'] as const
const PART_COLUMNS = ['seq', 'ct', 'text', '_data', 'name', 'fn', 'cl'] as const

/** One record per row of pdu. Stores without the table give none. */
export function* readMms(database: Database, files: ArtifactFiles): Items<typeof message> {
  if (!database.live.tables.has('pdu')) return
  const columns = columnsOf(database, 'pdu', COLUMNS)
  const addresses = yield* ownedRows(database, { table: 'addr', owner: 'msg_id', columns: ADDRESS_COLUMNS })
  const parts = yield* ownedRows(database, { table: 'part', owner: 'mid', columns: PART_COLUMNS })
  const keepAddresses = joinedRaw('addr', ADDRESS_COLUMNS)
  const keepParts = joinedRaw('part', PART_COLUMNS)
  const joined = { addr: 0, part: 0 }
  let live = 0
  for (const row of recordRows(database, columns)) {
    if (isIssue(row)) {
      yield row
      continue
    }
    const ownAddresses = addresses.of(row.where.place.rowid)
    const ownParts = [...parts.of(row.where.place.rowid)].sort(bySequence)
    if (row.where.place.state === 'live') {
      live++
      joined.addr += ownAddresses.length
      joined.part += ownParts.length
    }
    const [date, dateSent, box, , sub, charset, id, thread] = row.values
    const raw = rawOf(columns, row.values)
    keepAddresses(raw, ownAddresses)
    keepParts(raw, ownParts)
    const direction = (typeof box === 'number' && DIRECTIONS[box]) || 'unknown'
    const body = bodyOf(ownParts)
    const at = unixMoment(date!)
    const [from] = partiesOf(ownAddresses, [FROM])
    const to = partiesOf(ownAddresses, TO)
    yield {
      kind: 'message',
      at,
      where: row.where,
      fields: {
        identifier: textOf(id),
        service: 'MMS',
        direction,
        from,
        to: to.length > 0 ? to : undefined,
        thread: textOf(thread),
        subject: subjectOf(sub!, charset!),
        body,
        bodySource: body === undefined ? undefined : 'part',
        sentAt: statedMoment(unixMoment(dateSent!)),
        attachments: attachmentsOf(ownParts, files),
      },
      raw,
    }
    yield* oddTime(row, at, { column: 'date', usual: 's' })
  }
  for (const [table, rows] of Object.entries({ addr: addresses, part: parts }))
    yield* orphanedRows(database, {
      table,
      target: 'pdu',
      read: rows.read,
      joined: joined[table as keyof typeof joined],
    })
  yield* sequenceGap(database, { table: 'pdu', live })
}

/** part.seq orders the parts (-1 is the layout); rows of one seq stand as they were inserted. */
const bySequence = (a: KeptRow, b: KeptRow): number =>
  Number(a.values[0]) - Number(b.values[0]) || Number(a.rowid) - Number(b.rowid)

function partiesOf(addresses: readonly KeptRow[], types: readonly number[]): readonly Party[] {
  return addresses.flatMap(({ values: [type, address] }) => {
    const id = textOf(address)
    if (id === undefined || typeof type !== 'number' || !types.includes(type)) return []
    return id === OWN_ADDRESS ? [DEVICE] : [{ id }]
  })
}

/** Text parts, one below the other. A part whose text stands in a file has none here. */
function bodyOf(parts: readonly KeptRow[]): string | undefined {
  const texts = parts.flatMap(({ values: [, type, text] }) =>
    type === 'text/plain' ? (textOf(text) ?? []) : [],
  )
  return texts.length > 0 ? texts.join('\n') : undefined
}

function attachmentsOf(parts: readonly KeptRow[], files: ArtifactFiles): readonly Attachment[] | undefined {
  const attachments = parts.flatMap(({ values: [, type, text, data, name, fileName, location] }) => {
    const path = textOf(data)
    if (type === SMIL || (path === undefined && text !== null)) return []
    const found = path === undefined ? undefined : files.lookup(path)
    const mimeType = textOf(type)
    return [
      {
        path: path ?? textOf(name) ?? textOf(fileName) ?? textOf(location) ?? null,
        ...(mimeType !== undefined && { mimeType }),
        ...(found && { sizeBytes: found.sizeBytes, sha256: found.sha256 }),
      },
    ]
  })
  return attachments.length > 0 ? attachments : undefined
}

/** The provider stores a subject's bytes as Latin-1 characters; with charset UTF-8 they are decoded again. */
function subjectOf(sub: SqliteValue, charset: SqliteValue): string | undefined {
  const text = textOf(sub)
  if (text === undefined || charset !== UTF8) return text
  const codes = Array.from(text, (character) => character.codePointAt(0)!)
  if (codes.some((code) => code > 0xff)) return text
  return textOfBytes(Uint8Array.from(codes)) ?? text
}
