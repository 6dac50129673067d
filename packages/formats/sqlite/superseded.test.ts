// Superseded rows: on real logs against the facts measured of them, on made ones against the difference of whole states.

import { isIssue, sourceOfBytes } from '@manumit/base'
import { describeShared, dumpRows, sharedDatabases, sharedJson } from '@manumit/testing'
import { expect, it } from 'vitest'
import { openSqlite } from './index.ts'

describeShared('superseded rows in logs of real phones', () => {
  for (const db of sharedDatabases()) {
    if (db.wal === undefined) continue
    it(db.name, () => {
      const o = openSqlite({ main: sourceOfBytes(db.main), wal: sourceOfBytes(db.wal!) })
      if (!o.ok) throw 1
      const file = o.value
      const t = performance.now()
      for (const t of file.view('live').tables.keys()) {
        const liveIds = new Set(
          [...file.view().rows(t)].filter((r) => !isIssue(r)).map((r) => (r as any).rowid),
        )
        const c = {} as any
        let gone = 0
        for (const r of file.superseded(t)) {
          if (isIssue(r)) {
            c[r.code] = (c[r.code] ?? 0) + 1
            continue
          }
          c[r.via] = (c[r.via] ?? 0) + 1
          if (r.via === 'main' && !liveIds.has(r.rowid)) gone++
        }
        if (Object.keys(c).length) console.log(t, c, 'main rows gone by key', gone)
      }
      console.log(db.name.slice(-40), file.states.length, performance.now() - t)
    })
  }
})
