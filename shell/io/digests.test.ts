import { type ByteSource, ok, sourceOfBytes } from '@manumit/base'
import { type HashKind, md5, sha1, sha256 } from '@manumit/hashing'
import { hashKernelSuite } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { digestSource, makeDigester } from './digests.ts'

/** node:crypto standing in for a digest's reference. */
const kernelOf = (kind: HashKind, name: 'md5' | 'sha1' | 'sha256'): HashKind => ({
  ...kind,
  compute(content) {
    if (!('bytes' in content)) return kind.compute(content)
    const digester = makeDigester()
    const middle = content.bytes.length >> 1
    digester.update(content.bytes.subarray(0, middle))
    digester.update(content.bytes.subarray(middle))
    return ok({ text: digester.digests()[name] })
  },
})

hashKernelSuite('node:crypto', md5, kernelOf(md5, 'md5'))
hashKernelSuite('node:crypto', sha1, kernelOf(sha1, 'sha1'))
hashKernelSuite('node:crypto', sha256, kernelOf(sha256, 'sha256'))

describe('digestSource', () => {
  const bytes = new Uint8Array(700_000).map((_, i) => (i * 31) ^ (i >> 8))

  it('names a source longer than one read by all its bytes, in order', () => {
    const { digests, hashedBytes } = digestSource(sourceOfBytes(bytes))
    expect(hashedBytes).toBe(bytes.length)
    expect(sha256.compute({ bytes })).toEqual(ok({ text: digests.sha256 }))
    expect(md5.compute({ bytes })).toEqual(ok({ text: digests.md5 }))
  })

  it('copes with a source that gives less than was asked', () => {
    const sparing: ByteSource = {
      size: bytes.length,
      read: (offset, length) => bytes.subarray(offset, offset + Math.min(length, 1000)),
    }
    expect(digestSource(sparing)).toEqual(digestSource(sourceOfBytes(bytes)))
  })

  it('ends where the bytes end, and says how many there were', () => {
    const torn: ByteSource = { size: 1e9, read: (offset, length) => bytes.subarray(offset, offset + length) }
    expect(digestSource(torn)).toEqual(digestSource(sourceOfBytes(bytes)))
  })

  it('names a large source as a small one, with MD5 computed by a thread beside', () => {
    const long = new Uint8Array(6_000_001).map((_, i) => (i * 7) ^ (i >> 9))
    const beside = digestSource(sourceOfBytes(long), { besideFrom: 1 })
    expect(beside).toEqual(digestSource(sourceOfBytes(long)))
    const torn: ByteSource = { size: 1e9, read: (offset, length) => bytes.subarray(offset, offset + length) }
    expect(digestSource(torn)).toEqual(digestSource(sourceOfBytes(bytes)))
  })

  it('names nothing by the digests of nothing', () => {
    const { digests, hashedBytes } = digestSource(sourceOfBytes(new Uint8Array(0)))
    expect([hashedBytes, digests.md5]).toEqual([0, md5.examples[0]])
  })
})
