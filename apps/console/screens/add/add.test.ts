import { describe, expect, it } from 'vitest'
import { type AddEvent, type AddState, addMachine, joinPath, lastPart, requestOf, updateAdd } from './add.ts'

const send = (...events: AddEvent[]): AddState =>
  events.reduce((state, event) => updateAdd(state, event)[0], addMachine().start()[0])

describe('adding evidence', () => {
  it('says what is missing only once somebody tries, and takes it back when it is mended', () => {
    expect(send().problems).toEqual({})
    const tried = send({ is: 'submit' })
    expect(tried.problems).toEqual({ origin: 'add.problem.path', name: 'add.problem.name' })
    expect(updateAdd(tried, { is: 'path', path: '/exhibits/phone-1' })[0].problems).toEqual({})
  })

  it('starts a job with authority, role and scope, and goes to where its progress is shown', () => {
    const state = send(
      { is: 'path', path: '/exhibits/phone-1/' },
      {
        is: 'form',
        part: { authority: ' order 12 ', kinds: ['message'], fromDay: '2024-03-01', toDay: '2024-03-01' },
      },
    )
    const [, [start]] = updateAdd(state, { is: 'submit' })
    expect(start).toMatchObject({
      route: 'jobs.start',
      input: {
        request: {
          kind: 'add',
          origin: { from: 'path', path: '/exhibits/phone-1/' },
          name: 'phone-1',
          authority: 'order 12',
          holderRole: 'unknown',
          scope: { kinds: ['message'], from: 1_709_251_200_000_000, to: 1_709_337_599_999_999 },
        },
      },
    })
    const job = { id: 'j1' } as never
    expect(updateAdd(state, { is: 'started', result: { ok: true, value: job } })[1]).toEqual([
      { do: 'go', path: '/jobs', carried: 'j1' },
    ])
  })

  it('refuses a range that ends before it begins', () => {
    const state = send(
      { is: 'path', path: '/a' },
      { is: 'form', part: { fromDay: '2024-03-02', toDay: '2024-03-01' } },
    )
    expect(requestOf(state)).toEqual({ ok: false, error: { range: 'add.problem.range' } })
  })

  it('waits for an upload to be complete', () => {
    const sending = send(
      { is: 'from', from: 'upload' },
      { is: 'upload', upload: { state: 'sending', name: 'backup.zip', received: 5, sizeBytes: 9 } },
    )
    expect(requestOf(sending)).toEqual({ ok: false, error: { origin: 'add.problem.upload' } })
    const [complete] = updateAdd(sending, {
      is: 'upload',
      upload: { state: 'complete', name: 'backup.zip', sizeBytes: 9, uploadId: 'u1' },
    })
    expect(requestOf(complete)).toMatchObject({
      value: { origin: { from: 'upload', uploadId: 'u1' }, name: 'backup.zip' },
    })
  })

  it('keeps a name that was typed when another path is chosen', () => {
    const state = send({ is: 'form', part: { name: 'Exhibit 4' } }, { is: 'path', path: '/a/b' })
    expect(state.form.name).toBe('Exhibit 4')
  })

  it('scans a folder where it lies, against a bank that there is', () => {
    const scan = send(
      { is: 'from', from: 'upload' },
      { is: 'work', work: 'scan' },
      { is: 'path', path: '/pictures' },
    )
    expect(scan.from).toBe('path')
    expect(requestOf(scan)).toEqual({ ok: false, error: { bank: 'add.problem.bank' } })
    const [ready] = updateAdd(scan, { is: 'form', part: { bank: 'teapots' } })
    expect(requestOf(ready)).toEqual({
      ok: true,
      value: { kind: 'scan', paths: ['/pictures'], bank: 'teapots' },
    })
  })

  it('joins and splits paths as the machine they are on writes them', () => {
    expect(joinPath('/', 'a')).toBe('/a')
    expect(joinPath('/a', 'b')).toBe('/a/b')
    expect(joinPath('C:\\a', 'b')).toBe('C:\\a\\b')
    expect(lastPart('C:\\a\\b\\')).toBe('b')
  })
})
