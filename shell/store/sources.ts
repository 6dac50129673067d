// Sources: what was handed over, under which authority, and what of it may enter. Each change of that is a logged act.

import { ok, refuse } from '@manumit/base'
import type { Scope } from '@manumit/model'
import type { Transaction } from 'kysely'
import type { JsonValue } from './ports/page.ts'
import type { SourceStore } from './ports/sources.ts'
import type { Schema } from './schema.ts'
import { readSource, readSources, scopeText } from './source-rows.ts'
import { inLoggedTransaction, requireWriting, type StoreContext } from './store-context.ts'
import { toStoredText } from './stored-text.ts'

export function makeSourceStore(context: StoreContext): SourceStore {
  const { engine, powers } = context
  return {
    async add(declaration, facts) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      const scope = scopeText(declaration.scope)
      const id = await inLoggedTransaction(context, async (trx) => {
        const row = await trx
          .insertInto('source')
          .values({
            name: declaration.name,
            authority: declaration.authority,
            holder_role: declaration.holderRole,
            scope,
            path: toStoredText(facts.path),
            tree_kind: facts.treeKind,
            reason: facts.reason,
            tool_version: facts.toolVersion,
            added_at: powers.now(),
            added_by: powers.actor,
            state: 'reading',
            scope_revision: 1,
          })
          .returning('id')
          .executeTakeFirstOrThrow()
        const data = { ...declaration, scope: JSON.parse(scope) as JsonValue, ...facts }
        return { value: row.id, act: { action: 'source.added', subject: `source:${row.id}`, data } }
      })
      return readSource(engine.db, id)
    },
    list: () => readSources(engine.db),
    get: (id) => readSource(engine.db, id),
    async widen(id, scope, reason) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      const before = await readSource(engine.db, id)
      if (!before.ok) return before
      const old = before.value.declaration.scope
      if (!isWider(scope, old)) return refuse('E_SCOPE_NOT_WIDER', { source: id })
      await inLoggedTransaction(context, async (trx) => {
        await trx
          .updateTable('source')
          .set((eb) => ({
            scope: scopeText(scope),
            state: 'reading',
            scope_revision: eb('scope_revision', '+', 1),
          }))
          .where('id', '=', id)
          .execute()
        const data = { reason, before: jsonOfScope(old), after: jsonOfScope(scope) }
        return { value: undefined, act: { action: 'source.widened', subject: `source:${id}`, data } }
      })
      return readSource(engine.db, id)
    },
    async declare(id, change, reason) {
      const writing = requireWriting(context)
      if (!writing.ok) return writing
      const before = await readSource(engine.db, id)
      if (!before.ok) return before
      const { name, authority, holderRole } = { ...before.value.declaration, ...change }
      await inLoggedTransaction(context, async (trx: Transaction<Schema>) => {
        await trx
          .updateTable('source')
          .set({ name, authority, holder_role: holderRole })
          .where('id', '=', id)
          .execute()
        const { scope: _, ...stood } = before.value.declaration
        const data = { reason, before: stood, after: { name, authority, holderRole } }
        return { value: undefined, act: { action: 'source.declared', subject: `source:${id}`, data } }
      })
      return ok({
        ...before.value,
        declaration: { ...before.value.declaration, name, authority, holderRole },
      })
    },
  }
}

const jsonOfScope = (scope: Scope): JsonValue => JSON.parse(scopeText(scope)) as JsonValue

/** Does the new scope permit whatever the old one permits? */
export function isWider(scope: Scope, old: Scope): boolean {
  const permitsKinds =
    scope.kinds === undefined || (old.kinds?.every((kind) => scope.kinds!.includes(kind)) ?? false)
  const permitsRange =
    (scope.from === undefined && scope.to === undefined) ||
    // A range leaves out records without a time, so no range is narrower than an open one.
    ((old.from !== undefined || old.to !== undefined) &&
      (scope.from ?? -Infinity) <= (old.from ?? -Infinity) &&
      (scope.to ?? Infinity) >= (old.to ?? Infinity))
  return permitsKinds && permitsRange
}
