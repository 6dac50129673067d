// Messages of Apple's Messages app: sms.db on phones, chat.db on Macs, from iOS 6 to today in one shape. Columns are taken
// by name, and each time's unit by its value. Edit history (message_summary_info) and sticker placement are not decoded.

import { type Issue, isIssue, type RawValue } from '@manumit/base'
import { attributedBodyText, type SqliteValue } from '@manumit/formats'
import {
  type Attachment,
  defineArtifact,
  type FieldsOf,
  message,
  type Observation,
  type Party,
} from '@manumit/model'
import { issue } from '../errors.ts'
import { appleMessageMoment, statedAppleMoment } from '../moments.ts'
import { DEVICE } from '../parties.ts'
import { orphanedRows, recordedDeletions, sequenceGap } from '../recorded-deletions.ts'
import { joinedRaw, type KeptRow } from '../related-rows.ts'
import {
  type Columns,
  columnsOf,
  type Database,
  type Items,
  issuePlace,
  openDatabase,
  type RecordRow,
  rawValue,
  recordRows,
  textOf,
} from '../sqlite-rows.ts'
import { plainComparison } from './attributed-text.ts'
import { eventOf, reactionOf, referredMessage } from './codes.ts'
import { C, COLUMNS, rawMaker } from './columns.ts'
import { ATTACHMENT_COLUMNS, type Chat, type Conversation, readConversation } from './conversation.ts'

/** Tables in which the phone records removed messages by guid. */
const DELETION_TABLES = ['deleted_messages', 'sync_deleted_messages', 'unsynced_removed_recoverable_messages']

type MessageObservation = Observation<typeof message>

export const iosSms = defineArtifact({
  id: 'ios.sms',
  version: 1,
  title: 'Message records (sms.db, chat.db)',
  reads: [
    { domain: 'HomeDomain', path: 'Library/SMS/sms.db' },
    { path: 'mobile/Library/SMS/sms.db' },
    { path: 'Library/Messages/chat.db' },
  ],
  requires: {
    message: ['guid', 'text', 'handle_id', 'date', 'is_from_me'],
    handle: ['id'],
    chat: ['guid'],
    chat_message_join: ['chat_id', 'message_id'],
  },
  emits: message,
  limits: [
    'Live rows, and rows of earlier states of the write-ahead log; freelist pages are not read.',
    'Handles, chats and attachments of a superseded row are looked up in the live tables.',
    'Edit history in message_summary_info and parts in recoverable_message_part are not decoded.',
    'A message of several chats is shown under the one with the lowest number; the others stand in an issue.',
    'What the codes of reactions and events mean is taken from published parsers, not from Apple.',
  ],
  sources: [
    'evidence reference, sections 6 and 15: units of date, attributedBody, deletion tables',
    'log2timeline/plaso: plaso/parsers/sqlite_plugins/imessage.py',
    'niftycode/imessage_reader, issue 14: text that stands in attributedBody alone',
  ],
  verifiedOn: [{ image: 'fixture.sql', rows: 18 }],
  *parse(files): Items<typeof message> {
    const database = yield* openDatabase(files, iosSms)
    if (!database) return
    const conversation = yield* readConversation(database, files)
    const deletions = yield* recordedDeletions(database, {
      tables: DELETION_TABLES,
      column: 'guid',
      target: 'message',
    })
    const columns = columnsOf(database, 'message', COLUMNS)
    const reader = new MessageReader(conversation, columns)
    let live = 0
    for (const row of recordRows(database, columns)) {
      if (isIssue(row)) {
        yield row
        continue
      }
      yield reader.observation(row)
      if (reader.odd.length > 0) yield* reader.takeOdd()
      if (row.where.place.state !== 'live') continue
      live++
      const guid = row.values[C.guid]
      if (typeof guid === 'string') deletions.isLive(guid)
    }
    yield* reader.orphans(database)
    yield* deletions.report()
    yield* sequenceGap(database, { table: 'message', live })
  },
})

