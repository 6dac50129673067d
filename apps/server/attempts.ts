// How often somebody may guess. After a few wrong secrets for a name, each further one waits twice as long; and so many wrong
// ones in a minute are refused whoever they name. Kept in memory: a restart is no faster than waiting.

import { ok, type Result, refuse, type Utc } from '@manumit/base'

const FREE_GUESSES = 5
const LONGEST_WAIT_SECONDS = 900
/** Over all names, in a minute. */
const MOST_A_MINUTE = 60
const MINUTE = 60_000_000
/** Names remembered; somebody who tries more has the minute's limit against them. */
const NAMES_KEPT = 10_000

export interface Attempts {
  /** Refuses E_TOO_MANY_REQUESTS with the seconds to wait. */
  mayTry(name: string): Result<void>
  failed(name: string): void
  succeeded(name: string): void
}

export function makeAttempts(now: () => Utc): Attempts {
  const failures = new Map<string, { readonly count: number; readonly at: number }>()
  let recent: number[] = []
  return {
    mayTry(name) {
      const at = now()
      recent = recent.filter((time) => time > at - MINUTE)
      if (recent.length >= MOST_A_MINUTE) return refuseFor(recent[0]! + MINUTE - at)
      const failure = failures.get(name)
      if (!failure || failure.count < FREE_GUESSES) return ok(undefined)
      const wait = Math.min(2 ** (failure.count - FREE_GUESSES), LONGEST_WAIT_SECONDS) * 1_000_000
      return at < failure.at + wait ? refuseFor(failure.at + wait - at) : ok(undefined)
    },
    failed(name) {
      recent.push(now())
      const count = (failures.get(name)?.count ?? 0) + 1
      failures.delete(name)
      failures.set(name, { count, at: now() })
      const oldest = failures.keys().next().value
      if (failures.size > NAMES_KEPT && oldest !== undefined) failures.delete(oldest)
    },
    succeeded: (name) => void failures.delete(name),
  }
}

const refuseFor = (micros: number): Result<never> =>
  refuse('E_TOO_MANY_REQUESTS', { seconds: Math.ceil(micros / 1_000_000) })
