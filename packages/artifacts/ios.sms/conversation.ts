// What a message row refers to: its handle, its chat and who takes part in it, its attachments. Each handle, chat and
// attachment is read once; the joins are sorted columns of numbers.

import type { Issue, RawValue } from '@manumit/base'
import type { SqliteValue } from '@manumit/formats'
import type { ArtifactFiles, Attachment, Party } from '@manumit/model'
import { partyCache } from '../parties.ts'
import { type Join, join, type KeptRow, keyedRows, type OwnedRows, ownedRows } from '../related-rows.ts'
import { type Database, rawValue, textOf } from '../sqlite-rows.ts'

export const ATTACHMENT_COLUMNS = ['guid', 'filename', 'mime_type', 'total_bytes', 'transfer_name'] as const

export interface Handle {
  /** As stored. */
  readonly id: RawValue
  readonly party: Party | undefined
}

export interface Chat {
  readonly rowid: number
  readonly guid: string | undefined
  /** Accounts the chat's own table names; without the phone's. */
  readonly participants: readonly Party[]
}

export interface Conversation {
  /** A row of handle; undefined where the table has no such row. */
  handle(rowid: SqliteValue): Handle | undefined
  readonly chatsOfMessage: Join
  readonly attachmentsOfMessage: Join
  /** Rows of chat_recoverable_message_join (iOS 16): values are the chat and the time of deletion. */
  readonly recoverable: OwnedRows
  readonly party: ReturnType<typeof partyCache>
  chat(rowid: number): Chat | undefined
  attachment(rowid: number): AttachmentRow | undefined
}

export interface AttachmentRow {
  readonly attachment: Attachment
  /** Values in the order of ATTACHMENT_COLUMNS. */
  readonly row: KeptRow
}

/** Reads the tables around `message`. Tables an older or newer phone lacks read as empty. */
export function* readConversation(database: Database, files: ArtifactFiles): Generator<Issue, Conversation> {
  const party = partyCache()
  const handles = yield* keyedRows(database, 'handle', ['id', 'service'])
  const chats = yield* keyedRows(database, 'chat', ['guid'])
  const members = yield* ownedRows(database, {
    table: 'chat_handle_join',
    owner: 'chat_id',
    columns: ['handle_id'],
  })
  const attachments = yield* keyedRows(database, 'attachment', ATTACHMENT_COLUMNS)
  const known = new Map<number, Chat>()
  const knownHandles = new Map<SqliteValue, Handle>()
  return {
    handle: (rowid) => {
      const earlier = knownHandles.get(rowid)
      if (earlier) return earlier
      const row = handles.find(rowid)
      if (!row) return undefined
      const id = textOf(row[0])
      const handle = { id: rawValue(row[0]!), party: id === undefined ? undefined : party(id) }
      knownHandles.set(rowid, handle)
      return handle
    },
    party,
    chatsOfMessage: yield* join(database, {
      table: 'chat_message_join',
      owner: 'message_id',
      member: 'chat_id',
    }),
    attachmentsOfMessage: yield* join(database, {
      table: 'message_attachment_join',
      owner: 'message_id',
      member: 'attachment_id',
    }),
    recoverable: yield* ownedRows(database, {
      table: 'chat_recoverable_message_join',
      owner: 'message_id',
      columns: ['chat_id', 'delete_date'],
    }),
    chat: (rowid) => {
      const earlier = known.get(rowid)
      if (earlier) return earlier
      const row = chats.find(rowid)
      if (!row) return undefined
      const participants = members
        .of(rowid)
        .map((member) => textOf(handles.find(member.values[0])?.[0]))
        .filter((id) => id !== undefined)
        .sort()
        .map((id) => party(id))
      const chat = { rowid, guid: textOf(row[0]), participants }
      known.set(rowid, chat)
      return chat
    },
    attachment: (rowid) => {
      const row = attachments.find(rowid)
      return row && { attachment: attachmentOf(row, files), row: { rowid, values: row } }
    },
  }
}

function attachmentOf(row: readonly SqliteValue[], files: ArtifactFiles): Attachment {
  const [, filename, mimeType, totalBytes, transferName] = row
  const path = textOf(filename)
  const found = path === undefined ? undefined : files.lookup(path)
  const mime = textOf(mimeType)
  return {
    path: path ?? textOf(transferName) ?? null,
    ...(mime !== undefined && { mimeType: mime }),
    ...(typeof totalBytes === 'number' && { sizeBytes: totalBytes }),
    ...(found && { sha256: found.sha256 }),
  }
}
