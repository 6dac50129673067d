// How fast a stage goes and how long it still takes, from what it did since it began. The whole stretch counts, so that the
// time left does not jump.

import type { Utc } from '@manumit/base'
import type { JobStep } from './run-job.ts'

const SECOND = 1_000_000

/** A function that is told each step of one job. Both are null where nothing can be said yet. */
export function makeRate(
  now: () => Utc,
): (step: JobStep) => { readonly perSecond: number | null; readonly secondsLeft: number | null } {
  let stage = ''
  let began = 0
  let before = 0
  return ({ stage: current, done, total }) => {
    const at = now()
    // A count that falls is another file's: its own stretch begins.
    if (current !== stage || done < before) {
      stage = current
      began = at
      before = done
    }
    const seconds = (at - began) / SECOND
    if (seconds < 1 || done <= before) return { perSecond: null, secondsLeft: null }
    const perSecond = (done - before) / seconds
    return { perSecond, secondsLeft: total === null ? null : Math.max(0, (total - done) / perSecond) }
  }
}
