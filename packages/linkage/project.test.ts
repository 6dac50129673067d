import type { Utc } from '@manumit/base'
import type { Judgement } from '@manumit/model'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Projection, project } from './project.ts'

const persons = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }))
const candidates = persons.flatMap(({ id: left }, at) =>
  persons.slice(at + 1).map(({ id: right }) => ({ id: `${left}~${right}`, left, right })),
)
const judge = (pair: string, decision: string, at: number): Judgement => ({
  subject: `candidate:${pair}`,
  decision,
  reason: 'because',
  author: 'A. B.',
  at: at as Utc,
})
const projected = (...judgements: Judgement[]): Projection => project({ persons, candidates, judgements })
const bytes = ({ entities, states, issues }: Projection): string =>
  JSON.stringify([entities, [...states], issues])
const groups = (projection: Projection): string[] =>
  projection.entities.filter((each) => each.persons.length > 1).map((each) => each.persons.join(''))

it('joins nobody without a judgement', () => {
  expect(projected().entities).toEqual(persons.map(({ id }) => ({ id, persons: [id], accepted: [] })))
})

it('joins what is accepted, through others too', () => {
  const projection = projected(
    judge('a~b', 'accept', 1),
    judge('b~d', 'accept', 2),
    judge('c~e', 'cannot-know', 3),
  )
  expect(groups(projection)).toEqual(['abd'])
  expect(projection.entities[0]).toEqual({ id: 'a', persons: ['a', 'b', 'd'], accepted: ['a~b', 'b~d'] })
  expect([...projection.states]).toEqual([
    ['a~b', 'accepted'],
    ['b~d', 'accepted'],
    ['c~e', 'unknowable'],
  ])
})

it('the newest judgement of a candidate counts, and undo takes one back at a time', () => {
  const [first, second, back, again] = [
    judge('a~b', 'accept', 1),
    judge('a~b', 'reject', 2),
    judge('a~b', 'undo', 3),
    judge('a~b', 'undo', 4),
  ]
  expect(projected(first, second).states.get('a~b')).toBe('rejected')
  expect(projected(first, second, back).states.get('a~b')).toBe('accepted')
  expect(projected(first, second, back, again).states.has('a~b')).toBe(false)
  expect(bytes(projected(first, second, back, again))).toBe(bytes(projected()))
})

it('warns where a rejected pair is tied together by others', () => {
  const { issues } = projected(
    judge('a~b', 'accept', 1),
    judge('b~c', 'accept', 2),
    judge('a~c', 'reject', 3),
  )
  expect(issues).toMatchObject([
    { code: 'E_LINK_CONFLICT', severity: 'warning', data: { candidate: 'a~c', entity: 'a' } },
  ])
})

it('says what does not count: unknown decisions, and candidates that are gone', () => {
  const { issues, states } = projected(judge('a~b', 'merge', 1), judge('x~y', 'accept', 2), {
    ...judge('a~b', 'accept', 3),
    subject: 'match:7',
  })
  expect(issues.map((each) => each.code).sort()).toEqual(['E_LINK_CANDIDATE_GONE', 'E_LINK_DECISION'])
  expect(states.size).toBe(0)
})

const someJudgements = fc.array(
  fc.record({
    pair: fc.constantFrom(...candidates.map((each) => each.id)),
    decision: fc.constantFrom('accept', 'accept', 'reject', 'cannot-know', 'undo'),
    at: fc.nat(30),
  }),
  { maxLength: 25 },
)

it('any order of the judgements gives the same bytes', () => {
  fc.assert(
    fc.property(
      someJudgements.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      ([list, shuffled]) => {
        const of = (judgements: typeof list) =>
          bytes(projected(...judgements.map(({ pair, decision, at }) => judge(pair, decision, at))))
        expect(of(shuffled)).toBe(of(list))
      },
    ),
  )
})

it('any order of persons and candidates gives the same bytes', () => {
  fc.assert(
    fc.property(
      someJudgements,
      fc.shuffledSubarray(persons, { minLength: persons.length }),
      fc.shuffledSubarray(candidates, { minLength: candidates.length }),
      (list, people, pairs) => {
        const judgements = list.map(({ pair, decision, at }) => judge(pair, decision, at))
        const other = project({ persons: people, candidates: pairs, judgements })
        expect(bytes(other)).toBe(bytes(projected(...judgements)))
      },
    ),
  )
})

it('a judgement and its undo give the bytes from before', () => {
  fc.assert(
    fc.property(
      someJudgements,
      fc.constantFrom(...candidates.map((each) => each.id)),
      fc.constantFrom('accept', 'reject', 'cannot-know'),
      (list, pair, decision) => {
        const before = list.map((each) => judge(each.pair, each.decision, each.at))
        const after = [...before, judge(pair, decision, 100), judge(pair, 'undo', 101)]
        expect(bytes(projected(...after))).toBe(bytes(projected(...before)))
      },
    ),
  )
})

it('each person is in one entity, and entities are as few as the accepted pairs allow', () => {
  fc.assert(
    fc.property(someJudgements, (list) => {
      const { entities, states } = projected(
        ...list.map(({ pair, decision, at }) => judge(pair, decision, at)),
      )
      expect(entities.flatMap((each) => each.persons).sort()).toEqual(persons.map(({ id }) => id))
      const accepted = [...states].filter(([, state]) => state === 'accepted').map(([id]) => id)
      // The naive oracle: paint, until nothing changes.
      const colour = new Map(persons.map(({ id }) => [id, id]))
      for (let isMoving = true; isMoving; ) {
        isMoving = false
        for (const id of accepted) {
          const [left, right] = id.split('~') as [string, string]
          const least = [colour.get(left)!, colour.get(right)!].sort()[0]!
          if (colour.get(left) !== least || colour.get(right) !== least) isMoving = true
          colour.set(left, least).set(right, least)
        }
      }
      expect(new Map(entities.flatMap((each) => each.persons.map((id) => [id, each.id] as const)))).toEqual(
        colour,
      )
    }),
  )
})
