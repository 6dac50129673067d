// Issue: what could not be read, or was found odd. Dirty evidence is normal, so issues travel in the same stream as what
// was read; they are counted and shown, never thrown. Codes live in one table per package; sentences in locale files.

import type { RawValue } from './raw-value.ts'

/** info: worth knowing. warning: something may be missing. error: something is missing. */
export type Severity = 'info' | 'warning' | 'error'

export interface Issue {
  readonly issue: true
  readonly code: string
  readonly severity: Severity
  /** Where it was met: path inside the evidence and, as far as known, table, row, page or byte offset. */
  readonly at?: IssuePlace
  /** What was met there, as stored. Numbers the code's sentence needs stand here too, by name. */
  readonly data?: Readonly<Record<string, RawValue>>
}

export interface IssuePlace {
  readonly path?: string
  readonly table?: string
  readonly rowid?: number | bigint
  readonly page?: number
  readonly offset?: number
}

/** One row of a table of codes. `summary` is the reference page's sentence; `{name}` stands for a datum. */
export interface CodeEntry {
  readonly severity: Severity | 'refusal'
  readonly summary: string
}

export type CodeTable = Readonly<Record<string, CodeEntry>>

/** Declares a package's table of codes, keeping the literal names so that a misspelt code does not compile. */
export const defineCodes = <const T extends CodeTable>(codes: T): T => codes

/** Makes the function by which a package reports its own codes: the severity comes from the table. */
export function issuesOf<T extends CodeTable>(codes: T) {
  return (code: keyof T & string, at?: IssuePlace, data?: Issue['data']): Issue => {
    const severity = codes[code]!.severity
    return {
      issue: true,
      code,
      severity: severity === 'refusal' ? 'error' : severity,
      ...(at && { at }),
      ...(data && { data }),
    }
  }
}

export const isIssue = (item: object): item is Issue => 'issue' in item && item.issue === true
