import { expect, it } from 'vitest'
import { checkRanks } from './ranks.ts'
import { packages, sourceFiles } from './repository.ts'

const two = [
  { name: '@manumit/low', folder: 'packages/low', rank: 1 },
  { name: '@manumit/high', folder: 'packages/high', rank: 2 },
  { name: '@manumit/peer', folder: 'packages/peer', rank: 2 },
  { name: '@manumit/testing', folder: 'testing', rank: null },
]
const check = (path: string, text: string) => checkRanks([{ path, text }], two)

it('imports go to lower ranks only', () => {
  expect(checkRanks(sourceFiles(), packages())).toEqual([])
})

it('every package of the product has a rank', () => {
  const without = packages().filter((p) => p.rank === null)
  expect(without.map((p) => p.folder).sort()).toEqual(['rules', 'testing'])
})

it.each([
  ['up', 'packages/low/a.ts', "import { x } from '@manumit/high'"],
  ['up, for a type only', 'packages/low/a.ts', "import type { X } from '@manumit/high'"],
  ['up, in several lines', 'packages/low/a.ts', "import {\n  x,\n  y,\n} from '@manumit/high'"],
  ['sideways', 'packages/high/a.ts', "export { x } from '@manumit/peer'"],
  ['by a dynamic import', 'packages/low/a.ts', "const x = await import('@manumit/high')"],
  ['past the front door', 'packages/high/a.ts', "import { x } from '@manumit/low/inner.ts'"],
  ['by a relative path', 'packages/high/a.ts', "import { x } from '../low/index.ts'"],
  ['the testing package', 'packages/high/a.ts', "import { x } from '@manumit/testing'"],
  ['a package that is not there', 'packages/high/a.ts', "import { x } from '@manumit/lost'"],
])('catches an import %s', (_, path, text) => {
  expect(check(path, text)).toHaveLength(1)
})

it('lets an import down pass, and any import of a test', () => {
  expect(check('packages/high/a.ts', "import { x } from '@manumit/low'\n// from '@manumit/peer'")).toEqual([])
  expect(check('packages/low/a.test.ts', "import { x } from '@manumit/testing'")).toEqual([])
})
