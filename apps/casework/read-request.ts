// What reading a source of evidence is asked for, and what it tells on the way. Types only.

import type { Issue } from '@manumit/base'
import type { IntakePowers } from '@manumit/intake'
import type { Observation } from '@manumit/model'
import type { HeldInput } from './evidence-input.ts'
import type { EvidenceWriter } from './evidence-writer.ts'

export interface ReadProgress {
  readonly stage: 'hashing' | 'parsing'
  readonly path: string
  /** Bytes hashed of bytes listed; or bytes of the file read so far while it is parsed, of its size. */
  readonly done: number
  readonly total: number
  /** Items read so far, of the whole source. */
  readonly items: number
}

export interface ReadTotals {
  readonly files: number
  readonly bytes: number
  readonly items: number
}

export interface ReadRequest {
  readonly held: HeldInput
  readonly powers: IntakePowers
  readonly writer: EvidenceWriter
  onProgress(progress: ReadProgress): void
  /** Asked between files and batches: true ends the run with E_STOPPED, and what was written stays. */
  isStopped(): boolean
}

/** What an artifact gives, one by one. */
export type Item = Observation | Issue
