import { sourceOfBytes } from '@manumit/base'
import { readMutations } from '@manumit/testing/mutations'
import { expect, it } from 'vitest'
import { readTar } from './tar.ts'
import { member, pax, tar } from './tar-recipe.ts'

it('ends on any bent tar archive without throwing', () => {
  const sample = tar(
    pax({ path: 'p', size: '3' }),
    member({ name: 'a', content: 'abc' }),
    member({ type: 'L', content: 'long\0' }),
    member({ name: 'b', type: 'S', raw: { 482: 1 } }),
    member({ name: 'h', type: '1', content: 'abc' }),
  )
  const count = readMutations([sample], (bytes) => {
    for (const { headerOffset } of readTar(sourceOfBytes(bytes)).value)
      expect(headerOffset).toBeLessThan(bytes.length)
  })
  expect(count).toBeGreaterThan(100)
})
