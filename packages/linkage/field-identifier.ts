// A whole field that is an identifier: a party's id, an entry's number. What no plan knows is kept as recorded.

import type { IdentifierKind } from './identifier.ts'
import type { NumberReader } from './phone-number.ts'
import { namesOfUrl, normalEmail } from './text/addresses.ts'
import { normalText } from './text/normal-text.ts'

/** Longer ids are not identifiers that anybody compares; they stay in their record. */
const LONGEST = 900

/** Kind and normal form; null for an empty field. */
export function fieldIdentifier(
  stored: string,
  numbers: NumberReader,
): { readonly kind: IdentifierKind; readonly text: string } | null {
  const plain = normalText(stored.slice(0, LONGEST + 1)).text.trim()
  if (plain === '' || plain.length > LONGEST) return null
  const account = accountNumber(plain)
  if (account !== null) return { kind: 'phone', text: account }
  if (/^[+\d(][\d\s().\-/+]*(?:\s?(?:x|ext\.?|#)\s?\d{1,6})?$/i.test(plain) || /^(?:tel|sms):/i.test(plain)) {
    const number = numberOf(plain.replace(/^(?:tel|sms):/i, ''), numbers)
    if (number) return number
  }
  const email = normalEmail(plain)
  if (email !== null) return { kind: 'email', text: email }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(plain)) {
    const name = namesOfUrl(plain).at(-1)
    if (name && name.kind !== 'domain') return name
    if (name) return namesOfUrl(plain)[0]!
  }
  return { kind: 'other', text: plain }
}

/** The number in a chat app's account: `447700900123@s.whatsapp.net`. */
function accountNumber(text: string): string | null {
  const match = /^([1-9]\d{6,14})(?:[:.]\d{1,3})?@(?:s\.whatsapp\.net|c\.us)$/.exec(text)
  return match ? `+${match[1]}` : null
}

function numberOf(
  text: string,
  numbers: NumberReader,
): { readonly kind: IdentifierKind; readonly text: string } | null {
  const digits = text.replace(/(?:x|ext\.?|#).*$/i, '').replace(/[^\d+]/g, '')
  const bare = digits.replace(/\+/g, '')
  if (/^\d{3,6}$/.test(digits)) return { kind: 'short-code', text: `${numbers.region ?? 'ZZ'}:${digits}` }
  const number = numbers.dialled(digits)
  if (number !== null) return { kind: 'phone', text: number }
  return bare.length >= 3 && bare.length < 7
    ? { kind: 'short-code', text: `${numbers.region ?? 'ZZ'}:${bare}` }
    : null
}
