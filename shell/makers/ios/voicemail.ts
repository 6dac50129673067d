// voicemail.db and the recordings beside it: silence, with the length the row states.

import { writeSilentAmr } from '../amr.ts'
import type { PhonePlan } from '../phone-plan.ts'
import { recipeText } from '../recipe.ts'
import type { SqliteRecipe } from '../sqlite.ts'
import { macSeconds, millisOf, unixSeconds } from '../times.ts'

/** Source: flags seen with rows that were listened to, and with rows moved to the trash. */
const HEARD = 11
const TRASHED = 75
const THIRTY_DAYS = 30 * 86_400

/** voicemail.db for the plan's voicemails. */
export function iosVoicemail(plan: PhonePlan): SqliteRecipe {
  const rows = plan.recipe.voicemails.map((voicemail, index) => {
    const at = unixSeconds(millisOf(voicemail.at))
    return {
      into: 'voicemail',
      row: {
        ROWID: index + 1,
        remote_uid: 4000 + index,
        date: at,
        token: 'Complete',
        sender: voicemail.from,
        callback_num: voicemail.callback ?? voicemail.from,
        duration: voicemail.seconds,
        expiration: at + THIRTY_DAYS,
        trashed_date:
          voicemail.trashed === undefined ? 0 : Math.floor(macSeconds(millisOf(voicemail.trashed))),
        flags: voicemail.trashed === undefined ? HEARD : TRASHED,
        receiver: plan.recipe.device.number,
      },
    }
  })
  return { journal: 'delete', sql: [recipeText('schemas/ios-voicemail.sql'), ...rows] }
}

/** The recordings, by the name they have beside the database. */
export const iosRecordings = (plan: PhonePlan) =>
  plan.recipe.voicemails.map((voicemail, index) => ({
    name: `${index + 1}.amr`,
    bytes: writeSilentAmr(voicemail.seconds),
    millis: millisOf(voicemail.at),
  }))
