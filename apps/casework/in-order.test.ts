import { expect, it } from 'vitest'
import { inOrder } from './in-order.ts'

it('keeps the order of the pieces whatever finishes first, and no more under way than asked', async () => {
  let running = 0
  let most = 0
  const results: number[] = []
  const pieces = [5, 1, 4, 2, 3, 0]
  for await (const result of inOrder(pieces, { atOnce: 3 }, async (n) => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, n * 3))
    running--
    return n * 10
  }))
    results.push(result)
  expect(results).toEqual([50, 10, 40, 20, 30, 0])
  expect(most).toBe(3)
})

it('throws what failed when its turn comes, also when it failed before', async () => {
  const seen: number[] = []
  const run = async (): Promise<void> => {
    for await (const n of inOrder([30, -1, 5], { atOnce: 3 }, async (n) => {
      if (n < 0) throw new Error('failed early')
      await new Promise((resolve) => setTimeout(resolve, n))
      return n
    }))
      seen.push(n)
  }
  await expect(run()).rejects.toThrow('failed early')
  expect(seen).toEqual([30])
})
