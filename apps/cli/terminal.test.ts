import { expect, it } from 'vitest'
import { amount, fit, progressText, shown } from './terminal.ts'

it('shows terminal escapes and direction marks instead of obeying them', () => {
  expect(shown('a\u001b[31mred\u0007')).toBe('a<U+001B>[31mred<U+0007>')
  expect(shown('abc\u202egnp.exe')).toBe('abc<U+202E>gnp.exe')
  expect(shown('one\r\ntwo')).toBe('one ⏎ two')
  expect(shown('héllo 👋🏽 שלום')).toBe('héllo 👋🏽 שלום')
})

it('says share, rate and time left', () => {
  const text = progressText(
    { label: 'Reading', done: 50e6, total: 100e6, unit: 'bytes' },
    { seconds: 5, before: 0 },
  )
  expect(text).toBe('Reading  [##########..........] 50 %  50.0 MB of 100.0 MB  10.0 MB/s  5 s left')
})

it('counts the rate from where this run began', () => {
  const text = progressText(
    { label: 'Reading', done: 150, total: 200, unit: 'records' },
    { seconds: 1, before: 100 },
  )
  expect(text).toContain('50 records/s  1 s left')
})

it('makes no promise where the total is not known', () => {
  expect(
    progressText({ label: 'Reading', done: 5, total: 0, unit: 'files' }, { seconds: 0, before: 0 }),
  ).toBe('Reading  5 files')
})

it('says what else there is to say at the end', () => {
  const state = { label: 'Reading', done: 1, total: 2, unit: 'files', also: '7 records' } as const
  expect(progressText(state, { seconds: 1, before: 0 })).toMatch(/1 s left {2}7 records$/)
})

it('prints amounts with their unit', () => {
  expect(amount(999, 'bytes')).toBe('999 B')
  expect(amount(1_234_567, 'bytes')).toBe('1.2 MB')
  expect(amount(1_234_567, 'records')).toBe('1,234,567 records')
})

it('fits text to columns by characters, not by code units', () => {
  expect(fit('👋👋👋', 2)).toBe('👋…')
  expect(fit('ab', 4)).toBe('ab  ')
})

it('fits a text of any length without taking it apart', () => {
  const long = '👋'.repeat(5_000_000)
  // Makes one string of the repetitions, which takes memory of its own.
  expect(long.charCodeAt(9)).toBe(0xdc4b)
  const start = process.memoryUsage().heapUsed
  expect(fit(long, 3)).toBe('👋👋…')
  expect(process.memoryUsage().heapUsed - start).toBeLessThan(20e6)
  expect(fit('👋👋👋', 3)).toBe('👋👋👋')
})
