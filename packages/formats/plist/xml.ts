// XML property lists to values, over the tolerant tokenizer saxes: what stands before a fault is kept, and each fault is
// an issue. Entities of a document type are not expanded (saxes knows none), so there is nothing to blow up.

import { SaxesParser } from 'saxes'
import { type IssueList, issue, makeIssueList } from '../errors.ts'
import type { Reading } from '../reading.ts'
import { decodeLatin1, decodeUtf8, decodeUtf16 } from '../text.ts'
import { bytesOfBase64 } from './base64.ts'
import type { PlistUnread, PlistValue } from './value.ts'

const MAX_DEPTH = 200
/** Faults of syntax told one by one; a text that is no XML has thousands. */
const MAX_SYNTAX_ISSUES = 10

const CONTAINERS = new Set(['dict', 'array'])
const SCALARS = new Set(['key', 'string', 'data', 'date', 'integer', 'real', 'true', 'false'])

/**
 * Reads an XML property list.
 *
 * @issues E_PLIST_LEADING, E_PLIST_TEXT, E_PLIST_XML_SYNTAX, E_PLIST_XML_TORN, E_PLIST_XML_ELEMENT, E_PLIST_XML_VALUE,
 *         E_PLIST_DATE, E_PLIST_KEY, E_PLIST_DEPTH, E_PLIST_NONE; offsets are in characters of the text
 */
export function readXmlPlist(bytes: Uint8Array): Reading<PlistValue> {
  const issues = makeIssueList()
  const { text, valid } = textOf(bytes)
  if (!valid) issues.push(issue('E_PLIST_TEXT', { offset: 0 }))
  const trimmed = text.replace(/^[\s\ufeff\0]+/, '')
  const skipped = text.length - trimmed.length
  if (skipped > (text.startsWith('\ufeff') ? 1 : 0))
    issues.push(issue('E_PLIST_LEADING', { offset: 0 }, { characters: skipped }))
  const value = parse(trimmed, issues, skipped)
  return { value, issues: issues.all() }
}

/** By byte order mark, by zero bytes, or by the declared encoding; UTF-8 where nothing is said. */
function textOf(bytes: Uint8Array): { text: string; valid: boolean } {
  const [a, b] = [bytes[0], bytes[1]]
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return decodeUtf16(bytes, 'little')
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return decodeUtf16(bytes, 'big')
  const declared = /encoding\s*=\s*["']([\w.-]+)["']/i.exec(
    decodeLatin1(bytes, 0, Math.min(bytes.length, 200)),
  )
  const isLatin = /^(iso-8859-1|latin1|us-ascii|windows-1252)$/i.test(declared?.[1] ?? '')
  return isLatin ? { text: decodeLatin1(bytes), valid: true } : decodeUtf8(bytes)
}

interface Frame {
  readonly name: string
  readonly offset: number
  readonly members: PlistValue[]
  readonly dict: Map<string, PlistValue>
  /** A key that waits for its value. */
  key: string | null
}

function parse(text: string, issues: IssueList, skipped: number): PlistValue {
  const parser = new SaxesParser({ position: true })
  const frames: Frame[] = [makeFrame('plist', 0)]
  let scalar: { name: string; text: string } | null = null
  let syntax = 0
  /** Elements open inside one that is left out, with its name. */
  let ignored = 0
  const here = () => ({ offset: skipped + parser.position })

  parser.on('error', (fault) => {
    if (syntax++ < MAX_SYNTAX_ISSUES)
      issues.push(issue('E_PLIST_XML_SYNTAX', here(), { fault: fault.message.slice(0, 200) }))
  })
  parser.on('opentag', ({ name }) => {
    const isTop = name === 'plist' && frames.length === 1
    if (ignored > 0 || scalar !== null) {
      if (ignored === 0) issues.push(issue('E_PLIST_XML_ELEMENT', here(), { name }))
      ignored++
    } else if (CONTAINERS.has(name) && frames.length <= MAX_DEPTH) frames.push(makeFrame(name, here().offset))
    else if (SCALARS.has(name)) scalar = { name, text: '' }
    else if (!isTop) {
      const code = CONTAINERS.has(name) ? 'E_PLIST_DEPTH' : 'E_PLIST_XML_ELEMENT'
      issues.push(issue(code, here(), { name }))
      addMember(frames, { kind: 'unread', code, ...here() }, issues)
      ignored++
    }
  })
  const addText = (piece: string) => {
    if (scalar !== null && ignored === 0) scalar.text += piece
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', ({ name }) => {
    if (ignored > 0) ignored--
    else if (scalar?.name === name) {
      closeScalar(frames, scalar, issues, here().offset)
      scalar = null
    } else if (frames.length > 1 && frames.at(-1)!.name === name) closeFrame(frames, issues)
  })
  parser.write(text).close()
  return finish(frames, scalar, issues, skipped + text.length)
}

