import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printCsvRow, readCsv } from './csv.ts'

describe('readCsv', () => {
  it('gives rows with the lines they begin on, quoted line ends counted', () => {
    const { value, issues } = readCsv('a,b\r\n"one\r\ntwo",2\r\n\r\nthree,"say ""hi"""\r\n')
    expect(issues).toEqual([])
    expect(value).toEqual({
      delimiter: ',',
      rows: [
        { line: 1, cells: ['a', 'b'] },
        { line: 2, cells: ['one\r\ntwo', '2'] },
        { line: 5, cells: ['three', 'say "hi"'] },
      ],
    })
  })

  it.each([',', '\t', ';', '|'])('finds the delimiter %j', (delimiter) => {
    const text = ['hash', 'kind', 'note'].join(delimiter)
    const { value } = readCsv(`${text}\n${text}\n${text}\n`)
    expect(value.delimiter).toBe(delimiter)
    expect(value.rows.map((row) => row.cells)).toEqual(new Array(3).fill(['hash', 'kind', 'note']))
  })

  it('reads bytes with a byte order mark in UTF-8 and UTF-16', () => {
    const expected = { rows: [{ line: 1, cells: ['pont', '橋'] }] }
    expect(readCsv(new TextEncoder().encode('\ufeffpont,橋')).value).toMatchObject(expected)
    expect(readCsv(new Uint8Array(Buffer.from('\ufeffpont,橋', 'utf16le'))).value).toMatchObject(expected)
    expect(readCsv(Uint8Array.of(0x61, 0xff)).issues.map((i) => i.code)).toEqual(['E_CSV_TEXT'])
  })

  it('reports ragged rows and quotes that do not close, by line, and keeps the cells', () => {
    const ragged = readCsv('a,b\n1\n1,2,3\n')
    expect(ragged.issues).toMatchObject([
      { code: 'E_CSV_RAGGED', data: { line: 2, cells: 1, width: 2 } },
      { code: 'E_CSV_RAGGED', data: { line: 3, cells: 3, width: 2 } },
    ])
    expect(ragged.value.rows.map((row) => row.cells.length)).toEqual([2, 1, 3])
    const open = readCsv('a,b\n1,"never closed\n')
    expect(open.issues[0]).toMatchObject({ code: 'E_CSV_QUOTE', data: { line: 2 } })
    expect(readCsv('').value.rows).toEqual([])
  })
})

describe('printCsvRow', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("https://example.org/")', '"\'=HYPERLINK(""https://example.org/"")"'],
    ['+44 7700 900123', "'+44 7700 900123"],
    ['@invented', "'@invented"],
    ['-teapot', "'-teapot"],
    ['-1+cmd', "'-1+cmd"],
    ['\tx', '"\'\tx"'],
    ['\rx', '"\'\rx"'],
    ['＝1', "'＝1"],
    ['-12.5', '-12.5'],
    ['+447700900123', '+447700900123'],
    ['a=b', 'a=b'],
    ['a,b', '"a,b"'],
    ['a;=1', '"a;=1"'],
    ['say "hi"', '"say ""hi"""'],
    ['line\nend', '"line\nend"'],
    ['', ''],
  ])('prints %j as %j', (cell, printed) => {
    expect(printCsvRow([cell])).toBe(`${printed}\r\n`)
  })

  it('leaves numbers alone', () => {
    expect(printCsvRow([-1, 2.5, 12345678901234567890n, null])).toBe('-1,2.5,12345678901234567890,\r\n')
  })

  it('prints what reads back as it was, but for the apostrophe of disarmed cells', () => {
    const cell = fc.string({
      unit: fc.constantFrom('=', '+', '@', 'a', '1', ',', '"', '\n', '\r', ';', ' ', "'"),
      maxLength: 8,
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        const head = printCsvRow(['a', 'b', 'c'])
        const { value, issues } = readCsv(head + rows.map(printCsvRow).join(''), { delimiter: ',' })
        expect(issues).toEqual([])
        value.rows.slice(1).forEach((row, r) => {
          row.cells.forEach((read, c) => {
            const written = rows[r]![c]!
            expect([written, `'${written}`]).toContain(read)
            expect(/^[=+\-@\t\r\n]/.test(read) && !/^[+-]?\d+$/.test(read)).toBe(false)
          })
        })
        expect(value.rows.length).toBe(rows.length + 1)
      }),
    )
  })
})
