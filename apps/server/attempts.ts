// How often somebody may guess a password. After a few wrong ones for a name, each further one waits twice as long; and so many
// wrong ones in a minute are refused whoever they name. Only what a person thought of is limited: tokens, passkeys and recovery
// codes have too much chance in them to be guessed, and stay a way in while somebody else keeps guessing. Kept in memory: a
// restart is no faster than waiting.

import { ok, type Result, refuse, type Utc } from '@manumit/base'

const FREE_GUESSES = 5
const LONGEST_WAIT_SECONDS = 900
/** Over all names, in a minute. */
const MOST_A_MINUTE = 60
const MINUTE = 60_000_000
/** Names remembered; somebody who tries more has the minute's limit against them. */
const NAMES_KEPT = 10_000

export interface Attempts {
  /**
   * One guess, counted as wrong until it is known to be right, so that many at once are no faster than one after the other.
   * Refuses E_TOO_MANY_REQUESTS with the seconds to wait.
   */
  begin(name: string): Result<Guess>
}

export interface Guess {
  /** It was right: what was counted against this name is forgotten. */
  succeeded(): void
}

export function makeAttempts(now: () => Utc): Attempts {
  const failures = new Map<string, { readonly count: number; readonly at: number }>()
  let recent: { readonly at: number }[] = []
  return {
    begin(name) {
      const at = now()
      recent = recent.filter((guess) => guess.at > at - MINUTE)
      if (recent.length >= MOST_A_MINUTE) return refuseFor(recent[0]!.at + MINUTE - at)
      const { count, at: last } = failures.get(name) ?? { count: 0, at }
      const wait =
        count < FREE_GUESSES ? 0 : Math.min(2 ** (count - FREE_GUESSES), LONGEST_WAIT_SECONDS) * 1_000_000
      if (at < last + wait) return refuseFor(last + wait - at)
      failures.delete(name)
      failures.set(name, { count: count + 1, at })
      const oldest = failures.keys().next().value
      if (failures.size > NAMES_KEPT && oldest !== undefined) failures.delete(oldest)
      const guess = { at }
      recent.push(guess)
      return ok({
        succeeded() {
          failures.delete(name)
          recent = recent.filter((each) => each !== guess)
        },
      })
    },
  }
}

const refuseFor = (micros: number): Result<never> =>
  refuse('E_TOO_MANY_REQUESTS', { seconds: Math.ceil(micros / 1_000_000) })
