import { PGlite } from '@electric-sql/pglite'
import { linkStoreSuite, readingStoreSuite, type StoreUnderTest, storeSuite } from '@manumit/testing'
import { afterAll, beforeAll } from 'vitest'
import { makePostgresEngine, workspaceOn } from './index.ts'

let pglite: PGlite
let schemas = 0

beforeAll(async () => {
  pglite = await PGlite.create()
})
afterAll(() => pglite.close())

// One PostgreSQL for the whole suite, since it takes seconds to start; a schema of its own for each store.
const makeStore = async (): Promise<StoreUnderTest> => {
  const schema = `store_${++schemas}`
  await pglite.exec(`create schema ${schema}`)
  const tamper = async (sql: string): Promise<void> => {
    await enter(schema)
    await pglite.exec(sql)
  }
  return {
    open: (request) => workspaceOn(makePostgresEngine(keptOpen(schema)), request),
    tamper,
    disarm: () => tamper('drop trigger audit_append_only on audit'),
    dispose: async () => {},
  }
}

storeSuite('PostgreSQL (PGlite)', makeStore)
linkStoreSuite('PostgreSQL (PGlite)', makeStore)
readingStoreSuite('PostgreSQL (PGlite)', makeStore)

let entered = ''

async function enter(schema: string): Promise<void> {
  if (entered === schema) return
  entered = schema
  await pglite.exec(`set search_path to ${schema}`)
}

/** The instance as one store sees it: in its schema, and not closed with the store. */
const keptOpen = (schema: string) =>
  ({
    close: async () => {},
    closed: false,
    ready: true,
    waitReady: Promise.resolve(),
    query: async (...args: Parameters<PGlite['query']>) => {
      await enter(schema)
      return pglite.query(...args)
    },
    transaction: async (work: Parameters<PGlite['transaction']>[0]) => {
      await enter(schema)
      return pglite.transaction(work)
    },
  }) as never
