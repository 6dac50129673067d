// Evidence: a source somebody handed over, under an authority, from somebody's phone. The scope says what may enter the
// store; what lies outside is counted and left out. A victim's phone is not an open book.

import type { Utc } from '@manumit/base'

/** Whose phone or account it is, in the matter. Default `unknown`. Never a judgement about the person. */
export const HOLDER_ROLES = ['unknown', 'person-harmed', 'person-investigated', 'witness', 'other'] as const
export type HolderRole = (typeof HOLDER_ROLES)[number]

export interface Scope {
  /** Observation kinds that may enter; absent: each of them. */
  readonly kinds?: readonly string[]
  /** First and last moment that may enter, inclusive. A record without a UTC is outside any range that is set. */
  readonly from?: Utc
  readonly to?: Utc
}

export interface SourceDeclaration {
  /** A name for people: the exhibit number, or the file's name. */
  readonly name: string
  /** Under what authority it is read: a warrant's number, a consent's date. Free text; null when not stated. */
  readonly authority: string | null
  readonly holderRole: HolderRole
  readonly scope: Scope
}

/** Is a record of this kind and time inside the scope? */
export function isInScope(scope: Scope, kind: string, utc: Utc | null): boolean {
  if (scope.kinds && !scope.kinds.includes(kind)) return false
  if (scope.from === undefined && scope.to === undefined) return true
  return utc !== null && utc >= (scope.from ?? -Infinity) && utc <= (scope.to ?? Infinity)
}
