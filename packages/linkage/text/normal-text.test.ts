import { expect, it } from 'vitest'
import { isAsItIs, readingOf } from './normal-text.ts'

it('passes over no character that is read as another', () => {
  const changed: number[] = []
  for (let code = 0; code <= 0x10ffff; code++)
    if (isAsItIs(code) && readingOf(code) !== String.fromCodePoint(code)) changed.push(code)
  expect(changed.map((code) => code.toString(16))).toEqual([])
})
