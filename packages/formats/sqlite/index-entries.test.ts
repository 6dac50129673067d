// Each index of an invented database holds each row of its table once, by rowid.

import { isIssue, sourceOfBytes } from '@manumit/base'
import { generateDatabase } from '@manumit/testing'
import { expect, it } from 'vitest'
import { cacheSource } from './cached-source.ts'
import { parseHeader } from './header.ts'
import { indexEntries } from './index-entries.ts'
import { indexFrames } from './state-pages.ts'
import { makeStates } from './states.ts'
import { makeView } from './view.ts'
import { readWal } from './wal.ts'

it('an index names the rowids of its table', () => {
  let indexes = 0
  for (let seed = 1; seed <= 40; seed++) {
    const made = generateDatabase(seed)
    const { wal } = made.wal ? readWal(sourceOfBytes(made.wal), undefined) : { wal: null }
    const { pageSize } = parseHeader(made.main)
    const main = cacheSource(sourceOfBytes(made.main))
    const state = makeStates({ main, pageSize, wal, frames: indexFrames(wal) }, undefined).stateOf('live')!
    for (const index of state.schema.indexes.values()) {
      const table = state.schema.tables.get(index.table.toLowerCase())!
      if (table.withoutRowid) continue
      indexes++
      const rowids = [...makeView(state).rows(table.name, { columns: [] })].map((row) =>
        isIssue(row) ? row.code : row.rowid,
      )
      const named = [...indexEntries(state, index, { text: 'bytes' })].map((entry) =>
        isIssue(entry) ? entry.code : entry.at(-1),
      )
      expect(named.map(String).sort()).toEqual(rowids.map(String).sort())
    }
  }
  expect(indexes).toBeGreaterThan(10)
})
