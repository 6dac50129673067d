import { expect, it } from 'vitest'
import { errorTables } from './error-tables.ts'
import { checkErrors, ERRORS_PAGE } from './errors.ts'
import { read, sourceFiles } from './repository.ts'

const table = { E_THING_TORN: { severity: 'error', summary: 'Torn.' } } as const
const page = '### `E_THING_TORN`\n'
const uses = [{ path: 'packages/x/a.ts', text: "E_THING_TORN: {}, issue('E_THING_TORN')" }]

it('codes, their page and their uses agree', async () => {
  const tables = await errorTables()
  expect(tables.length).toBeGreaterThan(0)
  expect(
    checkErrors(
      tables.map((t) => t.table),
      read(ERRORS_PAGE),
      sourceFiles(),
    ),
  ).toEqual([])
})

it('passes what is whole', () => expect(checkErrors([table], page, uses)).toEqual([]))

it.each([
  ['a code without a section', [table], '', uses],
  ['a section without a code', [table], `${page}### \`E_THING_GONE\`\n`, uses],
  ['a code in two tables', [table, table], page, uses],
  ['a use of no code', [table], page, [...uses, { path: 'packages/x/b.ts', text: "issue('E_THING_TROM')" }]],
  [
    'a code that is used nowhere',
    [table],
    page,
    [{ path: 'packages/x/errors.ts', text: 'E_THING_TORN: {}' }],
  ],
] as const)('catches %s', (_, tables, text, files) => {
  expect(checkErrors(tables, text, files)).toHaveLength(1)
})