/** Turns rows into observations, one at a time; what is odd about a row is left in `odd` for the caller to pass on. */
class MessageReader {
  readonly odd: Issue[] = []
  readonly #conversation: Conversation
  readonly #holds = plainComparison()
  readonly #keepAttachments = joinedRaw('attachment', ATTACHMENT_COLUMNS)
  readonly #keepRecoverable = joinedRaw('chat_recoverable_message_join', ['chat_id', 'delete_date'])
  readonly #raw: ReturnType<typeof rawMaker>
  #lastAlone: readonly Party[] = [DEVICE]
  #joinedToChats = 0
  #joinedToAttachments = 0

  constructor(conversation: Conversation, columns: Columns) {
    this.#conversation = conversation
    this.#raw = rawMaker(columns)
  }

  takeOdd(): readonly Issue[] {
    return this.odd.splice(0)
  }

  observation(row: RecordRow): MessageObservation {
    const { values, where } = row
    const raw = this.#raw(values)
    const isFromMe = values[C.is_from_me] === 1
    const chat = this.#chat(row, raw)
    const handle = this.#handle(row, raw)
    const at = appleMessageMoment(values[C.date]!)
    if ('impossible' in at) this.#report('E_ARTIFACT_TIME_IMPOSSIBLE', row, { column: 'date', value: at.raw })
    const text = textOf(values[C.text])
    const attributed = this.#attributedText(row, text)
    const body = text ?? attributed
    const own = this.#ownParty(values)
    return {
      kind: 'message',
      at,
      where,
      fields: {
        identifier: textOf(values[C.guid]),
        service: textOf(values[C.service]),
        direction: isFromMe ? 'outgoing' : values[C.is_from_me] === 0 ? 'incoming' : 'unknown',
        from: isFromMe ? own : handle,
        to: isFromMe ? recipients(chat, handle) : this.#alone(own),
        thread: chat?.guid,
        subject: textOf(values[C.subject]),
        body,
        bodySource: text !== undefined ? 'text' : body !== undefined ? 'attributedBody' : undefined,
        reaction: reactionOf(values[C.associated_message_type]!, values[C.associated_message_emoji]!),
        refersTo:
          referredMessage(values[C.associated_message_guid]!) ?? textOf(values[C.thread_originator_guid]),
        event: eventOf(values[C.item_type]!),
        readAt: statedAppleMoment(values[C.date_read]!),
        deliveredAt: statedAppleMoment(values[C.date_delivered]!),
        editedAt: statedAppleMoment(values[C.date_edited]!),
        retractedAt: statedAppleMoment(values[C.date_retracted]!),
        recentlyDeletedAt: this.#recentlyDeleted(row, raw),
        attachments: this.#attachments(row, raw),
      },
      raw,
    }
  }

  /** Pairs of the joins whose message is not live: their messages were removed, the pairs were not. */
  *orphans(database: Database): Generator<Issue> {
    const joins = [
      ['chat_message_join', this.#conversation.chatsOfMessage.read, this.#joinedToChats],
      ['message_attachment_join', this.#conversation.attachmentsOfMessage.read, this.#joinedToAttachments],
    ] as const
    for (const [table, read, joined] of joins)
      yield* orphanedRows(database, { table, target: 'message', read, joined })
  }

  #chat(row: RecordRow, raw: Record<string, RawValue>): Chat | undefined {
    const rowid = this.#chatRowid(row, raw)
    if (rowid === undefined) return undefined
    const chat = this.#conversation.chat(rowid)
    if (!chat) this.#report('E_ARTIFACT_REFERENCE_MISSING', row, { target: 'chat', id: rowid })
    else if (chat.guid !== undefined) raw['chat.guid'] = chat.guid
    return chat
  }

  /** The chat by the join; for a message in Recently Deleted (iOS 16) by the join that takes over then. */
  #chatRowid(row: RecordRow, raw: Record<string, RawValue>): number | undefined {
    const { chatsOfMessage, recoverable } = this.#conversation
    const first = chatsOfMessage.first(row.where.place.rowid)
    if (first === chatsOfMessage.size) {
      const rowid = recoverable.read === 0 ? null : recoverable.of(row.where.place.rowid)[0]?.values[0]
      return typeof rowid === 'number' ? rowid : undefined
    }
    const end = chatsOfMessage.end(first)
    if (row.where.place.state === 'live') this.#joinedToChats += end - first
    if (end - first > 1) this.#report('E_SMS_CHATS_SEVERAL', row, { count: end - first })
    const rowid = chatsOfMessage.member(first)
    raw['chat_message_join.chat_id'] = rowid
    return rowid
  }

