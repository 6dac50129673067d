// Gathers what a report is made of from a workspace. Small things at once; records, files, matches and judgements as
// streams that go through the store page by page each time they are asked for.

import { basename } from 'node:path'
import { artifact as artifactOf } from '@manumit/artifacts'
import { type Digests, ok, type Result, refuse, type Utc } from '@manumit/base'
import type { WireCandidate } from '@manumit/contract'
import { partsOfKey, sentenceText } from '@manumit/linkage'
import { type Judgement, standing } from '@manumit/model'
import {
  type ArtifactFacts,
  type IssueGroup,
  type LocalZone,
  makeRecordSurvey,
  type ReportCandidate,
  type ReportFacts,
  type ReportFile,
  type ReportFilter,
  type ReportIssue,
  type ReportMatch,
  type ReportRecord,
  type SourceFactsOf,
} from '@manumit/report'
import {
  matchSubject,
  type ObservationFilter,
  type Page,
  type Source,
  type StoredFile,
  type StoredIssue,
  type StoredMatch,
  type StoredObservation,
  type Workspace,
} from '@manumit/store'
import { candidatePage } from './candidates.ts'
import { bareSentence, filledSentence, issueDataText, issuePlace } from './issue-sentences.ts'
import { reportRecords } from './records.ts'
import { tellingOf } from './telling.ts'
import { TOOL_VERSION } from './tool-version.ts'

const PAGE_ROWS = 1_000

export interface GatherRequest {
  readonly workspace: Workspace
  readonly filter: ObservationFilter
  readonly zone: LocalZone | null
  readonly title: string
  readonly producedAt: Utc
  readonly producedBy: string
  onCounted(records: number): void
  isStopped(): boolean
}

/** What the flat formats list besides. */
export interface GatheredReport extends ReportFacts {
  /** Every file that was hashed, read or not. */
  everyFile(): AsyncIterable<ReportFile>
  everyIssue(): AsyncIterable<ReportIssue>
}

/** Goes once through the records to count them. Refusals: E_SOURCE_UNKNOWN, E_STOPPED and those of the store. */
export async function gatherReport(request: GatherRequest): Promise<Result<GatheredReport>> {
  const { workspace, filter, zone, title, producedAt, producedBy } = request
  const sources = await workspace.sources.list()
  const nameOf = (id: number) => ({
    id,
    name: sources.find((source) => source.id === id)?.declaration.name ?? '',
  })
  if (filter.sourceId !== undefined) {
    const known = await workspace.sources.get(filter.sourceId)
    if (!known.ok) return known
  }
  const survey = makeRecordSurvey()
  let seen = 0
  for await (const record of recordStream(workspace, filter)) {
    survey.take(record)
    if (++seen % PAGE_ROWS === 0) {
      request.onCounted(seen)
      if (request.isStopped()) return refuse('E_STOPPED')
    }
  }
  const surveyed = survey.result()
  return ok({
    title,
    workspace: workspace.info,
    toolVersion: TOOL_VERSION,
    producedAt,
    producedBy,
    filter: filterFacts(filter, nameOf),
    zone,
    sources: await Promise.all(sources.map((source) => sourceFacts(workspace, source))),
    artifacts: artifactFacts([...surveyed.byArtifact.keys()].sort()),
    survey: surveyed,
    records: (kind) => recordStream(workspace, kind === undefined ? filter : { ...filter, kinds: [kind] }),
    conversation: (ids) => recordsOf(workspace, ids),
    files: () => readFiles(workspace, nameOf),
    everyFile: () => fileStream(workspace, nameOf),
    issues: await issueGroups(workspace, sources),
    everyIssue: () => issueStream(workspace, nameOf),
    scans: await workspace.scans.list(),
    matches: () => matchStream(workspace),
    candidates: () => candidateStream(workspace, nameOf),
    judgements: () => judgementStream(workspace),
    auditHead: await workspace.audit.head(),
  })
}

type NameOf = (id: number) => { readonly id: number; readonly name: string }

function filterFacts({ sourceId, ...filter }: ObservationFilter, nameOf: NameOf): ReportFilter {
  return { ...filter, ...(sourceId !== undefined && { source: nameOf(sourceId) }) }
}

/** A store's list, page by page. Its own cursors are never refused, so a refusal here is a fault of ours. */
async function* pagesOf<Row>(
  page: (after?: string) => Promise<Result<Page<Row>>>,
): AsyncGenerator<readonly Row[]> {
  let after: string | undefined
  do {
    const found = await page(after)
    if (!found.ok) throw new Error(`a page of the store was refused: ${found.error.code}`)
    yield found.value.rows
    after = found.value.next ?? undefined
  } while (after !== undefined)
}

/** A store's list as one stream. */
async function* eachOf<Row>(page: (after?: string) => Promise<Result<Page<Row>>>): AsyncGenerator<Row> {
  for await (const rows of pagesOf(page)) yield* rows
}

const pageOf = (after: string | undefined) => ({
  limit: PAGE_ROWS,
  ...(after !== undefined && { after }),
})

async function* recordStream(workspace: Workspace, filter: ObservationFilter): AsyncGenerator<ReportRecord> {
  const asRecord = await reportRecords(workspace)
  for await (const row of eachOf((after) => workspace.observations.page({ ...filter, ...pageOf(after) })))
    yield asRecord(row)
}

/** Fewer records than this are read one by one. */
const FEW = 20

/** Records by number. Those of one thread lie together in the store and are read page by page. */
async function* recordsOf(workspace: Workspace, ids: readonly number[]): AsyncGenerator<ReportRecord> {
  const asRecord = await reportRecords(workspace)
  const wanted = new Set(ids)
  if (ids.length >= FEW)
    for await (const stored of threadOf(workspace, ids[0]!))
      if (wanted.delete(stored.id)) yield asRecord(stored)
  for (const id of wanted) {
    const stored = await workspace.observations.get(id)
    if (stored) yield asRecord(stored)
  }
}

/** The records of the thread that this one belongs to, in timeline order; none where it names no thread. */
async function* threadOf(workspace: Workspace, id: number): AsyncGenerator<StoredObservation> {
  const first = await workspace.observations.get(id)
  const thread = first && messageThread(first)
  if (!first || first.fileId === null || thread === null || thread === undefined) return
  const { sourceId, fileId } = first
  yield* eachOf<StoredObservation>((after) =>
    workspace.conversations.messages({ sourceId, fileId, thread, direction: 'newer', ...pageOf(after) }),
  )
}

const messageThread = ({ observation }: StoredObservation): string | undefined => {
  const { thread } = observation.fields as { readonly thread?: string }
  return thread
}

/** Files that an artifact read, and the logs and journals that were read with a database. */
async function* readFiles(workspace: Workspace, nameOf: NameOf): AsyncGenerator<ReportFile> {
  for await (const file of fileStream(workspace, nameOf))
    if (file.readBy.length > 0 || /-(?:wal|journal)$/.test(file.onPhone)) yield file
}

async function* fileStream(workspace: Workspace, nameOf: NameOf): AsyncGenerator<ReportFile> {
  const page = (after?: string): Promise<Result<Page<StoredFile>>> => workspace.files.page(pageOf(after))
  for await (const { sourceId, path, logical, sizeBytes, digests, recognised, readBy } of eachOf(page))
    yield {
      source: nameOf(sourceId),
      path,
      onPhone: logical.domain === undefined ? logical.path : `${logical.domain} ${logical.path}`,
      sizeBytes,
      digests,
      type: recognised?.type ?? null,
      readBy,
    }
}

async function sourceFacts(workspace: Workspace, source: Source): Promise<SourceFactsOf> {
  const { id, declaration, facts, counts } = source
  return {
    id,
    declaration,
    path: facts.path,
    treeKind: facts.treeKind,
    treeReason: facts.reason,
    toolVersion: facts.toolVersion,
    addedAt: source.addedAt,
    addedBy: source.addedBy,
    isComplete: source.state === 'complete',
    scopeRevision: source.scopeRevision,
    files: counts.files,
    filesRead: counts.filesRead,
    records: counts.observations,
    outOfScope: counts.outOfScope,
    issues: counts.issues,
    digests: await ownDigests(workspace, source),
  }
}

/** Digests of the file that is the source as a whole: an archive, or a single database. */
async function ownDigests(workspace: Workspace, { id, facts }: Source): Promise<Digests | null> {
  const name = basename(facts.path)
  for await (const file of eachOf((after) => workspace.files.page({ sourceId: id, ...pageOf(after) })))
    if (file.path === name) return file.digests
  return null
}

function artifactFacts(readers: readonly string[]): ArtifactFacts[] {
  return readers.map((reader) => {
    const [id, version] = reader.split(' ') as [string, string]
    const known = artifactOf(id)
    return { id, version: Number(version), title: known?.title ?? id, limits: known?.limits ?? [] }
  })
}

async function issueGroups(workspace: Workspace, sources: readonly Source[]): Promise<IssueGroup[]> {
  const groups: IssueGroup[] = []
  for (const { id, declaration, counts } of sources)
    for (const [code, count] of Object.entries(counts.issues)) {
      const first = await workspace.issues.page({ sourceId: id, code, limit: 1 })
      if (!first.ok) throw new Error(`issues were refused: ${first.error.code}`)
      const met = first.value.rows[0]
      groups.push({
        source: { id, name: declaration.name },
        code,
        severity: met?.issue.severity ?? 'warning',
        count,
        sentence: bareSentence(code),
        firstPlace: met ? issuePlace(met.issue, met.path) : '',
        firstData: met ? issueDataText(met.issue) : '',
      })
    }
  return groups
}

async function* issueStream(workspace: Workspace, nameOf: NameOf): AsyncGenerator<ReportIssue> {
  const page = (after?: string): Promise<Result<Page<StoredIssue>>> => workspace.issues.page(pageOf(after))
  for await (const { id, sourceId, path, artifact, issue } of eachOf(page))
    yield {
      id,
      source: nameOf(sourceId),
      path: path ?? '',
      place: issuePlace(issue, path),
      code: issue.code,
      severity: issue.severity,
      sentence: filledSentence(issue),
      artifact,
    }
}

async function* matchStream(workspace: Workspace): AsyncGenerator<ReportMatch> {
  const told = await toldBanks(workspace)
  const page = (after?: string): Promise<Result<Page<StoredMatch>>> => workspace.scans.matches(pageOf(after))
  for await (const matches of pagesOf(page)) {
    const telling = await tellingOf(workspace, matches)
    for (const match of matches) {
      const { kind, entry, distance, threshold, thresholdSource, orientation } = match
      const measured = { kind, entry, distance, threshold, thresholdSource, orientation }
      yield {
        id: match.id,
        subject: toldSubject(matchSubject(match), told),
        scanId: match.scanId,
        path: match.file.path,
        sha256: match.file.sha256,
        bank: match.bank,
        measured: telling(match).mayBeTold ? measured : null,
        judgements: standing(await workspace.judgements.of(matchSubject(match))),
      }
    }
  }
}

async function* candidateStream(workspace: Workspace, nameOf: NameOf): AsyncGenerator<ReportCandidate> {
  const page = (after?: string): Promise<Result<Page<WireCandidate>>> =>
    candidatePage(workspace, pageOf(after))
  const side = ({ label, sourceId, keys }: WireCandidate['left']) => ({
    label,
    source: nameOf(sourceId).name,
    identifiers: keys.map((key) => partsOfKey(key)?.text ?? key),
  })
  for await (const candidate of eachOf(page)) {
    const { id, left, right, reasons, adjustments, limits, ...rest } = candidate
    yield {
      id,
      left: side(left),
      right: side(right),
      reasons: [...reasons, ...adjustments].map(({ sentence, bits, ...values }) => ({
        sentence: sentenceText(sentence.id, sentence.data),
        bits,
        left: values.left,
        right: values.right,
      })),
      limits: limits.map((limit) => sentenceText(limit, {})),
      priorBits: rest.priorBits,
      totalBits: rest.totalBits,
      notCompared: rest.notCompared,
      state: rest.state,
      judgements: rest.judgements as unknown as readonly Judgement[],
    }
  }
}

/** Which banks may be spoken of. */
async function toldBanks(workspace: Workspace): Promise<ReadonlySet<string>> {
  const banks = await workspace.banks.list()
  return new Set(banks.filter(({ material }) => material !== 'unlawful').map(({ name }) => name))
}

/** The subject of a judgement on a match, without the entry where the bank is only named. */
function toldSubject(subject: string, told: ReadonlySet<string>): string {
  const [what, sha256, kind, entry, ...rest] = subject.split(':')
  const bank = rest.join(':')
  if (what !== 'match' || kind === undefined || entry === undefined || told.has(bank)) return subject
  return `match:${sha256}:${bank}`
}

async function* judgementStream(workspace: Workspace): AsyncGenerator<Judgement> {
  const told = await toldBanks(workspace)
  for await (const judgement of eachOf((after) => workspace.judgements.list(pageOf(after))))
    yield { ...judgement, subject: toldSubject(judgement.subject, told) }
}
