import { errorTables } from '@manumit/rules'
import { expect, it } from 'vitest'
import { CODE_TABLES, refusalText, sentenceOf } from './sentences.ts'

const codesOf = (tables: readonly object[]): string[] => tables.flatMap((table) => Object.keys(table)).sort()

it('has a sentence for each code of the repository', async () => {
  const tables = (await errorTables()).map(({ table }) => table)
  expect(codesOf(CODE_TABLES)).toEqual(codesOf(tables))
})

it('fills in data, and says where a sentence lacks one', () => {
  expect(sentenceOf('E_PATH_ABSENT', { path: 'phone.zip' })).toBe('There is nothing at phone.zip.')
  expect(sentenceOf('E_PATH_ABSENT', {})).toBe('There is nothing at (path not recorded).')
  expect(sentenceOf('E_PATH_ABSENT')).toBe('There is nothing at ….')
})

it('shows a code that no table knows with its data', () => {
  expect(refusalText({ code: 'E_OF_TOMORROW', data: { row: 3 } })).toBe('row: 3 [E_OF_TOMORROW]')
})

it('shows what evidence named and obeys none of it', () => {
  expect(refusalText({ code: 'E_PATH_ABSENT', data: { path: 'a\u001b[2Jb' } })).not.toContain('\u001b')
})
