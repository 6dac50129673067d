// sms.db: handles, chats, messages with attributedBody, attachments, reactions, and the commits that stand in the log only.

import type { PhonePlan, PlannedCommit, PlannedMessage } from '../phone-plan.ts'
import { recipeText } from '../recipe.ts'
import type { SqliteRecipe, SqlStep, SqlValue } from '../sqlite.ts'
import { macNanos, macSeconds } from '../times.ts'
import { writeAttributedBody } from '../typedstream.ts'

/** A picture as it lies in the attachments folder. */
export interface PlacedAttachment {
  readonly guid: string
  /** Path in MediaDomain. */
  readonly path: string
  readonly sizeBytes: number
}

/** Source: values seen in stores; 2000 and up are reactions set, 3000 and up reactions taken back. */
const REACTIONS = { loved: 2000, liked: 2001, laughed: 2003, questioned: 2005 } as const
const REACTION_WORDS = {
  loved: 'Loved',
  liked: 'Liked',
  laughed: 'Laughed at',
  questioned: 'Questioned',
} as const
const SEND_FAILED = 22
const GROUP_STYLE = 43
const PERSON_STYLE = 45
const OBJECT_REPLACEMENT = '\ufffc'

/** sms.db for the plan's messages; `attachments` says where the picture of each id lies. */
export function iosMessages(
  plan: PhonePlan,
  attachments: ReadonlyMap<string, PlacedAttachment>,
): SqliteRecipe {
  const writer = new MessageWriter(plan, attachments)
  const sql: SqlStep[] = [recipeText('schemas/ios-sms.sql'), ...writer.people()]
  for (const message of plan.messages) sql.push(...writer.message(message))
  for (const id of plan.recipe.removed) sql.push(...writer.commit({ remove: id }))
  return {
    journal: 'wal',
    autoVacuum: 'incremental',
    sql,
    walState: { uncheckpointedSql: plan.later.map((commit) => writer.commit(commit)) },
  }
}

/** Numbers rows as it goes: a row's id is known before it is written, as joins name it. */
class MessageWriter {
  readonly #plan: PhonePlan
  readonly #attachments: ReadonlyMap<string, PlacedAttachment>
  readonly #handles = new Map<string, number>()
  readonly #byId = new Map<string, { readonly rowid: number; readonly message: PlannedMessage }>()
  #rowid = 0
  #attachmentId = 0

  constructor(plan: PhonePlan, attachments: ReadonlyMap<string, PlacedAttachment>) {
    this.#plan = plan
    this.#attachments = attachments
  }

  people(): SqlStep[] {
    const steps: SqlStep[] = []
    const guids = this.#plan.seeded.branch('chats')
    for (const [index, conversation] of this.#plan.recipe.conversations.entries()) {
      const group = conversation.with.length > 1
      const name = group ? `chat${100000 + index}` : conversation.with[0]!
      steps.push({
        into: 'chat',
        row: {
          ROWID: index + 1,
          guid: `${conversation.service};${group ? '+' : '-'};${name}`,
          style: group ? GROUP_STYLE : PERSON_STYLE,
          state: 3,
          account_id: guids.uuid(),
          chat_identifier: name,
          service_name: conversation.service,
          room_name: group ? name : null,
          display_name: conversation.title ?? null,
          group_id: guids.uuid(),
        },
      })
      for (const number of conversation.with) {
        const key = `${number} ${conversation.service}`
        if (!this.#handles.has(key)) {
          this.#handles.set(key, this.#handles.size + 1)
          steps.push({
            into: 'handle',
            row: {
              ROWID: this.#handles.size,
              id: number,
              country: countryOf(number),
              service: conversation.service,
            },
          })
        }
        steps.push({
          into: 'chat_handle_join',
          row: { chat_id: index + 1, handle_id: this.#handles.get(key)! },
        })
      }
    }
    return steps
  }

  message(message: PlannedMessage): SqlStep[] {
    const rowid = ++this.#rowid
    if (message.id !== undefined) this.#byId.set(message.id, { rowid, message })
    const steps: SqlStep[] = [
      { into: 'message', row: this.#row(message, rowid) },
      this.#chatRow(message, rowid),
    ]
    const attachment = this.#attachmentOf(message)
    if (attachment) steps.push(...this.#attachmentRows(attachment, message, rowid))
    return steps
  }

  #chatRow(message: PlannedMessage, rowid: number): SqlStep {
    const row = { chat_id: message.conversation + 1, message_id: rowid }
    return message.recoverable === undefined
      ? { into: 'chat_message_join', row: { ...row, message_date: macNanos(message.millis) } }
      : {
          into: 'chat_recoverable_message_join',
          row: { ...row, delete_date: macNanos(Date.parse(message.recoverable)) },
        }
  }

  commit(commit: PlannedCommit): SqlStep[] {
    if ('add' in commit) return this.message(commit.add)
    const { rowid } = this.#named('edit' in commit ? commit.edit : commit.remove)
    if ('edit' in commit)
      return [
        {
          run: 'UPDATE message SET text = NULL, attributedBody = ?, date_edited = ? WHERE ROWID = ?',
          values: [writeAttributedBody({ runs: [{ text: commit.text }] }), macNanos(commit.millis), rowid],
        },
      ]
    return [
      { run: 'DELETE FROM chat_message_join WHERE message_id = ?', values: [rowid] },
      { run: 'DELETE FROM message WHERE ROWID = ?', values: [rowid] },
    ]
  }

  #named(id: string) {
    const found = this.#byId.get(id)
    if (!found) throw new Error(`recipe: no message '${id}' stands before it is referred to`)
    return found
  }

  #attachmentOf(message: PlannedMessage): PlacedAttachment | undefined {
    return message.picture === undefined ? undefined : this.#attachments.get(message.picture)
  }

