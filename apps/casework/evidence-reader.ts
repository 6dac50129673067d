// Reads one source of evidence from end to end: opens it as a tree, surveys its files (hashed, recognised, pictures read),
// then its databases, and hands files, observations and issues to a writer. The order is fixed, so that a run that was
// killed goes on where the writer stands. Runs in a thread of its own or in the caller's.

import { ok, type Result, refuse } from '@manumit/base'
import { type EvidenceTree, makePathIndex, openEvidence } from '@manumit/intake'
import type { Scope } from '@manumit/model'
import { artifactPlaces } from './artifact-places.ts'
import { readDatabase } from './read-database.ts'
import type { ReadRequest, ReadTotals } from './read-request.ts'
import { survey } from './survey.ts'
import { unitWriter } from './unit-writer.ts'

/** Refusals: those of opening, of the writer, and E_STOPPED. */
export async function readEvidence(request: ReadRequest): Promise<Result<ReadTotals>> {
  const opened = await openEvidence(request.held.input, request.powers)
  if (!opened.ok) return opened
  const tree = opened.value
  try {
    const scope = await request.writer.opened({ treeKind: tree.kind, reason: tree.reason })
    if (!scope.ok) return scope
    return await readTree(tree, scope.value, request)
  } finally {
    tree.close()
  }
}

async function readTree(tree: EvidenceTree, scope: Scope, request: ReadRequest): Promise<Result<ReadTotals>> {
  const units = unitWriter(scope, request)
  const index = makePathIndex(tree)
  const places = artifactPlaces(index)
  const surveyed = await survey({ tree, index, places, units }, request)
  if (!surveyed.ok) return surveyed
  const { refs, databases, bytes } = surveyed.value
  for (const entry of databases) {
    if (request.isStopped()) return refuse('E_STOPPED')
    const read = await readDatabase(entry, { index, places, refs, units })
    if (!read.ok) return read
  }
  const flushed = await units.flush()
  if (!flushed.ok) return flushed
  const settled = await request.writer.settled()
  return settled.ok ? ok({ files: refs.size, bytes, items: units.items() }) : settled
}
