// The sentence of a code, in English, with its data filled in. Sentences stand in the packages' tables of codes; what a
// table does not know is shown as its code and data, never hidden.

import type { CodeTable, Issue, Refusal } from '@manumit/base'
import { caseCodeTables } from '@manumit/casework'
import { contractCodes } from '@manumit/contract'
import { footprintCodes } from '@manumit/footprint'
import { importerCodes } from '@manumit/importers'
import { quantityCodes } from '@manumit/quantities'
import { rawText } from '@manumit/report'
import { serverCodes } from '@manumit/server'
import { cliCodes } from './errors.ts'
import { shown } from './terminal.ts'

export const CODE_TABLES: readonly CodeTable[] = [
  ...caseCodeTables,
  cliCodes,
  contractCodes,
  footprintCodes,
  importerCodes,
  quantityCodes,
  serverCodes,
]

/** The sentence with its data; without data, its placeholders are dots. */
export function sentenceOf(code: string, data?: Readonly<Record<string, string | number>>): string {
  const summary = CODE_TABLES.find((table) => code in table)?.[code]?.summary
  if (summary === undefined)
    return Object.entries(data ?? {})
      .map(([name, value]) => `${name}: ${value}`)
      .join(', ')
  return summary.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(data ? (data[name] ?? `(${name} not recorded)`) : '…'),
  )
}

/** The sentence and its code. Data may be a name that evidence chose (`manumit hash *`), so it is shown, never obeyed. */
export const refusalText = ({ code, data = {} }: Refusal): string =>
  `${sentenceOf(
    code,
    mapped(data, (value) => (typeof value === 'string' ? shown(value) : value)),
  )} [${code}]`

export const issueText = ({ code, data = {} }: Pick<Issue, 'code' | 'data'>): string =>
  `${sentenceOf(code, issueData(data))} [${code}]`

/** An issue's data for its sentence: what evidence wrote is shown, never obeyed. */
export const issueData = (data: Issue['data'] = {}): Record<string, string> =>
  mapped(data, (raw) => shown(rawText(raw)))

const mapped = <In, Out>(data: Readonly<Record<string, In>>, of: (value: In) => Out): Record<string, Out> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, of(value)]))