  #row(message: PlannedMessage, rowid: number): Record<string, SqlValue> {
    const own = message.out !== undefined
    const conversation = this.#plan.recipe.conversations[message.conversation]!
    const partner = own && conversation.with.length > 1 ? undefined : (message.by ?? conversation.with[0]!)
    const failed = message.state === 'failed'
    const read = !own && !message.unread
    return {
      ROWID: rowid,
      guid: message.guid,
      ...this.#text(message),
      handle_id: partner === undefined ? 0 : this.#handles.get(`${partner} ${conversation.service}`)!,
      subject: message.subject ?? null,
      version: 10,
      service: conversation.service,
      account: own
        ? `${conversation.service === 'SMS' ? 'P' : 'E'}:${this.#plan.recipe.device.number}`
        : null,
      error: failed ? SEND_FAILED : 0,
      date: macNanos(message.millis),
      // A message read after it came, or delivered after it went, by a minute that depends on its own time only.
      date_read: read ? macNanos(message.millis + 1000 * (60 + (rowid % 40))) : 0,
      date_delivered:
        own && !failed && conversation.service === 'iMessage' ? macNanos(message.millis + 2000) : 0,
      is_delivered: failed ? 0 : 1,
      is_finished: 1,
      is_from_me: own ? 1 : 0,
      is_read: read ? 1 : 0,
      is_sent: own && !failed ? 1 : 0,
      cache_has_attachments: message.picture === undefined ? 0 : 1,
      ...this.#reaction(message),
      destination_caller_id: this.#plan.recipe.device.number,
      date_edited: message.edited === undefined ? 0 : macNanos(Date.parse(message.edited)),
      date_retracted: message.retracted === undefined ? 0 : macNanos(Date.parse(message.retracted)),
      part_count: 1,
    }
  }

  /** Most rows hold their text in attributedBody only; `plain` ones in both columns; a retracted one in neither. */
  #text(message: PlannedMessage): Record<string, SqlValue> {
    const words = message.in ?? message.out ?? ''
    const attachment = this.#attachmentOf(message)
    if (message.retracted !== undefined || (words === '' && !attachment))
      return { text: null, attributedBody: null }
    const runs = [
      ...(attachment ? [{ text: OBJECT_REPLACEMENT, attachmentGuid: attachment.guid }] : []),
      ...(words === '' ? [] : [{ text: words }]),
    ]
    const body = writeAttributedBody({ runs, mutable: message.out === undefined })
    return { text: message.plain ? runs.map((run) => run.text).join('') : null, attributedBody: body }
  }

  #reaction({ reaction }: PlannedMessage): Record<string, SqlValue> {
    if (!reaction) return {}
    const { message } = this.#named(reaction.to)
    const text = `${REACTION_WORDS[reaction.kind]} “${message.in ?? message.out ?? ''}”`
    return {
      text,
      attributedBody: writeAttributedBody({ runs: [{ text }] }),
      associated_message_guid: `p:0/${message.guid}`,
      associated_message_type: REACTIONS[reaction.kind],
      associated_message_range_length: 1,
    }
  }

  #attachmentRows(attachment: PlacedAttachment, message: PlannedMessage, rowid: number): SqlStep[] {
    const id = ++this.#attachmentId
    return [
      {
        into: 'attachment',
        row: {
          ROWID: id,
          // One picture may be sent twice; each sending has a row and a guid of its own.
          guid: id === 1 ? attachment.guid : `${attachment.guid}-${id}`,
          created_date: Math.floor(macSeconds(message.millis)),
          filename: `~/${attachment.path}`,
          uti: 'public.jpeg',
          mime_type: 'image/jpeg',
          transfer_state: 5,
          is_outgoing: message.out === undefined ? 0 : 1,
          transfer_name: attachment.path.split('/').at(-1)!,
          total_bytes: attachment.sizeBytes,
          original_guid: `${attachment.guid}-${id}`,
        },
      },
      { into: 'message_attachment_join', row: { message_id: rowid, attachment_id: id } },
    ]
  }
}

const countryOf = (number: string): string | null =>
  number.startsWith('+44') ? 'gb' : number.startsWith('+1') ? 'us' : null
