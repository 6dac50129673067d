import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { linkStoreSuite, readingStoreSuite, type StoreUnderTest, storeSuite } from '@manumit/testing'
import { openWorkspace } from './index.ts'

const makeStore = async (): Promise<StoreUnderTest> => {
  const parent = mkdtempSync(join(tmpdir(), 'manumit-store-'))
  const folder = join(parent, 'workspace')
  const tamper = async (sql: string): Promise<void> => {
    const database = new DatabaseSync(join(folder, 'workspace.db'))
    try {
      database.exec(sql)
    } finally {
      database.close()
    }
  }
  return {
    open: (request) => openWorkspace({ ...request, folder }),
    tamper,
    disarm: () => tamper('drop trigger audit_no_update; drop trigger audit_no_delete'),
    dispose: async () => rmSync(parent, { recursive: true }),
  }
}

storeSuite('SQLite', makeStore)
linkStoreSuite('SQLite', makeStore)
readingStoreSuite('SQLite', makeStore)
