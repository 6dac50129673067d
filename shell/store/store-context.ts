// What each port of a workspace is made from.

import { ok, type Result, refuse } from '@manumit/base'
import type { Transaction } from 'kysely'
import { type Act, appendEntry } from './audit-log.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { StorePowers, WorkspaceAccess } from './ports/workspace.ts'
import type { Schema } from './schema.ts'

export interface StoreContext {
  readonly engine: Engine
  readonly powers: StorePowers
  readonly access: WorkspaceAccess
}

/** Refuses E_WORKSPACE_READ_ONLY where the workspace was opened for reading. */
export const requireWriting = ({ access }: StoreContext): Result<void> =>
  access === 'write' ? ok(undefined) : refuse('E_WORKSPACE_READ_ONLY')

/** One transaction of work and its log entry: both happen, or neither. */
export const inLoggedTransaction = <T>(
  { engine, powers }: StoreContext,
  work: (trx: Transaction<Schema>) => Promise<{ readonly value: T; readonly act: Act }>,
): Promise<T> =>
  inTransaction(engine, async (trx) => {
    const { value, act } = await work(trx)
    await appendEntry(trx, powers, act)
    return value
  })
