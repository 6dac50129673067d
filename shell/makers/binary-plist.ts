// Writes binary property lists (bplist00), by itself and not through our reader's library, so that the reader is judged
// by something else. Source: Apple's CFBinaryPList.c, its comment on the format.

/** A reference into the object table of a keyed archive. */
export interface PlistUid {
  readonly uid: number
}

/** What a property list can hold; null has a byte of its own in the binary form. */
export type PlistValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | PlistUid
  | readonly PlistValue[]
  | { readonly [key: string]: PlistValue }

const EPOCH_2001_SECONDS = 978_307_200

/** A value as the bytes of a binary plist. Whole numbers become integers, others 64-bit reals. */
export function writeBinaryPlist(root: PlistValue): Uint8Array {
  const objects: Uint8Array[] = []
  // Sizes are known before the references are written, as their width depends on how many objects there are.
  const referenceBytes = bytesFor(countObjects(root))
  const add = (value: PlistValue): number => {
    const index = objects.push(new Uint8Array(0)) - 1
    objects[index] = encode(value, add, referenceBytes)
    return index
  }
  add(root)
  return assemble(objects, referenceBytes)
}

const isUid = (value: object): value is PlistUid => 'uid' in value
const isList = (value: PlistValue): value is readonly PlistValue[] => Array.isArray(value)

const isDictionary = (value: PlistValue): value is { readonly [key: string]: PlistValue } =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array) &&
  !isList(value) &&
  !isUid(value)

function countObjects(value: PlistValue): number {
  if (isList(value)) return value.reduce<number>((count, item) => count + countObjects(item), 1)
  if (!isDictionary(value)) return 1
  return Object.values(value).reduce<number>((count, item) => count + 1 + countObjects(item), 1)
}

function encode(value: PlistValue, add: (value: PlistValue) => number, referenceBytes: number): Uint8Array {
  const references = (items: readonly PlistValue[]) =>
    items.map(add).flatMap((index) => bigEndian(BigInt(index), referenceBytes))
  if (value === null) return Uint8Array.of(0x00)
  if (typeof value === 'boolean') return Uint8Array.of(value ? 0x09 : 0x08)
  if (typeof value === 'number') return Number.isInteger(value) ? integer(BigInt(value)) : real(0x23, value)
  if (typeof value === 'bigint') return integer(value)
  if (typeof value === 'string') return text(value)
  if (value instanceof Date) return real(0x33, value.getTime() / 1000 - EPOCH_2001_SECONDS)
  if (value instanceof Uint8Array) return Uint8Array.of(...marker(0x40, value.length), ...value)
  if (isList(value)) return Uint8Array.of(...marker(0xa0, value.length), ...references(value))
  if (isUid(value))
    return Uint8Array.of(
      0x80 | (bytesFor(value.uid + 1) - 1),
      ...bigEndian(BigInt(value.uid), bytesFor(value.uid + 1)),
    )
  const keys = Object.keys(value)
  const members = [...references(keys), ...references(Object.values(value))]
  return Uint8Array.of(...marker(0xd0, keys.length), ...members)
}

/** Object sizes up to 14 fit the marker; larger ones follow as an integer object. */
const marker = (kind: number, count: number): number[] =>
  count < 15 ? [kind | count] : [kind | 0x0f, ...integer(BigInt(count))]

function integer(value: bigint): Uint8Array {
  // Negative integers always take 8 bytes; unsigned ones the fewest of 1, 2, 4, 8.
  const width = value < 0n ? 8 : value < 0x100n ? 1 : value < 0x10000n ? 2 : value < 0x100000000n ? 4 : 8
  return Uint8Array.of(0x10 | Math.log2(width), ...bigEndian(BigInt.asUintN(64, value), width))
}

function real(kind: number, value: number): Uint8Array {
  const bytes = new Uint8Array(9)
  bytes[0] = kind
  new DataView(bytes.buffer).setFloat64(1, value)
  return bytes
}

function text(value: string): Uint8Array {
  const units = Array.from({ length: value.length }, (_, index) => value.charCodeAt(index))
  return units.every((unit) => unit < 0x80)
    ? Uint8Array.of(...marker(0x50, units.length), ...units)
    : Uint8Array.of(...marker(0x60, units.length), ...units.flatMap((unit) => [unit >> 8, unit & 255]))
}

const bytesFor = (count: number): number => (count <= 0x100 ? 1 : count <= 0x10000 ? 2 : 4)

const bigEndian = (value: bigint, width: number): number[] =>
  Array.from({ length: width }, (_, index) => Number((value >> BigInt(8 * (width - 1 - index))) & 255n))

function assemble(objects: readonly Uint8Array[], referenceBytes: number): Uint8Array {
  const header = new TextEncoder().encode('bplist00')
  const offsets: number[] = []
  let end = header.length
  for (const object of objects) {
    offsets.push(end)
    end += object.length
  }
  const offsetBytes = bytesFor(end)
  const trailer = [
    ...new Array<number>(6).fill(0),
    offsetBytes,
    referenceBytes,
    ...bigEndian(BigInt(objects.length), 8),
    ...bigEndian(0n, 8),
    ...bigEndian(BigInt(end), 8),
  ]
  const table = offsets.flatMap((offset) => bigEndian(BigInt(offset), offsetBytes))
  return new Uint8Array(Buffer.concat([header, ...objects, Uint8Array.from(table), Uint8Array.from(trailer)]))
}
