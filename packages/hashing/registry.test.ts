import { hashKindSuite } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { hashKind, hashKinds } from './registry.ts'

for (const kind of hashKinds) hashKindSuite(kind)

describe('the registry', () => {
  it('is sorted by id, and each id stands once', () => {
    const ids = hashKinds.map((kind) => kind.id)
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  it('finds a kind by id, and nothing for one it does not know', () => {
    for (const kind of hashKinds) expect(hashKind(kind.id)).toBe(kind)
    expect(hashKind('no-such-kind')).toBeUndefined()
    expect(hashKind('toString')).toBeUndefined()
  })
})
