import type { Utc } from '@manumit/base'
import { inventedPerson, noFacts } from '@manumit/testing'
import { expect, it } from 'vitest'
import { placeApart } from './place.ts'

const HOUR = 3_600_000_000
const at = (id: string, hours: number, latitude: number, longitude: number) =>
  inventedPerson({
    id,
    whereabouts: [{ utc: (hours * HOUR) as Utc, latitude, longitude, recordId: `${id}-1` }],
  })

it('speaks against two who were 345 km apart within a minute', () => {
  const found = placeApart.compare(at('a', 10, 51.5, 0), at('b', 10 + 1 / 60, 48.85, 2.35), noFacts)
  expect(found).toMatchObject({ level: 'apart', records: ['a-1', 'b-1'], data: { minutes: 1 } })
  // London to Paris by the great circle.
  expect(found?.data?.km).toBeGreaterThan(335)
  expect(found?.data?.km).toBeLessThan(345)
})

it('says nothing of two who could have travelled, or were together', () => {
  expect(placeApart.compare(at('a', 10, 51.5, 0), at('b', 12, 48.85, 2.35), noFacts)?.level).toBe('possible')
  expect(placeApart.compare(at('a', 10, 51.5, 0), at('b', 10, 51.5, 0), noFacts)?.level).toBe('possible')
})

it('does not compare records of different days', () =>
  expect(placeApart.compare(at('a', 10, 51.5, 0), at('b', 40, -33.9, 151.2), noFacts)).toBeNull())
