// Address-book entries of iOS: AddressBook.sqlitedb. One record per row of ABPerson, with the numbers and addresses its
// multi-values hold. Pictures, groups and birthdays are not read.

import { isIssue } from '@manumit/base'
import { contact, defineArtifact } from '@manumit/model'
import { appleSecondsMoment, statedMoment } from '../moments.ts'
import { oddTime } from '../odd-time.ts'
import { orphanedRows, sequenceGap } from '../recorded-deletions.ts'
import { joinedRaw, type KeptRow, keyedRows, namedRows, ownedRows } from '../related-rows.ts'
import { columnsOf, type Items, openDatabase, rawOf, recordRows, textOf } from '../sqlite-rows.ts'

const COLUMNS = [
  'First',
  'Middle',
  'Last',
  'Organization',
  'Note',
  'CreationDate',
  'ModificationDate',
  'StoreID',
  'Prefix',
  'Suffix',
  'Nickname',
  'DisplayName',
] as const

const VALUE_COLUMNS = ['property', 'label', 'value'] as const

/** ABMultiValue.property. Source: iLEAPP, addressBook; 4 checked on a real store. */
const PHONE = 3
const EMAIL = 4

export const iosContacts = defineArtifact({
  id: 'ios.contacts',
  version: 1,
  title: 'Address-book entries (AddressBook.sqlitedb)',
  reads: [
    { domain: 'HomeDomain', path: 'Library/AddressBook/AddressBook.sqlitedb' },
    { path: 'Library/AddressBook/AddressBook.sqlitedb' },
  ],
  requires: {
    ABPerson: ['First', 'Last', 'CreationDate', 'ModificationDate'],
    ABMultiValue: ['record_id', 'property', 'value'],
  },
  emits: contact,
  limits: [
    'Live rows, and rows of earlier states of the write-ahead log; freelist pages are not read.',
    'Numbers and addresses of a superseded row are those the live tables hold for it.',
    'Multi-values other than numbers and e-mail addresses stand in the raw values; postal addresses are not read.',
    'An entry says that somebody, or an app, stored it; not that anybody used it.',
  ],
  sources: [
    'evidence reference, section 6: ABPerson, ABMultiValue',
    'abrignoni/iLEAPP: scripts/artifacts/addressBook.py',
  ],
  verifiedOn: [{ image: 'fixture.sql', rows: 4 }],
  *parse(files): Items<typeof contact> {
    const database = yield* openDatabase(files, iosContacts)
    if (!database) return
    const columns = columnsOf(database, 'ABPerson', COLUMNS)
    const stores = yield* keyedRows(database, 'ABStore', ['Name'])
    const labels = yield* keyedRows(database, 'ABMultiValueLabel', ['value'])
    const values = yield* ownedRows(database, {
      table: 'ABMultiValue',
      owner: 'record_id',
      columns: VALUE_COLUMNS,
    })
    const keepValues = joinedRaw('ABMultiValue', VALUE_COLUMNS)
    const keepLabels = joinedRaw('ABMultiValueLabel', ['value'])
    let live = 0
    let joined = 0
    for (const row of recordRows(database, columns)) {
      if (isIssue(row)) {
        yield row
        continue
      }
      const [first, middle, last, organisation, note, created, modified, store] = row.values
      const [prefix, suffix, , displayName] = row.values.slice(8)
      const own = values.of(row.where.place.rowid)
      if (row.where.place.state === 'live') {
        live++
        joined += own.length
      }
      const createdAt = appleSecondsMoment(created!)
      const modifiedAt = appleSecondsMoment(modified!)
      const at = 'unset' in modifiedAt ? createdAt : modifiedAt
      const nameParts = [prefix, first, middle, last, suffix].map(textOf).filter((part) => part !== undefined)
      const account = textOf(stores.find(store)?.[0])
      const raw = rawOf(columns, row.values)
      if (account !== undefined) raw['ABStore.Name'] = account
      keepValues(raw, own)
      keepLabels(raw, namedRows(own, 1, labels))
      yield {
        kind: 'contact',
        at,
        where: row.where,
        fields: {
          name: nameParts.length > 0 ? nameParts.join(' ') : textOf(displayName),
          organisation: textOf(organisation),
          numbers: identifiers(own, PHONE),
          emails: identifiers(own, EMAIL),
          note: textOf(note),
          createdAt: statedMoment(createdAt),
          modifiedAt: statedMoment(modifiedAt),
          account,
        },
        raw,
      }
      yield* oddTime(row, at, { column: 'unset' in modifiedAt ? 'CreationDate' : 'ModificationDate' })
    }
    yield* orphanedRows(database, { table: 'ABMultiValue', target: 'ABPerson', read: values.read, joined })
    yield* sequenceGap(database, { table: 'ABPerson', live })
  },
})

function identifiers(values: readonly KeptRow[], property: number): readonly string[] | undefined {
  const found = values.flatMap(({ values: [of, , value] }) => (of === property ? (textOf(value) ?? []) : []))
  return found.length > 0 ? found : undefined
}
