import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hexLines, offsetText, ownersOf } from './hex-lines.ts'

it('cuts lines where marks begin and end', () => {
  const [line] = hexLines('0d0068692e', [{ start: 2, end: 4, name: 'text' }])
  expect(line!.runs).toEqual([
    { mark: null, start: 0, hex: '0d 00', ascii: '··' },
    { mark: 0, start: 2, hex: '68 69', ascii: 'hi' },
    { mark: null, start: 4, hex: '2e', ascii: '.' },
  ])
})

it('where marks overlap, the narrowest has the byte', () =>
  expect(
    ownersOf(
      [
        { start: 0, end: 4, name: 'row' },
        { start: 1, end: 2, name: 'column' },
      ],
      5,
    ),
  ).toEqual([0, 1, 0, 0, null]))

it('a mark that lies outside marks nothing', () =>
  expect(ownersOf([{ start: -3, end: 99, name: 'x' }], 2)).toEqual([0, 0]))

it('each byte is written once and in order', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(fc.record({ start: fc.nat(220), end: fc.nat(220), name: fc.constant('m') }), { maxLength: 6 }),
      (bytes, marks) => {
        const hex = Buffer.from(bytes).toString('hex')
        const runs = hexLines(hex, marks).flatMap((line) => line.runs)
        expect(runs.map((run) => run.hex.replaceAll(' ', '')).join('')).toBe(hex)
        expect(runs.map((run) => run.ascii.length).reduce((a, b) => a + b, 0)).toBe(bytes.length)
      },
    ),
  )
})

it('writes offsets as a hex editor does', () => expect(offsetText(49152)).toBe('0000c000'))
