import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inflate } from './inflate.ts'

const pack = { raw: deflateRawSync, zlib: deflateSync, gzip: gzipSync } as const
const wrapping = fc.constantFrom('raw', 'zlib', 'gzip')

async function inflated(input: Iterable<Uint8Array>, kind: keyof typeof pack) {
  const chunks: Uint8Array[] = []
  let torn = ''
  for await (const piece of inflate(input, kind))
    if ('torn' in piece) torn = piece.torn
    else chunks.push(piece)
  return { bytes: Buffer.concat(chunks), torn }
}

/** Input in pieces of one size, each in the same reused memory, as a ByteSource gives it. */
function* reusing(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  const memory = new Uint8Array(size)
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size)
    memory.set(part)
    yield memory.subarray(0, part.length)
  }
}

describe('inflate', () => {
  it('gives back what was packed, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 5000 }),
        fc.integer({ min: 1, max: 100 }),
        wrapping,
        async (bytes, size, kind) => {
          const many = Buffer.concat(Array.from({ length: 30 }, () => bytes))
          expect(await inflated(reusing(pack[kind](many), size), kind)).toEqual({ bytes: many, torn: '' })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('gives what was inflated before a cut, and says that it is torn, at any byte', async () => {
    const bytes = Buffer.from('a lamp, a teapot, a bridge; '.repeat(40))
    for (const kind of ['raw', 'zlib', 'gzip'] as const) {
      const packed = pack[kind](bytes)
      for (let cut = 0; cut < packed.length; cut++) {
        const result = await inflated([packed.subarray(0, cut)], kind)
        expect(result.torn).not.toBe('')
        expect(bytes.subarray(0, result.bytes.length).equals(result.bytes)).toBe(true)
      }
    }
  })

  it('ends on whatever it is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), wrapping, async (bytes, kind) => {
        await inflated([bytes], kind)
      }),
      { numRuns: 100 },
    )
  })

  it('reads gzip members one after another', async () => {
    const both = Buffer.concat([gzipSync('one '), gzipSync('two')])
    expect((await inflated([both], 'gzip')).bytes.toString()).toBe('one two')
  })

  it('ends at the end of the stream, whatever follows it', async () => {
    const packed = Buffer.concat([deflateRawSync('whole'), Buffer.alloc(100_000, 1)])
    expect(await inflated(reusing(packed, 1000), 'raw')).toEqual({ bytes: Buffer.from('whole'), torn: '' })
  })

  it('pulls input only as output is taken, and stops when no more is wanted', async () => {
    const packed = gzipSync(Buffer.alloc(30_000_000))
    let pulled = 0
    let largest = 0
    function* counted() {
      for (let at = 0; at < packed.length; at += 1024) {
        pulled += 1
        yield packed.subarray(at, at + 1024)
      }
    }
    for await (const piece of inflate(counted(), 'gzip')) {
      if ('torn' in piece) throw new Error(piece.torn)
      largest = Math.max(largest, piece.length)
      break
    }
    expect(pulled).toBe(2)
    expect(largest).toBeLessThan(2 ** 21)
  })
})
