// What several ports use: pages of a list, and values that are JSON.

/** A page of an ordered list, and where the next one starts; `next` is null at the end. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }
