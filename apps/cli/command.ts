// A command is a declaration and a function. Parsing, help, completion and the reference page follow from the declaration;
// the function gets typed values and a context, and gives an exit code.

import type { Result } from '@manumit/base'
import type { Terminal } from './terminal.ts'
import type { WorkspaceOpener } from './workspaces.ts'

export interface Argument {
  readonly name: string
  readonly summary: string
  readonly optional?: true
  /** Takes one or more values. */
  readonly variadic?: true
}

export interface Option {
  readonly name: string
  readonly short?: string
  /** Name of its value in help; absent for a flag. */
  readonly value?: string
  readonly summary: string
  readonly default?: string
  readonly choices?: readonly string[]
  /** May be given several times, or as a comma-separated list. */
  readonly list?: true
}

export interface Example {
  readonly run: string
  readonly does: string
}

/** Values as typed: a string, a list for `list` and `variadic`, true for a flag that is there; absent otherwise. */
export type Values = Readonly<Record<string, string | readonly string[] | true | undefined>>

export interface Context {
  readonly terminal: Terminal
  readonly workspaces: WorkspaceOpener
  readonly env: Readonly<Record<string, string | undefined>>
  /** True when `--json` was given: one object a line on standard output, and nothing else. */
  readonly json: boolean
  /** Aborted by Ctrl-C: work stops at the next safe point, and goes on when the command is run again. */
  readonly signal: AbortSignal
}

export interface Command {
  /** As typed, with its group: `bank import`. */
  readonly name: string
  readonly topic: Topic
  readonly summary: string
  readonly arguments?: readonly Argument[]
  readonly options?: readonly Option[]
  readonly examples: readonly Example[]
  run(values: Values, context: Context): Promise<Result<ExitCode>>
}

export const TOPICS = ['Evidence', 'Pictures', 'Looking', 'Custody', 'Set-up'] as const
export type Topic = (typeof TOPICS)[number]

/** 0 done; 1 done, and a check found a difference; 3 done, and a match was found (`scan --fail-on-match` only). */
export type ExitCode = 0 | 1 | 3

/** Exit codes of the program as a whole, as help and the reference page list them. */
export const EXIT_CODES: readonly (readonly [code: number, means: string])[] = [
  [0, 'done'],
  [1, 'done, and a check found a difference: verify, audit-log verify, selftest, hash'],
  [2, 'refused: the sentence on standard error says why, with its code'],
  [3, 'done, and a match was found (only with scan --fail-on-match)'],
  [64, 'the command line could not be understood'],
  [70, 'a fault of this program; nothing acknowledged is lost'],
  [130, 'stopped by Ctrl-C; run the same command again to go on'],
]

export const defineCommand = (command: Command): Command => command

/** One value, or undefined. */
export const textValue = (values: Values, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** The values of a list or a variadic argument; empty where it was not given. */
export const listValue = (values: Values, name: string): readonly string[] => {
  const value = values[name]
  return Array.isArray(value) ? value.flatMap((item: string) => item.split(',')) : []
}

/** The values of a variadic argument as given: paths may hold commas. */
export const pathsValue = (values: Values, name: string): readonly string[] => {
  const value = values[name]
  return Array.isArray(value) ? value : []
}

export const flagValue = (values: Values, name: string): boolean => values[name] === true
