import { inventedPerson, noFacts } from '@manumit/testing'
import { expect, it } from 'vitest'
import { nameTokens } from './name.ts'

const compare = (left: readonly string[], right: readonly string[]) =>
  nameTokens.compare(
    inventedPerson({ id: 'a', names: left }),
    inventedPerson({ id: 'b', names: right }),
    noFacts,
  )

it.each([
  ['equal', 'Ann Invented', 'INVENTED, Ann'],
  ['equal', 'José Núñez', 'jose nunez'],
  ['transliterated', 'Олена Вигадана', 'Olena Vyhadana'],
  ['close', 'Katharina Invented', 'Katherina Invented'],
  ['forms', 'Bob Invented', 'Robert Invented'],
  ['forms', 'B. Invented', 'Bob Invented'],
  ['part', 'Ann', 'Ann Invented'],
  ['different', 'Ann Invented', 'Zoe Madeup'],
])('finds %s: %s, %s', (level, left, right) => expect(compare([left], [right])?.level).toBe(level))

it.each([
  ['a label is no name', 'Mum', 'Zoe Madeup'],
  ['a number is no name', '+44 7700 900101', 'Zoe Madeup'],
  ['a script without a table is not compared', '王芳', 'Fang Wang'],
])('is neutral: %s', (_, left, right) => expect(compare([left], [right])).toBeNull())

it('takes the best pair of many names, and shows both as recorded', () => {
  expect(compare(['Zoe Madeup', 'Ann Invented'], ['ann  invented', 'Mum'])).toMatchObject({
    level: 'equal',
    left: 'Ann Invented',
    right: 'ann  invented',
  })
})
