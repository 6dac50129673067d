import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** Text between tags, and attributes that are read out: each has to come from a message file. */
const WORDS = [
  /<[a-zA-Z][^<>]*>\s*([A-Za-z][A-Za-z ,.'’:?!-]{2,})\s*<\//g,
  /\b(?:aria-label|title|placeholder|alt|label)="([^"]*[A-Za-z]{3}[^"]*)"/g,
]

const wordsIn = (text: string): string[] =>
  WORDS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!))

it('no sentence stands outside the message files', () => {
  const found = globSync('{frame,parts,lists,screens}/**/*.tsx', { cwd: folder }).flatMap((path) =>
    wordsIn(readFileSync(`${folder}/${path}`, 'utf8')).map((words) => `${path}: ${words}`),
  )
  expect(found.filter((each) => !/: (?:SHA-256|Esc)$/.test(each))).toEqual([])
})

it('catches text in a tag and in an attribute', () => {
  expect(wordsIn('<p className="x">Nothing here</p>')).toEqual(['Nothing here'])
  expect(wordsIn('<input placeholder="Search here" />')).toEqual(['Search here'])
  expect(wordsIn('<p>{t("a.b")}</p>')).toEqual([])
})
