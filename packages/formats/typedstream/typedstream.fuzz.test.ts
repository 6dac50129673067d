import { readMutations } from '@manumit/testing/mutations'
import { expect, it } from 'vitest'
import { attributedBodyText, generalBody } from './attributed-body.ts'
import { archive, attributed, data, dictionary, number, plainBody, string, url } from './recipe.ts'

const attributes = dictionary([
  [string('link'), url('https://example.org/')],
  [string('data'), data(Uint8Array.of(1, 2, 3, 4))],
  [string('count'), number(300)],
])

it('ends on any bent typedstream, and the exact layouts agree with the general reader', () => {
  const samples = [
    plainBody('On my way'),
    plainBody('Teapot 🫖', { direction: true, immutable: true }),
    archive(attributed('see this', [{ length: 8, attributes }])),
  ]
  const count = readMutations(samples, (bytes) => {
    expect(attributedBodyText(bytes)).toEqual(generalBody(bytes))
  })
  expect(count).toBeGreaterThan(50)
})
