// The sentences of issues, from the tables of the packages that report them. What no table knows stays its bare code.

import type { Issue } from '@manumit/base'
import { rawText } from '@manumit/report'
import { caseCodeTables } from './code-tables.ts'

const summaryOf = (code: string): string =>
  caseCodeTables.find((table) => code in table)?.[code]?.summary ??
  'This code has no sentence in this version.'

/** A code's sentence without data: each datum is a dot of ellipsis. */
export const bareSentence = (code: string): string => summaryOf(code).replace(/\{\w+\}/g, '…')

/** An issue's sentence with its data, which is evidence: whoever shows it makes it inert. */
export const filledSentence = ({ code, data = {} }: Issue): string =>
  summaryOf(code).replace(/\{(\w+)\}/g, (_, name: string) =>
    name in data ? rawText(data[name]!) : `(${name} not recorded)`,
  )

/** `path, table message, row 12`: where an issue was met; empty where it names no place. */
export function issuePlace({ at }: Issue, path: string | null): string {
  const parts = [
    at?.path ?? path,
    at?.table !== undefined && `table ${at.table}`,
    at?.rowid !== undefined && `row ${at.rowid}`,
    at?.page !== undefined && `page ${at.page}`,
    at?.offset !== undefined && `byte ${at.offset}`,
  ]
  return parts.filter((part) => typeof part === 'string').join(', ')
}

/** `reason: cut short, column: 3`: what an issue met, as text. */
export const issueDataText = ({ data = {} }: Issue): string =>
  Object.entries(data)
    .map(([name, raw]) => `${name}: ${rawText(raw)}`)
    .join(', ')
