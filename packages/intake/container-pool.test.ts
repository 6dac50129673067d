import { sourceOfBytes } from '@manumit/base'
import { expect, it } from 'vitest'
import { makeContainerPool, openInside } from './container-pool.ts'
import { closedEntry } from './packed.ts'
import type { OpenedEntry } from './tree.ts'

/** A packed file that counts how often it was opened and closed. */
function counted() {
  const counts = { opened: 0, closed: 0 }
  const open = async (): Promise<OpenedEntry> => {
    counts.opened += 1
    return {
      bytes: sourceOfBytes(new Uint8Array([7])),
      issues: [],
      close: () => {
        counts.closed += 1
        return []
      },
    }
  }
  return { counts, open }
}

it('opens a container once for members open at the same time and keeps it for those that come next', async () => {
  const pool = makeContainerPool(1)
  const { counts, open } = counted()
  const container = pool.share(open)
  const [first, second] = await Promise.all([container.acquire(), container.acquire()])
  first.close()
  first.close()
  expect(container.source.read(0, 1)).toEqual(new Uint8Array([7]))
  second.close()
  ;(await container.acquire()).close()
  expect(counts).toEqual({ opened: 1, closed: 0 })
  pool.close()
  expect(counts).toEqual({ opened: 1, closed: 1 })
  expect(container.source.size).toBe(0)
})

it('closes the one that was idle longest when others come, and opens it anew when it is asked for', async () => {
  const pool = makeContainerPool(1)
  const [one, two] = [counted(), counted()]
  const container = pool.share(one.open)
  ;(await container.acquire()).close()
  ;(await pool.share(two.open).acquire()).close()
  expect([one.counts, two.counts]).toEqual([
    { opened: 1, closed: 1 },
    { opened: 1, closed: 0 },
  ])
  const again = await container.acquire()
  expect(container.source.size).toBe(1)
  again.close()
  expect(one.counts.opened).toBe(2)
})

it('releases the container with the member, and at once where the member cannot be opened', async () => {
  const pool = makeContainerPool(0)
  const { counts, open } = counted()
  const container = pool.share(open)
  const failed = await openInside(container, () => closedEntry())
  expect([failed.bytes, counts.closed]).toEqual([null, 1])
  const member = await openInside(container, () => ({
    bytes: container.source,
    issues: [],
    close: () => [],
  }))
  expect(counts).toEqual({ opened: 2, closed: 1 })
  member.close()
  expect(counts.closed).toBe(2)
})
