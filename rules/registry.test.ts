import { expect, it } from 'vitest'
import { checkRegistry, membersOf, PLUGIN_KINDS } from './registry.ts'

it.each(PLUGIN_KINDS)('each $id is whole: folder, line, test, page, fixture', (kind) => {
  const members = membersOf(kind)
  expect(members.length).toBeGreaterThan(0)
  expect(checkRegistry(kind, members)).toEqual([])
})

const kind = { id: 'thing', folder: 'packages/things', pages: 'docs/things', fixture: true } as const
const whole = { name: 'a', isRegistered: true, hasTest: true, hasPage: true, hasFixture: true }

it.each([
  'isRegistered',
  'hasTest',
  'hasPage',
  'hasFixture',
] as const)('catches a member without %s', (part) => {
  expect(checkRegistry(kind, [{ ...whole, [part]: false }])).toHaveLength(1)
})

it('asks for no fixture where the kind has none', () => {
  expect(checkRegistry({ ...kind, fixture: undefined as never }, [{ ...whole, hasFixture: false }])).toEqual(
    [],
  )
})
