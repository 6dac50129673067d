// What a reader of a format gives: the value as far as it could be read, and what could not be. Types only.

import type { Issue } from '@manumit/base'

export interface Reading<T> {
  readonly value: T
  readonly issues: readonly Issue[]
}

/** Bytes [offset, offset + length) of the input that was read. */
export interface ByteRange {
  readonly offset: number
  readonly length: number
}
