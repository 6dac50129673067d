import type { Issue } from '@manumit/base'
import type { States } from './states.ts'
import type { RowOptions, SqliteRow, StateId } from './types.ts'
export function* readSuperseded(
  states: States,
  table: string,
  options: RowOptions,
): Generator<(SqliteRow & { readonly via: StateId }) | Issue> {}
