// mmssms.db: SMS rows, and MMS as the telephony provider splits them into pdu, addr and part. Times of sms are
// milliseconds, of pdu seconds, as on the phone.

import type { PhonePlan, PlannedCommit, PlannedMessage } from '../phone-plan.ts'
import { recipeText } from '../recipe.ts'
import type { RowInsert, SqliteRecipe, SqlStep } from '../sqlite.ts'
import { unixSeconds } from '../times.ts'

/** A picture as it lies in the folder of MMS parts. */
export interface PlacedPart {
  /** What `part._data` says. */
  readonly path: string
  readonly name: string
}

/** Source: Android, Telephony.TextBasedSmsColumns and Telephony.BaseMmsColumns. */
const SMS_TYPES = { in: 1, done: 2, draft: 3, outbox: 4, failed: 5, queued: 6 } as const
const BOX_INBOX = 1
const RETRIEVE_CONF = 132
const SEND_REQ = 128
const ADDRESS_FROM = 137
const ADDRESS_TO = 151
/** What the provider writes in place of the phone's own number. */
const OWN_ADDRESS = 'insert-address-token'
const UTF8_CHARSET = 106

/** mmssms.db for the plan's messages; `parts` says where the picture of each id lies. */
export function androidMessages(plan: PhonePlan, parts: ReadonlyMap<string, PlacedPart>): SqliteRecipe {
  const writer = new MessageWriter(plan, parts)
  const sql: SqlStep[] = [recipeText('schemas/android-mmssms.sql')]
  for (const message of plan.messages) sql.push(...writer.message(message))
  for (const id of plan.recipe.removed) sql.push(...writer.commit({ remove: id }))
  sql.push(...writer.threads())
  return {
    journal: 'wal',
    sql,
    walState: { uncheckpointedSql: plan.later.map((commit) => writer.commit(commit)) },
  }
}

const isMms = (message: PlannedMessage): boolean => message.mms || message.picture !== undefined

class MessageWriter {
  readonly #plan: PhonePlan
  readonly #parts: ReadonlyMap<string, PlacedPart>
  readonly #byId = new Map<string, { readonly table: 'sms' | 'pdu'; readonly id: number }>()
  readonly #last = new Map<number, { count: number; message: PlannedMessage; attachment: boolean }>()
  #smsId = 0
  #pduId = 0

  constructor(plan: PhonePlan, parts: ReadonlyMap<string, PlacedPart>) {
    this.#plan = plan
    this.#parts = parts
  }

  message(message: PlannedMessage): SqlStep[] {
    const mms = isMms(message)
    const before = this.#last.get(message.conversation)
    const attachment = (before?.attachment ?? false) || message.picture !== undefined
    this.#last.set(message.conversation, { count: (before?.count ?? 0) + 1, message, attachment })
    const id = mms ? ++this.#pduId : ++this.#smsId
    if (message.id !== undefined) this.#byId.set(message.id, { table: mms ? 'pdu' : 'sms', id })
    return mms ? this.#mms(message, id) : [this.#sms(message, id)]
  }

  threads(): RowInsert[] {
    const numbers = [...new Set(this.#plan.recipe.conversations.flatMap((conversation) => conversation.with))]
    const addresses = numbers.map((address, index) => ({
      into: 'canonical_addresses',
      row: { _id: index + 1, address },
    }))
    const threads = this.#plan.recipe.conversations.map((conversation, index) => {
      const last = this.#last.get(index)
      return {
        into: 'threads',
        row: {
          _id: index + 1,
          date: last?.message.millis ?? 0,
          message_count: last?.count ?? 0,
          recipient_ids: conversation.with.map((number) => numbers.indexOf(number) + 1).join(' '),
          snippet: last?.message.in ?? last?.message.out ?? null,
          type: conversation.with.length > 1 ? 1 : 0,
          has_attachment: last?.attachment ? 1 : 0,
        },
      }
    })
    return [...addresses, ...threads]
  }

