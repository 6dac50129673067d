import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTable } from './index.ts'

describe('readTable', () => {
  it('finds columns by name, wherever they stand', () => {
    const { rows, issues } = readTable('t.csv', 'b,a\n1,x\n', { a: 'text', b: 'number' })
    expect([rows, issues]).toEqual([[{ line: 2, a: 'x', b: 1 }], []])
  })

  it('leaves a row out, and says so, where a value is not what its column holds', () => {
    const { rows, issues } = readTable('t.csv', 'a,f\n1,Yes\nx,No\n2,maybe\n,No\n', {
      a: 'number',
      f: 'flag',
    })
    expect(rows).toEqual([{ line: 2, a: 1, f: true }])
    expect(issues.map(({ code, data }) => [code, data?.line, data?.column])).toEqual([
      ['E_TABLE_VALUE', 3, 'a'],
      ['E_TABLE_VALUE', 4, 'f'],
      ['E_TABLE_VALUE', 5, 'a'],
    ])
  })

  it('reads nothing where a column is missing, and tells of a new one', () => {
    const { rows, issues } = readTable(
      't.csv',
      'a,c,d\n1,2,3\n',
      { a: 'number', b: 'number' },
      { ignored: ['d'] },
    )
    expect(rows).toEqual([])
    expect(issues.map(({ code, data }) => [code, data?.column])).toEqual([
      ['E_TABLE_COLUMN_MISSING', 'b'],
      ['E_TABLE_COLUMN_NEW', 'c'],
    ])
  })

  it('gives as many rows and issues as there are lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer().map(String), fc.constantFrom('x', '-', '1e999'))),
        (cells) => {
          const { rows, issues } = readTable('t.csv', `k,a\n${cells.map((cell) => `k,${cell}\n`).join('')}`, {
            a: 'number',
            k: 'text',
          })
          expect(rows.length + issues.length).toBe(cells.length)
        },
      ),
    )
  })
})
