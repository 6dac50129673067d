// Issues read back: what could not be read, or was found odd, by source, file and artifact.

import { type Issue, ok, type Severity } from '@manumit/base'
import { makeCursor, readCursor } from './cursor.ts'
import type { Engine } from './engine.ts'
import { readUnits } from './observations.ts'
import type { IssueStore, StoredIssue } from './ports/issues.ts'
import { type IssueTable, ordinalOfId, unitOfId } from './schema.ts'
import { fromStoredJson } from './stored-json.ts'

export function makeIssueStore({ db }: Engine): IssueStore {
  return {
    async page({ sourceId, code, severity, after, limit }) {
      const cursor = readCursor('i', 1, after)
      if (!cursor.ok) return cursor
      let query = db.selectFrom('issue').selectAll().orderBy('id').limit(limit)
      if (sourceId !== undefined) query = query.where('source_id', '=', sourceId)
      if (code !== undefined) query = query.where('code', '=', code)
      if (severity !== undefined) query = query.where('severity', '=', severity)
      if (cursor.value) query = query.where('id', '>', cursor.value[0]!)
      const found = await query.execute()
      const units = await readUnits(db, [...new Set(found.map((row) => unitOfId(row.id)))])
      const rows = found.map((row): StoredIssue => {
        const unit = units.get(unitOfId(row.id))!
        return {
          id: row.id,
          sourceId: row.source_id,
          path: unit.path,
          artifact: unit.artifact,
          ordinal: ordinalOfId(row.id),
          issue: decodeIssue(row),
        }
      })
      return ok({ rows, next: found.length === limit ? makeCursor('i', found.at(-1)!.id) : null })
    },
    async countByCode({ sourceId } = {}) {
      let query = db
        .selectFrom('unit_count')
        .innerJoin('unit', 'unit.id', 'unit_count.unit_id')
        .where('unit_count.what', '=', 'issue')
        .groupBy('unit_count.name')
        .orderBy('unit_count.name')
        .select((eb) => ['unit_count.name', eb.fn.sum<number>('unit_count.count').as('count')])
      if (sourceId !== undefined) query = query.where('unit.source_id', '=', sourceId)
      return Object.fromEntries((await query.execute()).map(({ name, count }) => [name, Number(count)]))
    },
  }
}

/** The issue of a row, as it was given. */
const decodeIssue = ({ code, severity, record }: IssueTable): Issue => ({
  issue: true,
  code,
  severity: severity as Severity,
  ...(fromStoredJson(record) as Pick<Issue, 'at' | 'data'>),
})
