import { sourceOfBytes } from '@manumit/base'
import { readMutations } from '@manumit/testing/mutations'
import { expect, it } from 'vitest'
import { zip } from './recipe.ts'
import { readZip } from './zip.ts'

it('ends on any bent zip archive without throwing', () => {
  const members = [
    { name: 'a.txt', content: 'bridge '.repeat(20) },
    { name: 'b/', stored: true },
    { name: 'b/c', content: 'teapot', descriptor: true, zip64: true },
  ]
  const samples = [zip({ members }), zip({ members, zip64End: true, comment: 'invented' })]
  const count = readMutations(samples, (bytes) => {
    for (const entry of readZip(sourceOfBytes(bytes)).value.entries) {
      const { value } = entry.content()
      expect(value?.read(0, 10).length ?? 0).toBeLessThanOrEqual(10)
    }
  })
  expect(count).toBeGreaterThan(100)
})
