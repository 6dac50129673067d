// Where the next page of a list starts, as text a caller keeps and gives back. A list's cursors begin with its own
// letter, so that one list does not take another's.

import { ok, type Result, refuse } from '@manumit/base'

/** Letter and integers, with dots: `t1700000000000000.4294967298`. */
export const makeCursor = (list: string, ...values: readonly number[]): string => list + values.join('.')

/** The integers of a cursor of this list; `null` for no cursor. Refuses E_CURSOR. */
export function readCursor(
  list: string,
  values: number,
  cursor: string | undefined,
): Result<readonly number[] | null> {
  if (cursor === undefined) return ok(null)
  const numbers = cursor.startsWith(list) ? cursor.slice(list.length).split('.').map(integerOf) : []
  return numbers.length === values && numbers.every(Number.isSafeInteger)
    ? ok(numbers)
    : refuse('E_CURSOR', { cursor })
}

const integerOf = (text: string): number => (/^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN)
