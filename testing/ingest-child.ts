// Started by the store's kill.test.ts, to be killed: ingests an invented source of three files, going on where it stood, and prints
// the dump's SHA-256 and the log's verdict when it comes to an end. Small batches, so that there is much to interrupt.

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { encodeItems, openWorkspace, type Workspace } from '@manumit/store'
import { inventedClock, inventedFile, inventedItems } from './invented-messages.ts'

const FILES = [
  { path: 'a/sms.db', items: 900 },
  { path: 'b/sms.db', items: 700 },
  { path: 'c/sms.db', items: 0 },
]
const ITEMS_PER_BATCH = 60

const folder = process.argv[2]!
const isThere = existsSync(join(folder, 'workspace.db'))
const powers = { now: inventedClock(), actor: 'kill test', randomId: () => `process ${process.pid}` }

const create = { kind: 'case', name: 'kill test' } as const
const opened = await openWorkspace({ folder, powers, ...(!isThere && { create }) })
// Killed while it was being made: an empty database, to be made good.
const workspace =
  !opened.ok && opened.error.code === 'E_WORKSPACE_ABSENT'
    ? must(await openWorkspace({ folder, powers, create }))
    : must(opened)
process.stdout.write('open\n')
await ingest(workspace)
await workspace.search!.indexPending()
const hash = createHash('sha256')
for await (const line of workspace.dump()) hash.update(`${line}\n`)
const { intact } = await workspace.audit.verify()
const found = must(await workspace.search!.query('lantern', { limit: 10_000 })).rows.length
process.stdout.write(`${JSON.stringify({ dump: hash.digest('hex'), intact, found })}\n`)
await workspace.close()

async function ingest(into: Workspace): Promise<void> {
  if ((await into.sources.list()).length === 0)
    must(
      await into.sources.add(
        { name: 'EX-1', authority: null, holderRole: 'unknown', scope: {} },
        { path: '/invented', treeKind: 'folder', reason: 'invented', toolVersion: '0' },
      ),
    )
  const files = FILES.map(({ path }) => ({
    path,
    logical: { path },
    sizeBytes: 1,
    digests: null,
    recognised: null,
  }))
  must(await into.files.record(1, files))
  must(await into.ingest.startSource(1))
  for (const { path, items } of FILES) await readFile(into, path, items)
  must(await into.ingest.finishSource(1))
}

async function readFile(into: Workspace, path: string, count: number): Promise<void> {
  const unit = { sourceId: 1, path, artifact: { id: 'ios.sms', version: 1 } }
  const { unitId, committed, done, scope } = must(await into.ingest.begin(unit))
  if (done) return
  const items = [...inventedItems(count, inventedFile(path))]
  for (let first = committed; first < count; first += ITEMS_PER_BATCH) {
    const part = items.slice(first, first + ITEMS_PER_BATCH)
    must(await into.ingest.commit(unitId, encodeItems(part, { scope, firstOrdinal: first })))
  }
  must(await into.ingest.finish(unitId, { items: count }))
}

function must<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
