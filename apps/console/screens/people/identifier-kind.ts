// Kinds of identifier in words. A kind of another version is shown by its id.

import { en } from '../../messages/en.ts'
import { visibleText } from '../../parts/visible.ts'

const PREFIX = 'people.kind.'

/** Those the console has words for, in the order of its sentences. */
export const IDENTIFIER_KINDS: readonly string[] = Object.keys(en)
  .filter((key) => key.startsWith(PREFIX))
  .map((key) => key.slice(PREFIX.length))

export function identifierKindLabel(kind: string): string {
  const key = PREFIX + kind
  return Object.hasOwn(en, key) ? en[key as keyof typeof en] : visibleText(kind)
}
