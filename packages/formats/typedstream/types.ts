// What a typedstream holds, as a flat table with references. Types only.

import type { ByteRange } from '../reading.ts'

export type TypedstreamValue =
  | { readonly kind: 'nil' }
  | { readonly kind: 'integer'; readonly value: number | bigint }
  | { readonly kind: 'real'; readonly value: number }
  /** A string of unstated encoding (`+`, selectors, atoms) or an array of chars, with its place in the stream. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly range: ByteRange }
  | { readonly kind: 'list'; readonly values: readonly TypedstreamValue[] }
  /** Number of an entity in the table. */
  | { readonly kind: 'reference'; readonly to: number }

/** Values that were written together, under one type encoding such as `@` or `iI`. */
export interface TypedstreamGroup {
  readonly encoding: string
  readonly values: readonly TypedstreamValue[]
  readonly range: ByteRange
}

export type TypedstreamEntity =
  | {
      readonly kind: 'object'
      /** Number of its class; null where the stream names none. */
      readonly class: number | null
      readonly groups: readonly TypedstreamGroup[]
      readonly range: ByteRange
    }
  | {
      readonly kind: 'class'
      readonly name: string
      readonly version: number
      readonly parent: number | null
    }
  | { readonly kind: 'cstring'; readonly bytes: Uint8Array; readonly range: ByteRange }

export interface Typedstream {
  readonly byteOrder: 'little' | 'big'
  readonly streamerVersion: number
  readonly systemVersion: number
  readonly entities: readonly TypedstreamEntity[]
  /** The groups outside any object, in order. */
  readonly groups: readonly TypedstreamGroup[]
}
