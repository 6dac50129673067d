// Values of property lists, the same for the binary and the XML form. Types and small guards only.

export type PlistValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PlistDate
  | PlistUid
  | PlistSet
  | PlistUnread
  | PlistArray
  | PlistDict

export interface PlistArray extends ReadonlyArray<PlistValue> {}
export interface PlistDict extends ReadonlyMap<string, PlistValue> {}

export interface PlistDate {
  readonly kind: 'date'
  /** Seconds since 2001-01-01T00:00:00Z, as stored (binary) or counted from the text (XML). */
  readonly macSeconds: number
  /** As written, in XML. */
  readonly text?: string
}

/** A reference into `$objects` of a keyed archive. */
export interface PlistUid {
  readonly kind: 'uid'
  readonly uid: number
}

export interface PlistSet {
  readonly kind: 'set'
  readonly items: readonly PlistValue[]
}

/** Stands where a value could not be read; the issue of this code says why. */
export interface PlistUnread {
  readonly kind: 'unread'
  readonly code: string
  /** Place of what was met, in the bytes. */
  readonly offset: number
}

export const isDict = (value: PlistValue | undefined): value is PlistDict => value instanceof Map

export const isArray = (value: PlistValue | undefined): value is PlistArray => Array.isArray(value)

type Marked = PlistDate | PlistUid | PlistSet | PlistUnread

export function isKind<K extends Marked['kind']>(
  value: PlistValue | undefined,
  kind: K,
): value is Extract<Marked, { kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}
