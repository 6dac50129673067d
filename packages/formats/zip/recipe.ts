// Recipes that become zip archives, right or wrong on purpose: for tests. Readers never import it.

import { crc32 } from '../crc32.ts'

export interface MemberRecipe {
  readonly name: string | Uint8Array
  readonly content?: string | Uint8Array
  readonly stored?: boolean
  readonly utf8?: boolean
  /** Sizes and CRC stand behind the data, zeros in the local header. */
  readonly descriptor?: boolean
  readonly zip64?: boolean
  readonly unixMode?: number
  readonly encrypted?: boolean
  /** What the local header says instead. */
  readonly localName?: string
  /** Extra field of the central header. */
  readonly extra?: readonly number[]
  /** Points at the header of an earlier member instead of its own. */
  readonly sameAs?: number
}

export interface ArchiveRecipe {
  readonly members: readonly MemberRecipe[]
  readonly before?: Uint8Array
  readonly comment?: string
  readonly zip64End?: boolean
  readonly named?: number
}

const u16 = (n: number) => [n & 0xff, (n >> 8) & 0xff]
const u32 = (n: number) => [...u16(n & 0xffff), ...u16(Math.floor(n / 65_536) & 0xffff)]
const u64 = (n: number) => [...u32(n % 2 ** 32), ...u32(Math.floor(n / 2 ** 32))]
const bytesOf = (v: string | Uint8Array) => (typeof v === 'string' ? new TextEncoder().encode(v) : v)

/** Deflate in blocks that are stored: valid to any reader, and no longer by much. */
function deflated(content: Uint8Array): Uint8Array {
  const out: number[] = []
  for (let at = 0; at === 0 || at < content.length; at += 0xffff) {
    const block = content.subarray(at, at + 0xffff)
    out.push(at + 0xffff >= content.length ? 1 : 0, ...u16(block.length), ...u16(~block.length & 0xffff))
    for (const byte of block) out.push(byte)
  }
  return Uint8Array.from(out)
}

export function zip({ members, before, comment = '', zip64End = false, named }: ArchiveRecipe): Uint8Array {
  const out: number[] = [...(before ?? [])]
  const base = out.length
  const offsets: number[] = []
  const central: number[] = []
  for (const member of members) {
    const name = bytesOf(member.name)
    const content = bytesOf(member.content ?? '')
    const packed = member.stored ? content : deflated(content)
    const flags = (member.utf8 ? 0x800 : 0) | (member.descriptor ? 8 : 0) | (member.encrypted ? 1 : 0)
    const method = member.stored ? 0 : 8
    const crc = crc32(content)
    const localName = bytesOf(member.localName ?? name)
    const time = u32(0x5ca2_6c10)
    const offset = member.sameAs === undefined ? out.length - base : offsets[member.sameAs]!
    offsets.push(offset)
    if (member.sameAs === undefined) {
      const facts = member.descriptor ? [0, 0, 0] : [crc, packed.length, content.length]
      out.push(...u32(0x04034b50), ...u16(20), ...u16(flags), ...u16(method), ...time)
      out.push(...facts.flatMap(u32), ...u16(localName.length), ...u16(0), ...localName)
      for (const byte of packed) out.push(byte)
      if (member.descriptor)
        out.push(...u32(0x08074b50), ...[crc, packed.length, content.length].flatMap(u32))
    }
    const wide = member.zip64
      ? [...u16(1), ...u16(24), ...[content.length, packed.length, offset].flatMap(u64)]
      : []
    const extra = [...wide, ...(member.extra ?? [])]
    const facts = member.zip64 ? [0xffffffff, 0xffffffff] : [packed.length, content.length]
    central.push(
      ...u32(0x02014b50),
      20,
      member.unixMode === undefined ? 0 : 3,
      ...u16(20),
      ...u16(flags),
      ...u16(method),
    )
    central.push(
      ...time,
      ...u32(crc),
      ...facts.flatMap(u32),
      ...u16(name.length),
      ...u16(extra.length),
      ...u16(0),
    )
    central.push(
      ...u16(0),
      ...u16(0),
      ...u32((member.unixMode ?? 0) * 65_536),
      ...u32(member.zip64 ? 0xffffffff : offset),
    )
    central.push(...name, ...extra)
  }
  const start = out.length - base
  const count = named ?? members.length
  const whole = [...out, ...central]
  if (zip64End) {
    const at = whole.length - base
    whole.push(...u32(0x06064b50), ...u64(44), ...u16(45), ...u16(45), ...u32(0), ...u32(0))
    whole.push(...[count, count, central.length, start].flatMap(u64))
    whole.push(...u32(0x07064b50), ...u32(0), ...u64(at), ...u32(1))
  }
  const full = zip64End ? [0xffff, 0xffff, 0xffffffff, 0xffffffff] : [count, count, central.length, start]
  whole.push(
    ...u32(0x06054b50),
    ...u16(0),
    ...u16(0),
    ...u16(full[0]!),
    ...u16(full[1]!),
    ...u32(full[2]!),
    ...u32(full[3]!),
  )
  whole.push(...u16(comment.length), ...bytesOf(comment))
  return Uint8Array.from(whole)
}
