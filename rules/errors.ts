// Rule `errors`: the tables of codes and their reference page list the same codes, both ways; and no code is used that
// no table has.

import type { CodeTable } from '@manumit/base'
import { isTest, type SourceFile } from './repository.ts'

export const ERRORS_PAGE = 'docs/reference/errors.md'

/** Codes as they are written: E_ and capitals. */
const CODE = /\bE_[A-Z0-9]+(?:_[A-Z0-9]+)*\b/g

export function checkErrors(
  tables: readonly CodeTable[],
  page: string,
  files: readonly SourceFile[],
): string[] {
  const declared = tables.flatMap((table) => Object.keys(table))
  const codes = new Set(declared)
  const documented = new Set([...page.matchAll(/^### `(E_[A-Z0-9_]+)`$/gm)].map((match) => match[1]!))
  const used = files
    .filter((file) => !isTest(file.path) && !/^(rules|scripts|testing)\//.test(file.path))
    .flatMap((file) => [...file.text.matchAll(CODE)].map((match) => ({ path: file.path, code: match[0] })))
  return [
    ...declared
      .filter((code, i) => declared.indexOf(code) !== i)
      .map((code) => `${code} stands in two tables.`),
    ...[...codes]
      .filter((code) => !documented.has(code))
      .map((code) => `${code} has no section in ${ERRORS_PAGE}: run npm run docs.`),
    ...[...documented]
      .filter((code) => !codes.has(code))
      .map((code) => `${ERRORS_PAGE} describes ${code}, which no table has: run npm run docs.`),
    ...used
      .filter(({ code }) => !codes.has(code))
      .map(({ path, code }) => `${path} uses ${code}, which no table has.`),
    ...[...codes]
      .filter((code) => used.filter((use) => use.code === code).length < 2)
      .map((code) => `${code} stands in its table and is used nowhere: delete it.`),
  ]
}
