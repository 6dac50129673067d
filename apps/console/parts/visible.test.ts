import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cutText, visiblePieces, visibleText } from './visible.ts'

it('shows an override of writing direction as a mark', () => {
  expect(visiblePieces('ab\u202Ecd')).toEqual([
    { is: 'text', text: 'ab', start: 0 },
    { is: 'mark', code: 'U+202E', name: 'right-to-left override', start: 2 },
    { is: 'text', text: 'cd', start: 3 },
  ])
})

it('leaves what scripts and emoji are written with', () => {
  for (const text of ['نامه‌ای', 'a\tb\nc', '👩‍👩‍👧', 'e\u0301', 'क्‍ष']) expect(visibleText(text)).toBe(text)
})

it('names controls, invisible characters and halves of pairs', () => {
  expect(visibleText('\u0000\u001b\u200b\ud800x\udc00\u{e0041}')).toBe(
    '‹U+0000›‹U+001B›‹U+200B›‹U+D800›x‹U+DC00›‹U+E0041›',
  )
})

it('loses nothing of any text, and no hidden character is left in what is drawn', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const pieces = visiblePieces(text)
      const drawn = pieces.map((piece) => (piece.is === 'text' ? piece.text : '')).join('')
      expect(visiblePieces(drawn).filter((piece) => piece.is === 'mark')).toEqual([])
      const back = pieces.map((piece) =>
        piece.is === 'text' ? piece.text : String.fromCodePoint(Number.parseInt(piece.code.slice(2), 16)),
      )
      expect(back.join('')).toBe(text)
    }),
  )
})

it('never cuts a pair in two', () => {
  expect(cutText('a😀b', 2)).toBe('a')
  expect(cutText('a😀b', 3)).toBe('a😀')
})
