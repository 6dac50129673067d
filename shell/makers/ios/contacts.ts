// AddressBook.sqlitedb: nothing was ever checkpointed, so that the main file alone has no tables, as seen on a real phone.

import type { PhonePlan } from '../phone-plan.ts'
import { recipeText } from '../recipe.ts'
import type { SqliteRecipe, SqlStep } from '../sqlite.ts'
import { macSeconds, millisOf } from '../times.ts'

const PHONE_PROPERTY = 3
const EMAIL_PROPERTY = 4
const MOBILE_LABEL = 1
const HOME_LABEL = 3

/** AddressBook.sqlitedb for the plan's contacts. */
export function iosContacts(plan: PhonePlan): SqliteRecipe {
  const guids = plan.seeded.branch('contacts')
  const sql: SqlStep[] = [recipeText('schemas/ios-contacts.sql')]
  let valueId = 0
  for (const [index, contact] of plan.recipe.contacts.entries()) {
    const added = Math.floor(macSeconds(millisOf(contact.added)))
    sql.push({
      into: 'ABPerson',
      row: {
        ROWID: index + 1,
        First: contact.first ?? null,
        Last: contact.last ?? null,
        Organization: contact.organisation ?? null,
        Note: contact.note ?? null,
        Kind: contact.first === undefined && contact.last === undefined ? 1 : 0,
        CreationDate: added,
        ModificationDate: added,
        StoreID: 0,
        guid: `${guids.uuid()}:ABPerson`,
      },
    })
    const values = [
      ...contact.phones.map((value) => ({ value, property: PHONE_PROPERTY, label: MOBILE_LABEL })),
      ...contact.emails.map((value) => ({ value, property: EMAIL_PROPERTY, label: HOME_LABEL })),
    ]
    for (const [identifier, value] of values.entries())
      sql.push({
        into: 'ABMultiValue',
        row: { UID: ++valueId, record_id: index + 1, identifier, ...value, guid: guids.uuid() },
      })
  }
  return { journal: 'wal', sql, walState: { checkpointed: false } }
}
