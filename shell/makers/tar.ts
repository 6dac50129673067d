// Writes tar archives (POSIX ustar, with pax headers for names that do not fit), optionally in gzip with no time in it.
// Names are written as given, absolute ones too. Source: POSIX.1-2017, pax.

import { gzipSync } from 'node:zlib'
import type { MemberFile } from './zip.ts'

const BLOCK = 512

/** The members as a tar, in the order given. */
export function writeTar(members: readonly MemberFile[]): Uint8Array {
  const parts: Uint8Array[] = []
  for (const member of members) {
    const name = new TextEncoder().encode(member.path)
    if (name.length > 100 || name.some((byte) => byte > 0x7e)) parts.push(...paxHeader(member.path))
    const isLink = member.linkTo !== undefined
    const bytes = isLink ? new Uint8Array(0) : member.bytes
    parts.push(
      header({ name, size: bytes.length, type: isLink ? '2' : '0', member }),
      bytes,
      padding(bytes.length),
    )
  }
  parts.push(new Uint8Array(2 * BLOCK))
  return new Uint8Array(Buffer.concat(parts))
}

/** The same tar in gzip. zlib writes no time; the operating-system byte is fixed too. */
export function writeTarGz(members: readonly MemberFile[]): Uint8Array {
  const packed = new Uint8Array(gzipSync(writeTar(members)))
  packed[9] = 0xff
  return packed
}

const padding = (size: number): Uint8Array => new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK)

/** A pax record is `length key=value\n`, its length counting itself. */
function paxHeader(path: string): Uint8Array[] {
  const body = ` path=${path}\n`
  const bodyLength = Buffer.byteLength(body)
  let length = bodyLength + String(bodyLength).length
  if (String(length).length !== String(bodyLength).length) length = bodyLength + String(length).length
  const record = new TextEncoder().encode(length + body)
  const name = new TextEncoder().encode('PaxHeaders/path')
  return [header({ name, size: record.length, type: 'x' }), record, padding(record.length)]
}

interface HeaderParts {
  readonly name: Uint8Array
  readonly size: number
  readonly type: '0' | '2' | 'x'
  readonly member?: MemberFile
}

function header({ name, size, type, member }: HeaderParts): Uint8Array {
  const block = new Uint8Array(BLOCK)
  const put = (at: number, text: string) => block.set(new TextEncoder().encode(text), at)
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')
  block.set(name.subarray(0, 100), 0)
  put(100, `${octal(member?.isExecutable ? 0o755 : 0o644, 7)}\0`)
  put(108, `${octal(member?.owner ?? 1000, 7)}\0`)
  put(116, `${octal(member?.owner ?? 1000, 7)}\0`)
  put(124, `${octal(size, 11)}\0`)
  put(136, `${octal(member?.modified ?? 0, 11)}\0`)
  put(148, '        ')
  put(156, type)
  put(157, (member?.linkTo ?? '').slice(0, 100))
  put(257, 'ustar\x0000')
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(148, `${octal(sum, 6)}\0 `)
  return block
}
