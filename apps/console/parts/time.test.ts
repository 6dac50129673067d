import { expect, it } from 'vitest'
import { clockOf, dayOf, sizeText, utcOfInput, utcText } from './time.ts'

it('writes a moment in UTC and reads it back', () => {
  const utc = utcOfInput('2024-02-29 23:59:58')!
  expect(utcText(utc)).toBe('2024-02-29 23:59:58 UTC')
  expect(utcOfInput(`${dayOf(utc)} ${clockOf(utc)}`)).toBe(utc)
  expect(utcOfInput('1969-12-31')).toBe(-86_400_000_000)
})

it.each([
  '',
  'tomorrow',
  '2024-02-30',
  '2024-13-01',
  '2024-03-01 25:00',
  '01/03/2024',
])('takes “%s” for no moment', (text) => expect(utcOfInput(text)).toBeNull())

it('writes sizes for people', () => {
  expect(sizeText(999)).toBe('999 bytes')
  expect(sizeText(1234)).toBe('1.2 kB')
  expect(sizeText(64_000_000_000)).toBe('64 GB')
})
