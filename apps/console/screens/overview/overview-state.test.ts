import { ok, refuse } from '@manumit/base'
import { expect, it } from 'vitest'
import { coverageOf, type Overview, overviewMachine, totalsOf } from './overview-state.ts'

const overview = (state: 'reading' | 'complete', searchPending = 0) =>
  ({
    searchPending,
    sources: [{ state, records: { call: 2, message: 3 }, issues: { E_X: 4 } }],
  }) as unknown as Overview
const [first] = overviewMachine.start()

it('asks again while something is being read or indexed, and then no more', () => {
  const commands = (told: Overview) => overviewMachine.update(first, { is: 'told', result: ok(told) })[1]
  expect(commands(overview('reading'))).toHaveLength(1)
  expect(commands(overview('complete', 7))).toHaveLength(1)
  expect(commands(overview('complete'))).toEqual([])
})

it('a refusal leaves what stands', () => {
  const [told] = overviewMachine.update(first, { is: 'told', result: ok(overview('complete')) })
  const [state] = overviewMachine.update(told, { is: 'told', result: refuse('E_FAULT') })
  expect(state).toMatchObject({ overview: { searchPending: 0 }, refusal: { code: 'E_FAULT' } })
})

it('adds up records and issues', () =>
  expect(totalsOf(overview('complete'))).toEqual({ records: 5, issues: 4 }))

it('names each kind a source had, also those left out', () =>
  expect(coverageOf({ records: { call: 2 }, outOfScope: { visit: 9, call: 1 } })).toEqual([
    { kind: 'visit', kept: 0, leftOut: 9 },
    { kind: 'call', kept: 2, leftOut: 1 },
  ]))
