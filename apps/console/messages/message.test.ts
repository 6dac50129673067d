import { permissionsOf, ROLES } from '@manumit/contract'
import { observationKinds } from '@manumit/model'
import { expect, it } from 'vitest'
import { en } from './en.ts'
import { fill } from './message.ts'

it('fills in values and chooses the plural', () => {
  expect(fill('{count|One record|# records} of {name}', { count: 1, name: 'A' })).toBe('One record of A')
  expect(fill('{count|One record|# records} of {name}', { count: 12345, name: 'A' })).toBe(
    '12,345 records of A',
  )
  expect(fill('{n} of {name}', { n: 1500 })).toBe('1,500 of (name not recorded)')
})

it('a value is text: what looks like a placeholder in it stays', () =>
  expect(fill('{name}', { name: '{count}' })).toBe('{count}'))

it('each kind of record and each role has its words', () => {
  const keys = [
    ...observationKinds.flatMap(({ id }) => [`kind.${id}`, `kinds.${id}`]),
    ...ROLES.map((role) => `role.${role}`),
  ]
  expect(keys.filter((key) => !(key in en))).toEqual([])
  expect(Object.keys(permissionsOf)).toEqual([...ROLES])
})
