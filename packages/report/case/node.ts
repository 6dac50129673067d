// Nodes of a CASE graph as JSON-LD has them, their names, and their values. A name is made from what the node is about
// (UUID version 5), so that two runs name alike. Texts are made well-formed, which RDF demands: the half of a surrogate pair
// becomes U+FFFD here and stays as it is in the other forms.

import { isoOfUtc, type Moment } from '@manumit/base'

export type CaseValue = string | boolean | TypedValue | NodeReference | CaseNode

export interface TypedValue {
  readonly '@type': string
  readonly '@value': string
}

export interface NodeReference {
  readonly '@id': string
}

/** One node; facets and other parts stand inside it. */
export interface CaseNode extends NodeReference {
  readonly '@type': string
  readonly [property: string]: CaseValue | readonly CaseValue[]
}

/** Makes names: the same class and subject give the same name. */
export type NameOf = (className: string, subject: string) => NodeReference

export interface NamePowers {
  sha1(bytes: Uint8Array): Uint8Array
}

/** RFC 9562, appendix A: the namespace of addresses. */
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8'

/** Names of one workspace's nodes: `kb:phone-account-…`. The class can be read from a name, and is checked by it. */
export function namesOf(workspaceId: string, { sha1 }: NamePowers): NameOf {
  const namespace = uuidBytes(uuid5(uuidBytes(URL_NAMESPACE), `urn:manumit:workspace:${workspaceId}`, sha1))
  const prefixes = new Map<string, string>()
  return (className, subject) => {
    let prefix = prefixes.get(className)
    if (prefix === undefined) {
      prefix = idPrefix(className)
      prefixes.set(className, prefix)
    }
    return { '@id': `kb:${prefix}-${uuid5(namespace, `${className} ${subject}`, sha1)}` }
  }
}

/** `uco-observable:PhoneAccount` → `phone-account`. */
export const idPrefix = (className: string): string =>
  className
    .slice(className.indexOf(':') + 1)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()

/** The 16 bytes of a UUID as text. */
export const uuidBytes = (uuid: string): Uint8Array =>
  Uint8Array.from(uuid.replaceAll('-', '').match(/../g) ?? [], (hex) => Number.parseInt(hex, 16))

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const encoder = new TextEncoder()

/** RFC 9562, section 5.5. */
export function uuid5(namespace: Uint8Array, name: string, sha1: NamePowers['sha1']): string {
  const text = encoder.encode(name)
  const input = new Uint8Array(namespace.length + text.length)
  input.set(namespace)
  input.set(text, namespace.length)
  const bytes = sha1(input)
  let uuid = ''
  for (let i = 0; i < 16; i++) {
    const byte = bytes[i]!
    if (i === 4 || i === 6 || i === 8 || i === 10) uuid += '-'
    uuid += HEX[i === 6 ? (byte & 0x0f) | 0x50 : i === 8 ? (byte & 0x3f) | 0x80 : byte]
  }
  return uuid
}

// Values. Each gives undefined for what cannot be said in its type, and `caseNode` leaves it out.

export const textValue = (text: string | null | undefined): string | undefined =>
  text === null || text === undefined || text === '' ? undefined : text.toWellFormed()

export const typed = (type: string, value: string): TypedValue => ({
  '@type': `xsd:${type}`,
  '@value': value,
})

export const timeValue = (moment: Moment | undefined): TypedValue | undefined =>
  moment && 'utc' in moment ? typed('dateTime', isoOfUtc(moment.utc)) : undefined

/** A whole number, rounded to the nearest. */
export const integerValue = (value: number | undefined, type = 'integer'): TypedValue | undefined =>
  value === undefined || !Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER
    ? undefined
    : type === 'nonNegativeInteger' && value < 0
      ? undefined
      : typed(type, String(Math.round(value) + 0))

/** Decimal notation without an exponent, which xsd:decimal does not have. */
export function decimalValue(value: number | undefined): TypedValue | undefined {
  if (value === undefined || !Number.isFinite(value) || Math.abs(value) >= 1e15) return undefined
  const text = String(value)
  return typed('decimal', text.includes('e') ? value.toFixed(20) : text)
}

export const durationValue = (seconds: number | undefined): TypedValue | undefined => {
  const plain = decimalValue(seconds)
  return plain === undefined || seconds! < 0 ? undefined : typed('duration', `PT${plain['@value']}S`)
}

export type NodeParts = Readonly<Record<string, CaseValue | readonly CaseValue[] | undefined>>

/** A node without what is undefined or an empty list. */
export function caseNode(name: NodeReference, type: string, parts: NodeParts): CaseNode {
  const node: Record<string, CaseValue | readonly CaseValue[]> = { '@id': name['@id'], '@type': type }
  for (const [property, value] of Object.entries(parts))
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) node[property] = value
  return node as CaseNode
}
