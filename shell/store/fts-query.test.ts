import { describe, expect, it } from 'vitest'
import { ftsQueryOf } from './fts-query.ts'

describe('ftsQueryOf', () => {
  it.each([
    ['kettle', '"kettle"'],
    ['kettle lantern', '"kettle" "lantern"'],
    ['ket*', '"ket" *'],
    ['"copper kettle" tea*', '"copper kettle" "tea" *'],
    ['"copper ket"*', '"copper ket" *'],
    ['"never closed', '"never closed"'],
    ['a OR b', '"a" "OR" "b"'],
    ['NEAR(a, b)', '"NEAR(a," "b)"'],
    ['body:x', '"body:x"'],
    ['- * "" "!"', null],
    ['', null],
  ])('reads %s as %s', (typed, query) => {
    expect(ftsQueryOf(typed)).toBe(query)
  })

  it('takes no more terms than an index is asked in earnest', () => {
    expect(ftsQueryOf('word '.repeat(1000))!.split(' ')).toHaveLength(32)
  })
})