  /** handle_id 0 means none: a message of one's own in a group, or one the phone made itself. */
  #handle(row: RecordRow, raw: Record<string, RawValue>): Party | undefined {
    const rowid = row.values[C.handle_id]!
    if (rowid === 0 || rowid === null) return undefined
    const handle = this.#conversation.handle(rowid)
    if (!handle) {
      this.#report('E_ARTIFACT_REFERENCE_MISSING', row, { target: 'handle', id: rawValue(rowid) })
      return undefined
    }
    raw['handle.id'] = handle.id
    return handle.party
  }

  /** Messages in sequence mostly go to the same account. */
  #alone(own: Party): readonly Party[] {
    if (this.#lastAlone[0] !== own) this.#lastAlone = [own]
    return this.#lastAlone
  }

  #ownParty(values: readonly SqliteValue[]): Party {
    const id = textOf(values[C.destination_caller_id]) ?? textOf(values[C.account])?.replace(/^[eps]:/i, '')
    return id ? this.#conversation.party(id, true) : DEVICE
  }

  /** The text of attributedBody. Where the column text has one too, the two are compared. */
  #attributedText(row: RecordRow, plain: string | undefined): string | undefined {
    const bytes = row.values[C.attributedBody]
    if (!(bytes instanceof Uint8Array)) return undefined
    if (plain !== undefined && this.#holds(bytes, plain)) return plain
    const { text, issues } = attributedBodyText(bytes)
    for (const one of issues) this.odd.push({ ...one, at: { ...one.at, ...issuePlace(row) } })
    if (text === null)
      this.#report('E_SMS_ATTRIBUTED_BODY_UNREADABLE', row, { attributedBody: rawValue(bytes) })
    else if (plain !== undefined && plain !== text)
      this.#report('E_SMS_TEXTS_DIFFER', row, { attributedBody: text })
    return text === null || text === '' ? undefined : text
  }

  #recentlyDeleted(
    row: RecordRow,
    raw: Record<string, RawValue>,
  ): FieldsOf<typeof message>['recentlyDeletedAt'] {
    const { recoverable } = this.#conversation
    if (recoverable.read === 0) return undefined
    const [first] = recoverable.of(row.where.place.rowid)
    if (!first) return undefined
    this.#keepRecoverable(raw, [first])
    const [, deleteDate] = first.values
    return statedAppleMoment(deleteDate!)
  }

  #attachments(row: RecordRow, raw: Record<string, RawValue>): readonly Attachment[] | undefined {
    const { attachmentsOfMessage } = this.#conversation
    const first = attachmentsOfMessage.first(row.where.place.rowid)
    if (first === attachmentsOfMessage.size) return undefined
    const end = attachmentsOfMessage.end(first)
    if (row.where.place.state === 'live') this.#joinedToAttachments += end - first
    const attachments: Attachment[] = []
    const rows: KeptRow[] = []
    for (let i = first; i < end; i++) {
      const rowid = attachmentsOfMessage.member(i)
      const found = this.#conversation.attachment(rowid)
      if (!found) {
        this.#report('E_ARTIFACT_REFERENCE_MISSING', row, { target: 'attachment', id: rowid })
        continue
      }
      attachments.push(found.attachment)
      rows.push(found.row)
    }
    this.#keepAttachments(raw, rows)
    return attachments
  }

  #report(code: Parameters<typeof issue>[0], row: RecordRow, data: Issue['data']): void {
    this.odd.push(issue(code, issuePlace(row), data))
  }
}

/** A chat's participants where its table names them, else the row's own handle. */
const recipients = (chat: Chat | undefined, handle: Party | undefined): readonly Party[] | undefined =>
  chat && chat.participants.length > 0 ? chat.participants : handle && [handle]
