import { gzipSync, inflateRawSync } from 'node:zlib'
import { sourceOfBytes } from '@manumit/base'
import { describeShared, sharedBytes, sharedPhoneFiles } from '@manumit/testing/shared-data'
import { describe, expect, it } from 'vitest'
import { crc32 } from './crc32.ts'
import { isGzip, readGzipHeader } from './gzip.ts'

const content = new TextEncoder().encode('a bridge and a teapot')

/** gzip with the fields asked for; zlib itself writes none of them. */
function gzip(fields: {
  extra?: number[]
  name?: string
  comment?: string
  checked?: boolean
  mtime?: number
}): Uint8Array {
  const plain = gzipSync(content)
  const ascii = (text: string) => [...Buffer.from(`${text}\0`, 'latin1')]
  const flags =
    (fields.extra ? 4 : 0) |
    (fields.name ? 8 : 0) |
    (fields.comment ? 16 : 0) |
    (fields.checked === undefined ? 0 : 2)
  const header = [
    0x1f,
    0x8b,
    8,
    flags,
    ...[0, 8, 16, 24].map((s) => ((fields.mtime ?? 0) >>> s) & 0xff),
    0,
    3,
  ]
  if (fields.extra) header.push(fields.extra.length, 0, ...fields.extra)
  if (fields.name) header.push(...ascii(fields.name))
  if (fields.comment) header.push(...ascii(fields.comment))
  const crc = crc32(Uint8Array.from(header)) ^ (fields.checked === false ? 1 : 0)
  if (fields.checked !== undefined) header.push(crc & 0xff, (crc >>> 8) & 0xff)
  return Uint8Array.from([...header, ...plain.subarray(10)])
}

const read = (bytes: Uint8Array) => readGzipHeader(sourceOfBytes(bytes))

describe('readGzipHeader', () => {
  it.each([
    {},
    { name: 'sms.db' },
    { extra: [1, 2, 3], comment: 'invented', name: 'ü', checked: true, mtime: 1_700_000_000 },
  ])('tells what %j says and where the data begin', (fields) => {
    const bytes = gzip(fields)
    const { value, issues } = read(bytes)
    expect(issues).toEqual([])
    expect(value).toMatchObject({
      name: fields.name ?? null,
      comment: fields.comment ?? null,
      modified: fields.mtime ?? null,
      trailer: { crc32: crc32(content), sizeModulo: content.length },
    })
    expect(new Uint8Array(inflateRawSync(bytes.subarray(value!.deflateOffset)))).toEqual(content)
  })

  it('reports a wrong checksum and a header that is cut', () => {
    expect(read(gzip({ name: 'a', checked: false })).issues.map((i) => i.code)).toEqual(['E_GZIP_CHECKSUM'])
    const bytes = gzip({ name: 'a'.repeat(50), comment: 'b', checked: true })
    for (let end = 0; end < 65; end++)
      expect(read(bytes.subarray(0, end)), `cut at ${end}`).toMatchObject({
        value: null,
        issues: [{ code: 'E_GZIP_HEADER' }],
      })
  })
})

describeShared('packed files of real phones', () => {
  it('begin as gzip, and name the length of what is inside', () => {
    const packed = sharedPhoneFiles()
      .filter((file) => file.stored.endsWith('.gz'))
      .slice(0, 10)
    expect(packed.length).toBeGreaterThan(0)
    for (const { stored, bytes } of packed) {
      const file = sharedBytes(`phone/${stored}`, { packed: true })
      expect(isGzip(file)).toBe(true)
      expect(read(file).value!.trailer!.sizeModulo, stored).toBe(bytes)
    }
  })
})
