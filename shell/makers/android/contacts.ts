// contacts2.db of the contacts provider: raw contacts and their data rows.

import type { PhonePlan } from '../phone-plan.ts'
import { recipeText } from '../recipe.ts'
import type { SqliteRecipe, SqlStep } from '../sqlite.ts'
import { millisOf } from '../times.ts'

/** Ids of the mimetypes the schema file inserts. */
const NAME = 1
const PHONE = 2
const EMAIL = 3
const NOTE = 4
const ORGANISATION = 5
const MOBILE_TYPE = '2'
const HOME_TYPE = '1'
/** display_name_source: 40 a structured name, 30 an organisation. */
const FROM_NAME = 40
const FROM_ORGANISATION = 30

/** contacts2.db for the plan's contacts. */
export function androidContacts(plan: PhonePlan): SqliteRecipe {
  const sql: SqlStep[] = [recipeText('schemas/android-contacts.sql')]
  for (const [index, contact] of plan.recipe.contacts.entries()) {
    const id = index + 1
    const name = [contact.first, contact.last].filter(Boolean).join(' ')
    sql.push(
      {
        into: 'contacts',
        row: {
          _id: id,
          name_raw_contact_id: id,
          has_phone_number: contact.phones.length > 0 ? 1 : 0,
          lookup: `0r${id}-demo`,
          contact_last_updated_timestamp: millisOf(contact.added),
        },
      },
      {
        into: 'raw_contacts',
        row: {
          _id: id,
          account_id: (index % 2) + 1,
          contact_id: id,
          display_name: name || (contact.organisation ?? null),
          display_name_source: name ? FROM_NAME : FROM_ORGANISATION,
        },
      },
    )
    const data = (mimetype: number, values: Record<string, string | null>): SqlStep => ({
      into: 'data',
      row: { mimetype_id: mimetype, raw_contact_id: id, ...values },
    })
    if (name) sql.push(data(NAME, { data1: name, data2: contact.first ?? null, data3: contact.last ?? null }))
    for (const phone of contact.phones)
      sql.push(data(PHONE, { data1: phone, data2: MOBILE_TYPE, data4: phone.replace(/[^+\d]/g, '') }))
    for (const email of contact.emails) sql.push(data(EMAIL, { data1: email, data2: HOME_TYPE }))
    if (contact.note !== undefined) sql.push(data(NOTE, { data1: contact.note }))
    if (contact.organisation !== undefined) sql.push(data(ORGANISATION, { data1: contact.organisation }))
  }
  return { journal: 'delete', sql }
}
