import { comparisonSuite } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { comparison, comparisons } from './registry.ts'

for (const each of comparisons) comparisonSuite(each)

describe('the registry', () => {
  it('is sorted by id, and each id stands once', () => {
    const ids = comparisons.map((each) => each.id)
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  it('finds a comparison by id, and nothing for one it does not know', () => {
    for (const each of comparisons) expect(comparison(each.id)).toBe(each)
    expect(comparison('no-such')).toBeUndefined()
  })
})
