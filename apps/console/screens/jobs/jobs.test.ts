import type { WireJob } from '@manumit/contract'
import { expect, it } from 'vitest'
import { clockParts, type JobsEvent, jobsMachine, shareDone, updateJobs } from './jobs.ts'

const job = (id: string, more: Partial<WireJob> = {}): WireJob => ({
  id,
  kind: 'add',
  subject: 'phone-1',
  state: 'running',
  startedBy: 'ada',
  startedAt: 0,
  endedAt: null,
  progress: null,
  refusal: null,
  files: [],
  counts: {},
  ...more,
})

const send = (...events: JobsEvent[]) =>
  events.reduce((state, event) => updateJobs(state, event)[0], jobsMachine().start()[0])
const listed: JobsEvent = { is: 'listed', result: { ok: true, value: { jobs: [job('b'), job('a')] } } }

it('takes each change in place and puts a new job first', () => {
  const state = send(
    listed,
    { is: 'told', job: job('a', { state: 'finished' }) },
    { is: 'told', job: job('c') },
  )
  expect(state.jobs.map(({ id, state }) => [id, state])).toEqual([
    ['c', 'running'],
    ['b', 'running'],
    ['a', 'finished'],
  ])
})

it('asks for the list again when the stream comes back, once', () => {
  const [state, commands] = updateJobs(send(listed), { is: 'stream', isLive: true })
  expect(commands).toMatchObject([{ route: 'jobs.list' }])
  expect(updateJobs(state, { is: 'stream', isLive: true })[1]).toEqual([])
})

it('asks once to stop a job, and shows what the desk says back', () => {
  const [asked, [command]] = updateJobs(send(listed), { is: 'act', id: 'a', act: 'stop' })
  expect(command).toMatchObject({ route: 'jobs.stop', input: { id: 'a' } })
  expect(updateJobs(asked, { is: 'act', id: 'a', act: 'stop' })[1]).toEqual([])
  const [stopping] = updateJobs(asked, {
    is: 'acted',
    id: 'a',
    result: { ok: true, value: job('a', { state: 'stopping' }) },
  })
  expect(stopping).toMatchObject({ acting: [], jobs: [{ id: 'b' }, { id: 'a', state: 'stopping' }] })
  const [refused] = updateJobs(asked, {
    is: 'acted',
    id: 'a',
    result: { ok: false, error: { code: 'E_JOB_ENDED' } },
  })
  expect(refused).toMatchObject({ acting: [], refusal: { code: 'E_JOB_ENDED' } })
})

it('gives a share done only where the whole is known', () => {
  const progress = {
    stage: 'read',
    done: 5,
    total: null,
    unit: 'files',
    perSecond: null,
    secondsLeft: null,
    detail: '',
  }
  expect(shareDone(job('a'))).toBeNull()
  expect(shareDone(job('a', { progress }))).toBeNull()
  expect(shareDone(job('a', { progress: { ...progress, total: 0 } }))).toBeNull()
  expect(shareDone(job('a', { progress: { ...progress, total: 20 } }))).toBe(0.25)
  expect(shareDone(job('a', { progress: { ...progress, done: 30, total: 20 } }))).toBe(1)
  expect(clockParts(3725)).toEqual({ hours: 1, minutes: 2, seconds: 5 })
})
