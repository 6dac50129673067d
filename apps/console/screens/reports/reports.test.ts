import { REPORT_FORMATS } from '@manumit/contract'
import { expect, it } from 'vitest'
import { FORMATS, reportRequestOf, reportsMachine } from './reports.ts'

const machine = reportsMachine('started')
const [start] = machine.start()

it('offers each format of the contract', () => {
  expect(FORMATS).toEqual(REPORT_FORMATS)
})

it('asks for what was chosen and leaves out what was not', () => {
  expect(reportRequestOf(start.form)).toEqual({ kind: 'report', format: 'html', filter: {} })
  const form = {
    ...start.form,
    title: ' Draft ',
    zone: 'Europe/Berlin',
    sourceId: 2,
    kinds: ['call'],
    toDay: '1970-01-01',
  }
  expect(reportRequestOf(form)).toEqual({
    kind: 'report',
    format: 'html',
    title: 'Draft',
    zone: 'Europe/Berlin',
    filter: { sourceId: 2, kinds: ['call'], to: 86_399_999_999 },
  })
})

it('asks nothing for days the wrong way round, and says so', () => {
  const [form] = machine.update(start, { is: 'form', part: { fromDay: '2024-02-02', toDay: '2024-02-01' } })
  const [state, commands] = machine.update(form, { is: 'submit' })
  expect(state.hasRangeProblem).toBe(true)
  expect(commands).toEqual([])
})

it('keeps the form and says why when the desk refuses', () => {
  const [state] = machine.update(start, {
    is: 'started',
    result: { ok: false, error: { code: 'E_NOT_PERMITTED' } },
  })
  expect(state).toMatchObject({ form: start.form, refusal: { code: 'E_NOT_PERMITTED' } })
})
