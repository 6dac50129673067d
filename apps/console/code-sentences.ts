// The sentences of codes, put into the bundle when it is built: tables of codes stand in packages that the browser must not
// load (zod, node:). The module `virtual:code-sentences` gives {code: sentence with {placeholders}}.

import type { CodeTable } from '@manumit/base'
import { caseCodeTables } from '@manumit/casework'
import { contractCodes } from '@manumit/contract'
import type { Plugin } from 'vite'

const NAME = 'virtual:code-sentences'

const TABLES: readonly CodeTable[] = [...caseCodeTables, contractCodes]

/** Each code that the console may be sent, with its sentence. */
export const sentencesOfCodes = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    TABLES.flatMap((table) => Object.entries(table).map(([code, { summary }]) => [code, summary])),
  )

/** The Vite plugin that answers `virtual:code-sentences`. */
export const codeSentences = (): Plugin => ({
  name: 'manumit:code-sentences',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
  load: (id) =>
    id === `\0${NAME}` ? `export const sentences = ${JSON.stringify(sentencesOfCodes())}` : null,
})