  commit(commit: PlannedCommit): SqlStep[] {
    if ('add' in commit) return this.message(commit.add)
    const id = 'edit' in commit ? commit.edit : commit.remove
    const found = this.#byId.get(id)
    if (!found) throw new Error(`recipe: no message '${id}' stands before it is referred to`)
    if ('edit' in commit)
      return [{ run: 'UPDATE sms SET body = ? WHERE _id = ?', values: [commit.text, found.id] }]
    return [{ run: `DELETE FROM ${found.table} WHERE _id = ?`, values: [found.id] }]
  }

  #sms(message: PlannedMessage, id: number): RowInsert {
    const own = message.out !== undefined
    const conversation = this.#plan.recipe.conversations[message.conversation]!
    return {
      into: 'sms',
      row: {
        _id: id,
        thread_id: message.conversation + 1,
        address: message.by ?? conversation.with.join(';'),
        date: message.millis,
        // The network's time of an incoming message is a little earlier, in whole seconds.
        date_sent: own ? 0 : unixSeconds(message.millis - 1500) * 1000,
        protocol: own ? null : 0,
        read: message.unread ? 0 : 1,
        status: message.state === 'failed' ? 64 : -1,
        type: own ? SMS_TYPES[message.state] : SMS_TYPES.in,
        subject: message.subject ?? null,
        body: message.in ?? message.out ?? null,
        service_center: own ? null : '+447700900001',
        error_code: message.state === 'failed' ? 1 : 0,
        sub_id: 1,
        creator: 'com.android.messaging',
        seen: 1,
      },
    }
  }

  #mms(message: PlannedMessage, id: number): RowInsert[] {
    const own = message.out !== undefined
    const { with: partners } = this.#plan.recipe.conversations[message.conversation]!
    const from = own ? OWN_ADDRESS : (message.by ?? partners[0]!)
    const others = partners.filter((number) => number !== from)
    const to = own ? partners : partners.length > 1 ? [OWN_ADDRESS, ...others] : [OWN_ADDRESS]
    const address = (number: string, type: number): RowInsert => ({
      into: 'addr',
      row: { msg_id: id, address: number, type, charset: UTF8_CHARSET },
    })
    return [
      {
        into: 'pdu',
        row: {
          _id: id,
          thread_id: message.conversation + 1,
          date: unixSeconds(message.millis),
          date_sent: own ? 0 : unixSeconds(message.millis) - 2,
          msg_box: own ? SMS_TYPES[message.state === 'queued' ? 'outbox' : message.state] : BOX_INBOX,
          read: message.unread ? 0 : 1,
          m_id: `${message.guid.slice(0, 8).toLowerCase()}@mms.example.org`,
          sub: message.subject ?? null,
          sub_cs: message.subject === undefined ? null : UTF8_CHARSET,
          ct_t: 'application/vnd.wap.multipart.related',
          m_cls: 'personal',
          m_type: own ? SEND_REQ : RETRIEVE_CONF,
          v: 18,
          sub_id: 1,
          seen: 1,
          creator: 'com.android.messaging',
          text_only: message.picture === undefined ? 1 : 0,
        },
      },
      address(from, ADDRESS_FROM),
      ...to.map((number) => address(number, ADDRESS_TO)),
      ...this.#partRows(message, id),
    ]
  }

  #partRows(message: PlannedMessage, id: number): RowInsert[] {
    const part = message.picture === undefined ? undefined : this.#parts.get(message.picture)
    const text = message.in ?? message.out ?? ''
    const smil = `<smil><body><par dur="5000ms">${part ? '<img src="image000000.jpg"/>' : ''}<text src="text000001.txt"/></par></body></smil>`
    const rows: RowInsert[] = [
      {
        into: 'part',
        row: { mid: id, seq: -1, ct: 'application/smil', cid: '<smil>', cl: 'smil.xml', text: smil },
      },
    ]
    if (part)
      rows.push({
        into: 'part',
        row: {
          mid: id,
          seq: 0,
          ct: 'image/jpeg',
          name: part.name,
          cid: '<image000000>',
          cl: part.name,
          _data: part.path,
        },
      })
    if (text !== '')
      rows.push({
        into: 'part',
        row: {
          mid: id,
          seq: 0,
          ct: 'text/plain',
          chset: UTF8_CHARSET,
          cid: '<text000001>',
          cl: 'text000001.txt',
          text,
        },
      })
    return rows
  }
}
