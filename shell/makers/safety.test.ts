// What the recipes may say: numbers from ranges kept for fiction, names from domains reserved for examples, and none of the
// words that claim more than was read.

import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { recipeText } from './recipe.ts'

const folder = fileURLToPath(new URL('./recipes/', import.meta.url))
const recipes = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

/** Ofcom: +44 7700 900000–900999; NANPA: any area, 555-0100 to 555-0199. */
const FICTION = /^(?:\+44|0)7700900\d{3}$|^\+1\d{3}55501\d{2}$/
const RESERVED_DOMAIN = /(?:^|\.)(?:example\.(?:org|com|net)|test|example|invalid)$/

/** Comments, times, coordinates and file names hold digits that are no numbers of phones. */
const spoken = (text: string): string =>
  text
    .replaceAll(/^\s*#.*$/gm, '')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:]+Z?/g, '')
    .replaceAll(/\d{8}_\d{6}|IMG-\d{8}-\d{4}/g, '')
    .replaceAll(/(?:latitude|longitude): -?[\d.]+/g, '')

describe.each(recipes)('%s', (name) => {
  const text = spoken(recipeText(name))

  it('has only numbers from ranges kept for fiction', () => {
    const numbers = (text.match(/\+?\d[\d ()-]{5,}\d/g) ?? []).map((found) => found.replaceAll(/[ ()-]/g, ''))
    expect(numbers.filter((number) => !FICTION.test(number) && number !== '000000')).toEqual([])
  })

  it('has only domains reserved for examples', () => {
    const hosts = [
      ...text.matchAll(/https?:\/\/([^/\s"?,]+)/g),
      ...text.matchAll(/[\w.]+@([\w-]+\.[\w.-]+)/g),
    ].map((found) => found[1]!)
    expect(hosts.filter((host) => !RESERVED_DOMAIN.test(host))).toEqual([])
  })

  it('labels nobody', () => {
    expect(text.match(/\b(?:victims?|suspects?|slaves?|traffickers?)\b/gi) ?? []).toEqual([])
  })
})

it('finds a real-looking number and a real domain, so that the checks above can fail', () => {
  expect(FICTION.test('+447911123456')).toBe(false)
  expect(FICTION.test('+12025550199')).toBe(true)
  expect(RESERVED_DOMAIN.test('news.example.org')).toBe(true)
  expect(RESERVED_DOMAIN.test('notexample.org')).toBe(false)
  expect(RESERVED_DOMAIN.test('shop.example.test')).toBe(true)
})
