import { expect, it } from 'vitest'
import { observationKind, observationKinds } from '../index.ts'

it.each(
  observationKinds,
)('$id: its caption names its own fields, each field has a title, a number has a unit', (kind) => {
  expect(kind.caption.length).toBeGreaterThan(0)
  for (const name of kind.caption) expect(kind.fields).toHaveProperty(name)
  for (const [name, field] of Object.entries(kind.fields)) {
    expect(name).toMatch(/^[a-z][A-Za-z]*$/)
    expect(field.title).toMatch(/^[A-Z]/)
    expect(field.type === 'number').toBe(field.unit !== undefined)
    expect(field.type === 'label').toBe(field.labels !== undefined)
  }
})

it('ids are sorted, and each is found by its id', () => {
  const ids = observationKinds.map((kind) => kind.id)
  expect(ids).toEqual([...new Set(ids)].sort())
  expect(ids.map((id) => observationKind(id)?.id)).toEqual(ids)
  expect(observationKind('rumour')).toBeUndefined()
})
