// What intake asks of this machine: inflate, a spool, and limits that let every real phone through and stop a bomb.

import type { IntakeLimits, IntakePowers } from '@manumit/intake'
import { inflate } from './inflate.ts'
import { makeSpool } from './spool.ts'

/**
 * entryBytes: 64 GiB, above any file seen on a phone and below the free space of an examiner's disk. Raise it for a whole
 * phone as one `.tar.gz`.
 * ratio, ratioFloorBytes: deflate reaches 1,032 to 1 on zeros, real databases with many free pages about 100; below 64 MiB
 * a bomb does no harm, so nothing is judged there.
 * entries: over twice the largest published phone image met (830,000 files); each takes about 1 KB while the tree is open.
 * nameBytes: the longest name ext4 and APFS take.
 * depth: an examiner's zip of a tool's zip. More is somebody's own archive and stays one file.
 */
export const DEFAULT_INTAKE_LIMITS: IntakeLimits = {
  entryBytes: 64 * 1024 ** 3,
  ratio: 200,
  ratioFloorBytes: 64 * 1024 ** 2,
  entries: 2_000_000,
  nameBytes: 255,
  depth: 2,
}

export interface HeldIntakePowers extends IntakePowers {
  /** Removes the spool's private folder. Trees opened with these powers must not be read afterwards. */
  close(): void
}

/**
 * IntakePowers on Node.
 *
 * @param spoolFolder  an existing folder of the examiner's own machine; inflated evidence passes through it
 * @param limits       deviations from DEFAULT_INTAKE_LIMITS
 */
export function makeIntakePowers(options: {
  readonly spoolFolder: string
  readonly limits?: Partial<IntakeLimits>
}): HeldIntakePowers {
  const spool = makeSpool(options.spoolFolder)
  return {
    inflate,
    spool: spool.spool,
    limits: { ...DEFAULT_INTAKE_LIMITS, ...options.limits },
    close: spool.close,
  }
}
