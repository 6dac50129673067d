import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { NUMBER_PLANS, NUMBER_TYPES, numberFacts, parseCarrierTable } from './index.ts'

const carriers = parseCarrierTable({
  title: 'Invented carriers',
  date: '2026-01-31',
  ranges: [
    { prefix: '+1202', carrier: 'Large Invented', prepaid: null },
    { prefix: '+1202555', carrier: 'Small Invented', prepaid: true },
  ],
})!

it.each([
  ['phone:+447700900123', 'fiction', 'GB'],
  ['phone:+12025550143', 'fiction', 'US'],
  ['phone:+33639981234', 'fiction', 'FR'],
  ['phone:+448000000000', 'toll-free', 'GB'],
  ['phone:+447400000000', 'mobile', 'GB'],
  ['phone:+99999999999', 'unknown', null],
  ['short-code:GB:60777', 'short-code', 'GB'],
  ['short-code:ZZ:60777', 'short-code', null],
])('%s is %s of %s, by a plan and without a carrier', (key, type, region) => {
  expect(numberFacts(key)).toMatchObject({ type, region, carrier: null, prepaid: null })
  expect(NUMBER_TYPES).toContain(type)
})

it('says nothing of what is no number', () => {
  expect(numberFacts('email:ann@example.org')).toBeNull()
  expect(numberFacts('nonsense')).toBeNull()
})

it('names carrier and prepaid only by the longest range of a dated table, and says which', () => {
  expect(numberFacts('phone:+12025550143', carriers)).toMatchObject({
    carrier: 'Small Invented',
    prepaid: true,
  })
  expect(numberFacts('phone:+12024440143', carriers)).toMatchObject({
    carrier: 'Large Invented',
    prepaid: null,
  })
  expect(numberFacts('phone:+12025550143', carriers)?.source).toBe(
    `${NUMBER_PLANS.title} of ${NUMBER_PLANS.date}; Invented carriers of 2026-01-31`,
  )
  expect(numberFacts('phone:+447700900123', carriers)?.source).not.toContain('Invented')
})

it('refuses a table that is not of the form', () => {
  expect(parseCarrierTable({ ranges: [] })).toBeNull()
  expect(parseCarrierTable({ title: 'x', date: 'yesterday', ranges: [] })).toBeNull()
})

it('names the version of the plans that is installed', () => {
  const installed = JSON.parse(
    readFileSync(new URL('../../node_modules/libphonenumber-js/package.json', import.meta.url), 'utf8'),
  ) as { version: string }
  expect(NUMBER_PLANS.title).toContain(` ${installed.version},`)
})
