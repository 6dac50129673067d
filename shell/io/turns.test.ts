import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { makeTurns } from './turns.ts'

it('never has more under way than the limit, keeps the order, and lets what is too large go alone', async () => {
  const turns = makeTurns(10)
  const order: number[] = []
  let underWay = 0
  let most = 0
  const work = async (amount: number): Promise<void> => {
    const leave = await turns.enter(amount)
    order.push(amount)
    underWay += amount
    if (amount <= 10) most = Math.max(most, underWay)
    else expect(underWay).toBe(amount)
    await setImmediate()
    underWay -= amount
    leave()
  }
  const amounts = [6, 4, 3, 25, 1, 10, 2, 0]
  await Promise.all(amounts.map(work))
  expect(order).toEqual(amounts)
  expect(most).toBe(10)
})