const makeFrame = (name: string, offset: number): Frame => ({
  name,
  offset,
  members: [],
  dict: new Map(),
  key: null,
})

function finish(
  frames: Frame[],
  scalar: { name: string; text: string } | null,
  issues: IssueList,
  end: number,
): PlistValue {
  if (scalar !== null || frames.length > 1)
    issues.push(
      issue(
        'E_PLIST_XML_TORN',
        { offset: end },
        (scalar && { element: scalar.name, text: scalar.text.slice(0, 64) }) || {},
      ),
    )
  if (scalar !== null && scalar.name !== 'key')
    addMember(frames, { kind: 'unread', code: 'E_PLIST_XML_TORN', offset: end }, issues)
  while (frames.length > 1) closeFrame(frames, issues)
  const root = frames[0]!.members[0]
  if (root !== undefined) return root
  issues.push(issue('E_PLIST_NONE', { offset: 0 }))
  return { kind: 'unread', code: 'E_PLIST_NONE', offset: 0 }
}

function addMember(frames: readonly Frame[], value: PlistValue, issues: IssueList): void {
  const frame = frames.at(-1)!
  if (frame.name === 'dict') {
    const { key, dict } = frame
    frame.key = null
    if (key !== null && !dict.has(key)) dict.set(key, value)
    else issues.push(issue('E_PLIST_KEY', { offset: frame.offset }, key === null ? {} : { key }))
  } else if (frame.name === 'plist' && frame.members.length > 0)
    issues.push(issue('E_PLIST_XML_ELEMENT', { offset: frame.offset }))
  else frame.members.push(value)
}

function closeFrame(frames: Frame[], issues: IssueList): void {
  const { name, members, dict, key, offset } = frames.pop()!
  if (key !== null) issues.push(issue('E_PLIST_KEY', { offset }, { key }))
  addMember(frames, name === 'array' ? members : uidOr(dict), issues)
}

/** Property lists that were binary write a UID as a dictionary of this one key. */
function uidOr(dict: Map<string, PlistValue>): PlistValue {
  const uid = dict.size === 1 ? dict.get('CF$UID') : undefined
  return typeof uid === 'number' ? { kind: 'uid', uid } : dict
}

function closeScalar(
  frames: readonly Frame[],
  { name, text }: { name: string; text: string },
  issues: IssueList,
  offset: number,
): void {
  const frame = frames.at(-1)!
  if (name === 'key') {
    if (frame.name !== 'dict' || frame.key !== null)
      issues.push(issue('E_PLIST_KEY', { offset }, { key: text }))
    if (frame.name === 'dict') frame.key = text
    return
  }
  const value = scalarOf(name, text)
  if (value !== undefined) {
    addMember(frames, value, issues)
    return
  }
  const code = name === 'date' ? 'E_PLIST_DATE' : 'E_PLIST_XML_VALUE'
  const bad: PlistUnread = { kind: 'unread', code, offset }
  issues.push(issue(code, { offset }, { element: name, text: text.slice(0, 64) }))
  addMember(frames, bad, issues)
}

/** undefined where the text is no value of its element. */
function scalarOf(name: string, text: string): PlistValue | undefined {
  switch (name) {
    case 'string':
      return text
    case 'true':
      return true
    case 'false':
      return false
    case 'integer':
      return integerOf(text.trim())
    case 'real':
      return realOf(text.trim())
    case 'date':
      return dateOf(text.trim())
    default:
      return bytesOfBase64(text) ?? undefined
  }
}

function integerOf(text: string): number | bigint | undefined {
  const parts = /^([+-]?)(0x[0-9a-f]{1,32}|\d{1,39})$/i.exec(text)
  if (!parts) return undefined
  const value = parts[1] === '-' ? -BigInt(parts[2]!) : BigInt(parts[2]!)
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}

function realOf(text: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text)
  if (/^nan$/i.test(text)) return Number.NaN
  const infinite = /^([+-]?)inf(inity)?$/i.exec(text)
  return infinite ? (infinite[1] === '-' ? -Infinity : Infinity) : undefined
}

/** 2001-01-01T00:00:00Z in milliseconds of Unix time. */
const MAC_EPOCH_MS = 978_307_200_000

/** ISO 8601 in UTC to the second, as the document type demands. The year 0000 is none. */
function dateOf(text: string): PlistValue | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) || text.startsWith('0000')) return undefined
  const millis = Date.parse(text)
  // Date.parse rolls 2026-02-30 over to March; a date that does not come back as written was none.
  if (Number.isNaN(millis) || new Date(millis).toISOString() !== `${text.slice(0, -1)}.000Z`) return undefined
  return { kind: 'date', macSeconds: (millis - MAC_EPOCH_MS) / 1000, text }
}
