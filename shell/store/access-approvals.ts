// Acts that wait for a second person. A decided one is never decided again.

import type { DatabaseSync } from 'node:sqlite'
import { ok, type Result, refuse, type Utc } from '@manumit/base'
import type { Approval, ApprovalStore } from './access-ports.ts'

export function makeApprovalStore(database: DatabaseSync, now: () => Utc): ApprovalStore {
  const get = (id: string): Result<Approval> => {
    const row = database.prepare('select * from approval where id = ?').get(id)
    return row ? ok(approvalOf(row)) : refuse('E_APPROVAL_UNKNOWN', { approval: id })
  }
  return {
    request({ id, route, input, reason, requestedBy }) {
      database
        .prepare(`insert into approval values (?, ?, ?, ?, ?, ?, 'waiting', null, null, null)`)
        .run(id, route, JSON.stringify(input), reason, requestedBy, now())
      const made = get(id)
      if (!made.ok) throw new Error('an approval that was just asked for is not there')
      return made.value
    },
    list: (state) =>
      database
        .prepare(
          `select * from approval where ?1 is null or (state = 'waiting') = (?1 = 'waiting')
           order by requested_at desc, rowid desc`,
        )
        .all(state ?? null)
        .map(approvalOf),
    get,
    decide(id, { state, decidedBy, decisionReason }) {
      const { changes } = database
        .prepare(
          `update approval set state = ?, decided_by = ?, decided_at = ?, decision_reason = ?
           where id = ? and state = 'waiting'`,
        )
        .run(state, decidedBy, now(), decisionReason, id)
      const found = get(id)
      if (!found.ok || changes === 1) return found
      return refuse('E_APPROVAL_DECIDED', { by: found.value.decidedBy ?? '' })
    },
  }
}

const approvalOf = (row: Readonly<Record<string, unknown>>): Approval => ({
  id: String(row.id),
  route: String(row.route),
  input: JSON.parse(String(row.input)),
  reason: String(row.reason),
  requestedBy: String(row.requested_by),
  requestedAt: row.requested_at as Utc,
  state: row.state as Approval['state'],
  decidedBy: row.decided_by as string | null,
  decidedAt: row.decided_at as Utc | null,
  decisionReason: row.decision_reason as string | null,
})
