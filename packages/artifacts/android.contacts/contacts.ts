// Address-book entries of Android: contacts2.db. One record per row of raw_contacts (an entry as one account stores it),
// with the data rows that belong to it. The phone's merging of entries into one contact is not followed: it is inference.

import { type Issue, isIssue } from '@manumit/base'
import { contact, defineArtifact } from '@manumit/model'
import { issue } from '../errors.ts'
import { statedMoment, unixMoment } from '../moments.ts'
import { oddTime } from '../odd-time.ts'
import { orphanedRows, sequenceGap } from '../recorded-deletions.ts'
import { joinedRaw, type KeptRow, type KeyedRows, keyedRows, namedRows, ownedRows } from '../related-rows.ts'
import {
  columnsOf,
  type Database,
  type Items,
  openDatabase,
  rawOf,
  rawValue,
  recordRows,
  textOf,
} from '../sqlite-rows.ts'

const COLUMNS = [
  'display_name',
  'account_id',
  'account_name',
  'account_type',
  'contact_id',
  'deleted',
] as const

const DATA_COLUMNS = ['mimetype_id', 'data1'] as const

/** data.mimetype_id names one of these. Source: Android, ContactsContract.CommonDataKinds. */
const PHONE = 'vnd.android.cursor.item/phone_v2'
const EMAIL = 'vnd.android.cursor.item/email_v2'
const ORGANISATION = 'vnd.android.cursor.item/organization'
const NOTE = 'vnd.android.cursor.item/note'

export const androidContacts = defineArtifact({
  id: 'android.contacts',
  version: 1,
  title: 'Address-book entries (contacts2.db)',
  reads: [{ path: 'com.android.providers.contacts/databases/contacts2.db' }],
  requires: {
    raw_contacts: ['display_name', 'deleted'],
    data: ['raw_contact_id', 'mimetype_id', 'data1'],
    mimetypes: ['mimetype'],
  },
  emits: contact,
  limits: [
    'Live rows, and rows of earlier states of the write-ahead log; freelist pages are not read.',
    'Numbers and addresses of a superseded row are those the live tables hold for it.',
    'Data rows of other types than number, e-mail, organisation and note stand in the raw values (data1).',
    'The time is when the phone last changed the contact the entry belongs to.',
  ],
  sources: [
    'Android: android.provider.ContactsContract',
    'Android: ContactsProvider, ContactsDatabaseHelper',
  ],
  verifiedOn: [{ image: 'fixture.sql', rows: 4 }],
  *parse(files): Items<typeof contact> {
    const database = yield* openDatabase(files, androidContacts)
    if (!database) return
    const columns = columnsOf(database, 'raw_contacts', COLUMNS)
    const types = yield* keyedRows(database, 'mimetypes', ['mimetype'])
    const accounts = yield* keyedRows(database, 'accounts', ['account_name', 'account_type'])
    const contacts = yield* keyedRows(database, 'contacts', ['contact_last_updated_timestamp'])
    const data = yield* ownedRows(database, {
      table: 'data',
      owner: 'raw_contact_id',
      columns: DATA_COLUMNS,
    })
    const keepData = joinedRaw('data', DATA_COLUMNS)
    const keepTypes = joinedRaw('mimetypes', ['mimetype'])
    let live = 0
    let joined = 0
    for (const row of recordRows(database, columns)) {
      if (isIssue(row)) {
        yield row
        continue
      }
      const [displayName, accountId, accountName, accountType, contactId, deleted] = row.values
      const own = data.of(row.where.place.rowid)
      if (row.where.place.state === 'live') {
        live++
        joined += own.length
      }
      const raw = rawOf(columns, row.values)
      keepData(raw, own)
      keepTypes(raw, namedRows(own, 0, types))
      const updated = contacts.find(contactId)?.[0] ?? null
      if (updated !== null) raw['contacts.contact_last_updated_timestamp'] = rawValue(updated)
      const at = unixMoment(updated)
      const account = accounts.find(accountId)
      if (account) {
        raw['accounts.account_name'] = rawValue(account[0]!)
        raw['accounts.account_type'] = rawValue(account[1]!)
      }
      yield {
        kind: 'contact',
        at,
        where: row.where,
        fields: {
          name: textOf(displayName),
          organisation: identifiers(own, ORGANISATION, types)?.[0],
          numbers: identifiers(own, PHONE, types),
          emails: identifiers(own, EMAIL, types),
          note: identifiers(own, NOTE, types)?.join('\n'),
          modifiedAt: statedMoment(at),
          markedDeleted: typeof deleted === 'number' ? deleted !== 0 : undefined,
          account: accountLabel(account ?? [accountName!, accountType!]),
        },
        raw,
      }
      yield* oddTime(row, at, { column: 'contact_last_updated_timestamp' })
    }
    yield* orphanedRows(database, { table: 'data', target: 'raw_contacts', read: data.read, joined })
    yield* deletedContacts(database, contacts)
    yield* sequenceGap(database, { table: 'raw_contacts', live })
  },
})

/** The phone's own list of contacts it removed, by number; without their content. */
function* deletedContacts(database: Database, contacts: KeyedRows): Generator<Issue> {
  const table = 'deleted_contacts'
  const deleted = yield* keyedRows(database, table, [])
  const count = deleted.rowids.filter((rowid) => contacts.find(rowid) === undefined).length
  if (deleted.size > 0)
    yield issue(
      'E_ARTIFACT_DELETION_RECORDED',
      { path: database.ref.path, table },
      { count, read: deleted.size, target: 'contacts' },
    )
}

function identifiers(
  rows: readonly KeptRow[],
  mimetype: string,
  types: KeyedRows,
): readonly string[] | undefined {
  const found = rows.flatMap(({ values: [type, value] }) =>
    types.find(type)?.[0] === mimetype ? (textOf(value) ?? []) : [],
  )
  return found.length > 0 ? found : undefined
}

/** `name (type)`, as the two columns hold them. */
function accountLabel([name, type]: readonly (string | number | bigint | Uint8Array | null)[]):
  | string
  | undefined {
  const [of, kind] = [textOf(name), textOf(type)]
  return of === undefined ? kind : kind === undefined ? of : `${of} (${kind})`
}
