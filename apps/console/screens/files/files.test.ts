import { expect, it } from 'vitest'
import { carriedSource, filesMachine } from './files.ts'

it('asks for what was not read as for what was', () => {
  const machine = filesMachine(null)
  expect(machine.start()[1]).toMatchObject([{ route: 'files.page', input: { limit: 100 } }])
  const [, commands] = machine.update(machine.start()[0], { is: 'filter', part: { read: false } })
  expect(commands).toMatchObject([{ input: { read: false, limit: 100 } }])
})

it('begins with the source that was handed over', () => {
  expect(carriedSource({ sourceId: 2 })).toBe(2)
  expect(carriedSource('2')).toBeNull()
})
