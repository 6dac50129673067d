// Property lists, whichever form the bytes have: recognised by their first bytes, not by their name.

import type { Issue } from '@manumit/base'
import { issue } from '../errors.ts'
import { type LoosePlistValue, readBinaryPlist } from './binary.ts'
import { isBinaryPlist } from './binary-layout.ts'
import type { PlistValue } from './value.ts'
import { readXmlPlist } from './xml.ts'

export interface PlistReading {
  readonly format: 'binary' | 'xml' | 'unknown'
  /** `{ kind: 'unread' }` stands where the whole, or a part, could not be read. Data shares memory with the input. */
  readonly value: PlistValue
  readonly issues: readonly Issue[]
  /** In a binary list whose end is lost: its strings, numbers, dates and data, without what held them. */
  readonly loose: readonly LoosePlistValue[]
}

/**
 * Reads a binary or XML property list as far as it can be read.
 *
 * @issues E_PLIST_UNKNOWN, and those of readBinaryPlist and readXmlPlist
 */
export function readPlist(bytes: Uint8Array): PlistReading {
  if (isBinaryPlist(bytes)) return { format: 'binary', ...readBinaryPlist(bytes) }
  if (looksLikeXml(bytes)) return { format: 'xml', ...readXmlPlist(bytes), loose: [] }
  const value = { kind: 'unread', code: 'E_PLIST_UNKNOWN', offset: 0 } as const
  return { format: 'unknown', value, issues: [issue('E_PLIST_UNKNOWN', { offset: 0 })], loose: [] }
}

const BLANKS = new Set([0, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff])

/** Its first character is `<`, behind blanks, zero bytes or a byte order mark. */
function looksLikeXml(bytes: Uint8Array): boolean {
  const first = bytes.findIndex((byte) => !BLANKS.has(byte))
  return first >= 0 && bytes[first] === 0x3c
}
