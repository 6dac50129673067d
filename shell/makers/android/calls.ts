// calllog.db of the contacts provider.

import type { PhonePlan } from '../phone-plan.ts'
import { type CallRecipe, recipeText } from '../recipe.ts'
import type { SqliteRecipe } from '../sqlite.ts'
import { millisOf } from '../times.ts'

/** Source: Android, CallLog.Calls. */
const OUTGOING = 2
const INCOMING_TYPES = {
  answered: 1,
  missed: 3,
  voicemail: 4,
  rejected: 5,
  blocked: 6,
  elsewhere: 7,
} as const

/** calllog.db for the plan's calls. */
export function androidCalls(plan: PhonePlan): SqliteRecipe {
  const rows = plan.calls.map((call, index) => {
    const number = call.in ?? call.out ?? ''
    return {
      into: 'calls',
      row: {
        _id: index + 1,
        number,
        date: millisOf(call.at),
        duration: Math.round(call.seconds),
        type: call.out === undefined ? INCOMING_TYPES[call.outcome] : OUTGOING,
        new: call.outcome === 'missed' ? 1 : 0,
        name: nameOf(plan, call),
        countryiso: 'GB',
        is_read: call.outcome === 'missed' ? 0 : 1,
        normalized_number: number,
        sub_id: 1,
        last_modified: millisOf(call.at),
      },
    }
  })
  return { journal: 'delete', sql: [recipeText('schemas/android-calllog.sql'), ...rows] }
}

/** The log keeps the name the address book had for the number at the time. */
function nameOf({ recipe }: PhonePlan, call: CallRecipe): string | null {
  const number = call.in ?? call.out ?? ''
  const contact = recipe.contacts.find(({ phones }) => phones.includes(number))
  return contact
    ? [contact.first, contact.last].filter(Boolean).join(' ') || (contact.organisation ?? null)
    : null
}
