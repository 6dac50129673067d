// The text of an iMessage `attributedBody`, fast enough for millions of rows. Streams that match the exact bytes Apple
// writes for a plain message are read by comparing them; any other goes through the general reader, which is the oracle
// of this file's tests.

import type { Issue } from '@manumit/base'
import { decodeUtf8 } from '../text.ts'
import { attributedString } from './attributed-string.ts'
import { readTypedstream } from './reader.ts'

export interface AttributedBody {
  /** null where no text could be read; '' is a text. U+FFFC stands where a file was placed. */
  readonly text: string | null
  /** File-transfer GUIDs the attributes name, in order, each once: `attachment.guid` of the same database. */
  readonly attachmentGuids: readonly string[]
  readonly issues: readonly Issue[]
}

/** The attribute under which Messages keeps an attachment's GUID. */
export const FILE_TRANSFER_GUID = '__kIMFileTransferGUIDAttributeName'

const NONE: readonly never[] = []

/**
 * Text and attachment GUIDs of an `attributedBody`.
 *
 * @issues those of readTypedstream and attributedString
 * @source layout: real streams of macOS 10.10 to iOS 17; see reader.ts
 */
export function attributedBodyText(bytes: Uint8Array): AttributedBody {
  const text = exactText(bytes)
  return text === null ? generalBody(bytes) : { text, attachmentGuids: NONE, issues: NONE }
}

/** The same by the general reader alone. */
export function generalBody(bytes: Uint8Array): AttributedBody {
  const stream = readTypedstream(bytes)
  if (stream.value === null) return { text: null, attachmentGuids: NONE, issues: stream.issues }
  const body = attributedString(stream.value)
  const guids = new Set<string>()
  for (const run of body.value?.runs ?? []) {
    const guid = run.attributes.get(FILE_TRANSFER_GUID)
    if (typeof guid === 'string') guids.add(guid)
  }
  return {
    text: body.value?.text ?? null,
    attachmentGuids: [...guids],
    issues: [...stream.issues, ...body.issues],
  }
}

// ── Exact layouts ────────────────────────────────────────────────────────────────────────────────────────────────────

const START = '\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84'
const CHAIN = '\x12NSAttributedString\x00\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84'
/** One run over the whole text; its length and the number of attributes stand between these two. */
const RUN = '\x86\x84\x02iI\x01'

interface Layout {
  readonly head: Uint8Array
  /** What may follow the run's length. */
  readonly tails: readonly Uint8Array[]
}

/** Mutable strings (what Messages writes) and immutable ones: numbers of shared things differ by the two extra classes. */
const LAYOUTS: readonly Layout[] = [
  {
    head: latin1(
      `${START}\x19NSMutableAttributedString\x00\x84\x84${CHAIN}\x0fNSMutableString\x01\x84\x84\x08NSString\x01\x95\x84\x01+`,
    ),
    tails: tailsOf(0x95, 0x98),
  },
  { head: latin1(`${START}${CHAIN}\x08NSString\x01\x94\x84\x01+`), tails: tailsOf(0x94, 0x96) },
]

/**
 * The attributes of a plain message: its part number 0 alone, or after a base writing direction of -1.
 * `root` is the reference to NSObject; `string` those to NSString and to the encoding `+`, which share a number.
 */
function tailsOf(root: number, string: number): readonly Uint8Array[] {
  const at = (n: number) => String.fromCharCode(n)
  const dictionary = (count: number) =>
    `\x92\x84\x84\x84\x0cNSDictionary\x00${at(root)}\x84\x01i${at(count)}\x92\x84${at(string)}${at(string)}`
  const number = `\x86\x92\x84\x84\x84\x08NSNumber\x00\x84\x84\x07NSValue\x00${at(root)}\x84\x01*\x84`
  // Shared strings after `+`: iI, NSDictionary, i, NSNumber, NSValue, *, q; entities: dictionary, its class, key, …
  const int = at(string + 3)
  const star = at(string + 6)
  const quad = at(string + 7)
  const part = '\x1d__kIMMessagePartAttributeName'
  const direction = '&__kIMBaseWritingDirectionAttributeName'
  return [
    latin1(`${dictionary(1)}${part}${number}${int}${int}\x00\x86\x86\x86`),
    latin1(
      `${dictionary(2)}${direction}${number}\x84\x01q${quad}\xff\x86\x92\x84${at(string)}${at(string)}${part}\x86\x92\x84` +
        `${at(string + 5)}${star}${quad}${quad}\x00\x86\x86\x86`,
    ),
  ]
}

/** The text where the stream is one of the exact layouts; null where it is anything else. For attributedBodyText alone. */
export function exactText(bytes: Uint8Array): string | null {
  const layout = bytes[22] === 0x19 ? LAYOUTS[0]! : LAYOUTS[1]!
  const { head, tails } = layout
  if (!matches(bytes, 0, head)) return null
  const lengthAt = head.length
  const length = lengthIn(bytes, lengthAt)
  if (length < 0) return null
  const textAt = lengthAt + (length < 0x80 ? 1 : 3)
  const textEnd = textAt + length
  const runAt = textEnd + RUN.length
  if (!matches(bytes, textEnd, RUN_BYTES)) return null
  const units = lengthIn(bytes, runAt)
  if (units < 0) return null
  const tailAt = runAt + (units < 0x80 ? 1 : 3)
  if (!tails.some((tail) => bytes.length === tailAt + tail.length && matches(bytes, tailAt, tail)))
    return null
  const { text, valid } = decodeUtf8(bytes.subarray(textAt, textEnd))
  return valid && text.length === units ? text : null
}

const RUN_BYTES = latin1(RUN)

/** A length of one byte, or of two behind 0x81; -1 for any other form. */
function lengthIn(bytes: Uint8Array, at: number): number {
  const head = bytes[at] ?? 0x85
  if (head < 0x80) return head
  if (head !== 0x81) return -1
  const value = (bytes[at + 1] ?? 0) | ((bytes[at + 2] ?? 0) << 8)
  return value < 0x80 ? -1 : value
}

function matches(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  if (bytes.length - at < expected.length) return false
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false
  return true
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0))
}
