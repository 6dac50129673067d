import { isoOfUtc } from '@manumit/base'
import { expect, it } from 'vitest'
import { filterOf } from './filters.ts'

const refused = (values: Parameters<typeof filterOf>[0]) => {
  const filter = filterOf(values)
  return filter.ok ? null : filter.error.code
}

it('a date is its whole day, UTC', () => {
  const filter = filterOf({ from: '2026-05-02', to: '2026-05-02' })
  expect(filter.ok && [isoOfUtc(filter.value.from!), isoOfUtc(filter.value.to!)]).toEqual([
    '2026-05-02T00:00:00Z',
    '2026-05-02T23:59:59.999999Z',
  ])
})

it('kinds may be given one by one or comma-separated', () => {
  const filter = filterOf({ kind: ['message,call', 'visit'] })
  expect(filter.ok && filter.value.kinds).toEqual(['message', 'call', 'visit'])
})

it('says what it did not understand', () => {
  expect(refused({ kind: ['rumour'] })).toBe('E_KIND_UNKNOWN')
  expect(refused({ from: 'yesterday' })).toBe('E_TIME_TEXT')
  expect(refused({ to: '2026-02-30' })).toBe('E_TIME_TEXT')
  expect(refused({ source: 'two' })).toBe('E_NUMBER_TEXT')
})

it('an empty filter is no filter', () => expect(filterOf({})).toEqual({ ok: true, value: {} }))
