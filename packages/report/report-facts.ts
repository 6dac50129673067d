// What a report is made of, as plain data that an app gathers: the case, its sources, what was read and what was not, what
// people decided. Streams may be asked for more than once and give the same each time.

import type { Digests, Utc } from '@manumit/base'
import type { Judgement, SourceDeclaration } from '@manumit/model'
import type { Stream } from './document.ts'
import type { ReportRecord } from './record.ts'
import type { RecordSurvey } from './record-survey.ts'

export interface ReportFacts {
  readonly title: string
  readonly workspace: { readonly id: string; readonly name: string; readonly createdAt: Utc }
  /** Build of the tool that made the report. */
  readonly toolVersion: string
  readonly producedAt: Utc
  readonly producedBy: string
  readonly filter: ReportFilter
  /** null: times are shown in UTC alone. */
  readonly zone: LocalZone | null
  readonly sources: readonly SourceFactsOf[]
  readonly artifacts: readonly ArtifactFacts[]
  readonly survey: RecordSurvey
  /** Records in timeline order; of one kind where it is named. */
  records(kind?: string): Stream<ReportRecord>
  /** The message records of a conversation that the survey found, in its order. */
  conversation(ids: readonly number[]): Stream<ReportRecord>
  /** Files that an artifact read, and logs read with a database, by source. */
  files(): Stream<ReportFile>
  readonly issues: readonly IssueGroup[]
  readonly scans: readonly ReportScan[]
  matches(): Stream<ReportMatch>
  candidates(): Stream<ReportCandidate>
  judgements(): Stream<Judgement>
  readonly auditHead: { readonly seq: number; readonly hash: string }
}

export interface ReportFilter {
  readonly kinds?: readonly string[]
  readonly source?: { readonly id: number; readonly name: string }
  readonly from?: Utc
  readonly to?: Utc
  readonly party?: string
  readonly state?: string
  readonly text?: string
}

/** A zone somebody chose for local times. The rules by which it is applied have an edition, and both are printed. */
export interface LocalZone {
  readonly id: string
  readonly source: string
  /** Minutes east of UTC at that moment. */
  offsetMinutes(utc: Utc): number
}

export interface SourceFactsOf {
  readonly id: number
  readonly declaration: SourceDeclaration
  readonly path: string
  readonly treeKind: string
  readonly treeReason: string
  readonly toolVersion: string
  readonly addedAt: Utc
  readonly addedBy: string
  readonly isComplete: boolean
  readonly scopeRevision: number
  readonly files: number
  readonly filesRead: number
  readonly records: Readonly<Record<string, number>>
  readonly outOfScope: Readonly<Record<string, number>>
  readonly issues: Readonly<Record<string, number>>
  /** Digests of the source's own file, where it is one file (an archive); null for a folder. */
  readonly digests: Digests | null
}

export interface ArtifactFacts {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly limits: readonly string[]
}

export interface ReportFile {
  readonly source: { readonly id: number; readonly name: string }
  readonly path: string
  readonly onPhone: string
  readonly sizeBytes: number
  readonly digests: Digests | null
  readonly type: string | null
  readonly readBy: readonly string[]
}

/** Issues of one code in one source. */
export interface IssueGroup {
  readonly source: { readonly id: number; readonly name: string }
  readonly code: string
  readonly severity: string
  readonly count: number
  /** The code's sentence, without the data of one issue. */
  readonly sentence: string
  /** Where the first of them was met, as text. */
  readonly firstPlace: string
  /** What was met there. */
  readonly firstData: string
}

export interface ReportScan {
  readonly id: number
  readonly paths: readonly string[]
  readonly bank: string
  readonly startedAt: Utc
  readonly finishedAt: Utc | null
  readonly files: number
  readonly matches: number
}

/** Where a file lies, its digest and the bank. A bank of unlawful material lends a report nothing else. */
export interface ReportMatch {
  readonly id: number
  /** What a judgement on it names; copies of a file share it. */
  readonly subject: string
  readonly scanId: number
  readonly path: string
  readonly sha256: string
  readonly bank: string
  readonly measured: MeasuredMatch | null
  readonly judgements: readonly Judgement[]
}

/** Only for banks whose material may be spoken of. The entry's own hash is never part of a report. */
export interface MeasuredMatch {
  readonly kind: string
  readonly entry: number
  readonly distance: number
  readonly threshold: number
  readonly thresholdSource: string
  readonly orientation: string | null
}

export interface ReportCandidate {
  readonly id: string
  readonly left: CandidateSide
  readonly right: CandidateSide
  readonly reasons: readonly {
    readonly sentence: string
    readonly bits: number
    readonly left: string
    readonly right: string
  }[]
  readonly priorBits: number
  readonly totalBits: number
  readonly notCompared: readonly string[]
  readonly limits: readonly string[]
  readonly state: string
  readonly judgements: readonly Judgement[]
}

export interface CandidateSide {
  readonly label: string
  readonly source: string
  readonly identifiers: readonly string[]
}
