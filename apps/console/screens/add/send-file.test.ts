import fc from 'fast-check'
import { expect, it } from 'vitest'
import { STOPPED, sendFile } from './send-file.ts'

/** A desk that keeps what it gets; `fails` says of each call whether the line is down before or after it. */
function makeDesk(chunkBytes: number, fails: (call: number) => 'before' | 'after' | null = () => null) {
  let kept = new Uint8Array(0)
  let calls = 0
  const down = { ok: false, error: { code: 'unreachable' } } as const
  const told: number[] = []
  return {
    kept: () => kept,
    told,
    powers: {
      begin: async () => {
        const fault = fails(calls++)
        return fault !== null
          ? down
          : { ok: true as const, value: { uploadId: 'u1', received: kept.length, chunkBytes } }
      },
      put: async (_id: string, offset: number, bytes: Blob) => {
        const fault = fails(calls++)
        if (fault === 'before') return down
        if (offset !== kept.length)
          return {
            ok: false as const,
            error: { code: 'E_UPLOAD_OFFSET', data: { found: offset, expected: kept.length } },
          }
        kept = Uint8Array.from([...kept, ...new Uint8Array(await bytes.arrayBuffer())])
        return fault === 'after' ? down : { ok: true as const, value: kept.length }
      },
      wait: async () => {},
      told: ({ received }: { readonly received: number }) => void told.push(received),
    },
  }
}

const fileOf = (bytes: Uint8Array<ArrayBuffer>) => {
  const blob = new Blob([bytes])
  return {
    name: 'backup.zip',
    size: bytes.length,
    slice: (start: number, end: number) => blob.slice(start, end),
  }
}

it('sends each byte once, in order, whatever the size of a piece and wherever the line breaks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.constantFrom('before' as const, 'after' as const, null), { maxLength: 12 }),
      async (bytes, chunkBytes, faults) => {
        // Never more faults in a row than are waited for.
        const desk = makeDesk(chunkBytes, (call) => (call % 4 === 3 ? null : (faults[call] ?? null)))
        const sent = await sendFile(fileOf(Uint8Array.from(bytes)), desk.powers, new AbortController().signal)
        expect(sent).toEqual({ ok: true, value: 'u1' })
        expect([...desk.kept()]).toEqual([...bytes])
        expect(desk.told.at(-1)).toBe(bytes.length)
      },
    ),
    { numRuns: process.env.CI ? 500 : 60 },
  )
})

it('goes on where an earlier try stopped', async () => {
  const desk = makeDesk(4)
  const stop = new AbortController()
  const file = fileOf(Uint8Array.from({ length: 10 }, (_, i) => i))
  const powers = {
    ...desk.powers,
    told: (progress: { readonly received: number }) => {
      desk.powers.told(progress)
      if (progress.received === 4) stop.abort()
    },
  }
  expect(await sendFile(file, powers, stop.signal)).toEqual({ ok: false, error: { code: STOPPED } })
  expect(desk.kept()).toHaveLength(4)
  expect((await sendFile(file, desk.powers, new AbortController().signal)).ok).toBe(true)
  expect([...desk.kept()]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

it('passes on what the desk refuses, and gives up on a desk that stands still', async () => {
  const file = fileOf(Uint8Array.from([1, 2, 3]))
  const refusing = {
    ...makeDesk(4).powers,
    begin: async () => ({ ok: false, error: { code: 'E_NO_ROOM' } }) as const,
  }
  expect(await sendFile(file, refusing, new AbortController().signal)).toMatchObject({
    error: { code: 'E_NO_ROOM' },
  })
  const still = { ...makeDesk(4).powers, put: async () => ({ ok: true, value: 0 }) as const }
  expect((await sendFile(file, still, new AbortController().signal)).ok).toBe(false)
  const silent = {
    ...makeDesk(4).powers,
    begin: async () => ({ ok: false, error: { code: 'unreachable' } }) as const,
  }
  expect(await sendFile(file, silent, new AbortController().signal)).toMatchObject({
    error: { code: 'unreachable' },
  })
})
