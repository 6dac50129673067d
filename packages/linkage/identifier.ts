// Identifiers: what a record names an account by, in one normal form per kind, and where the record names it. An identifier
// is an account, an address or a place on the net; it is not a person.

/** phone: E.164. short-code: kept with its country, never made long. other: an account's id as recorded. */
export const IDENTIFIER_KINDS = [
  'phone',
  'short-code',
  'email',
  'url',
  'domain',
  'handle',
  'invite',
  'app',
  'other',
] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

/** How an identifier was found. `field`: the field is the identifier; the others: inside a text. */
export type MentionMethod =
  | 'field'
  /** Digits with separators that people use. */
  | 'plain'
  /** Digits in another guise: other digits of Unicode, letters for digits, odd separators, words between groups. */
  | 'disguised'
  /** Number words, alone or mixed with digits. */
  | 'words'
  /** An address with a scheme, or a link of a known service. */
  | 'link'
  /** A name after the name of a platform. */
  | 'cue'

/** One place of one record that names an identifier. */
export interface Mention {
  /** `phone:+447700900123`: kind and normal form, by which spellings are one. */
  readonly key: string
  readonly kind: IdentifierKind
  /** The normal form alone. */
  readonly text: string
  /** As recorded. */
  readonly spelling: string
  /** The name that stands beside it in the same party or entry. */
  readonly name?: string
  /** The party is the account of the phone that was read. */
  readonly isDevice?: true
  readonly field: string
  /** `from`, `to`, …: the party's field; `entry`: an address-book entry's; `visited`; `number`; `text`: inside a text. */
  readonly role: string
  /** UTF-16 span in that field's text, [start, end); null where the field itself is the identifier. */
  readonly start: number | null
  readonly end: number | null
  readonly method: MentionMethod
  /** How far the spelling lies from the usual one; 0 for plain digits. A fact about the text, never a reproach. */
  readonly cost: number
}

/** Kind and normal form → key. */
export const keyOf = (kind: IdentifierKind, text: string): string => `${kind}:${text}`

/** Key → kind and normal form; null where it is no key. */
export function partsOfKey(key: string): { readonly kind: IdentifierKind; readonly text: string } | null {
  const at = key.indexOf(':')
  const kind = IDENTIFIER_KINDS.find((each) => each === key.slice(0, at))
  return kind === undefined || at + 1 === key.length ? null : { kind, text: key.slice(at + 1) }
}
