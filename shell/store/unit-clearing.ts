// Takes away what a unit gave, before it is read anew under a wider scope or by a newer artifact. The evidence stays as it
// is; only the reading is repeated.

import type { Transaction } from 'kysely'
import type { Engine } from './engine.ts'
import { clearIdentifiers } from './identifier-writing.ts'
import { discountUnit } from './record-counts.ts'
import { idOf, type Schema } from './schema.ts'

export async function clearUnit(
  engine: Engine,
  trx: Transaction<Schema>,
  unit: { readonly id: number; readonly indexed: number },
): Promise<void> {
  const first = idOf(unit.id, 0)
  const end = idOf(unit.id + 1, 0)
  await engine.forgetIndexed(trx, first, first + unit.indexed)
  await discountUnit(trx, engine, unit.id)
  // Mentions lie in the order of parties: look only among those of the parties this unit named.
  await trx
    .deleteFrom('mention')
    .where('party_id', 'in', (eb) =>
      eb.selectFrom('party_seen').select('party_id').where('unit_id', '=', unit.id),
    )
    .where('observation_id', '>=', first)
    .where('observation_id', '<', end)
    .execute()
  for (const table of ['thread_count', 'thread_party'] as const)
    await trx
      .deleteFrom(table)
      .where('thread_id', 'in', (eb) => eb.selectFrom('thread').select('id').where('unit_id', '=', unit.id))
      .execute()
  await trx.deleteFrom('thread').where('unit_id', '=', unit.id).execute()
  await trx
    .deleteFrom('placed')
    .where('observation_id', '>=', first)
    .where('observation_id', '<', end)
    .execute()
  await clearIdentifiers(trx, { unitId: unit.id, first, end })
  for (const table of ['observation', 'issue'] as const)
    await trx.deleteFrom(table).where('id', '>=', first).where('id', '<', end).execute()
  for (const table of ['unit_count', 'party_seen'] as const)
    await trx.deleteFrom(table).where('unit_id', '=', unit.id).execute()
  await trx.updateTable('unit').set({ indexed: 0, linked: 0 }).where('id', '=', unit.id).execute()
}
