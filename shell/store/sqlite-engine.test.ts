import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { inTransaction } from './engine.ts'
import { makeSqliteEngine } from './sqlite-engine.ts'

it('commits with full durability, whatever index is made meanwhile', async () => {
  const database = new DatabaseSync(':memory:')
  const engine = makeSqliteEngine(database, { isNew: true })
  // 1 is NORMAL, 2 is FULL.
  const durability = () => database.prepare('pragma synchronous').get()!.synchronous
  const seen: unknown[] = []
  const pause = () => new Promise((resolve) => setTimeout(resolve, 5))
  const index = engine.inRepeatableTransaction(async () => {
    seen.push(['index', durability()])
    await pause()
    seen.push(['index', durability()])
  })
  const entry = inTransaction(engine, async () => seen.push(['entry', durability()]))
  await expect(
    engine.inRepeatableTransaction(() => Promise.reject(new Error('the disk is gone'))),
  ).rejects.toThrow(/disk/)
  await Promise.all([index, entry])
  expect(seen).toEqual([
    ['index', 1],
    ['index', 1],
    ['entry', 2],
  ])
  expect(durability()).toBe(2)
  await engine.close()
})
