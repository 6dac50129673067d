// What the demonstration case holds, as its expected.json says it: the answer key of whoever reads it.

import type { DemoPictures } from './pictures.ts'

/** What `expected.json` says: counts per source, and what a matcher should find. */
export interface DemoCase {
  readonly note: string
  readonly phones: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Numbers that records of both phones name, in E.164. */
  readonly sharedNumbers: readonly string[]
  readonly pictures: DemoPictures
}

/** What may vary. */
