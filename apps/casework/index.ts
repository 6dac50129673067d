// Evidence in
export type { AddProgress, AddRequest, Added } from './add-evidence.ts'
export { addEvidence, readAgain } from './add-evidence.ts'
export { verifySource } from './verify-evidence.ts'

// Who is named, who may be whom
export type { LinkOptions } from './link-records.ts'
export { linkPending } from './link-records.ts'
export type { LinkLists } from './link-lists.ts'
export { defaultLists } from './link-lists.ts'
export { carrierShares, identifierPage, namePage, readIdentifier } from './identifiers.ts'
export type { CandidateDecision } from './standing-judgements.ts'
export { CANDIDATE_DECISIONS, judgedIds } from './standing-judgements.ts'
export { candidatePage, judgeCandidate, readCandidate } from './candidates.ts'
export { contactGraph } from './contact-graph.ts'

// Records out
export type { ExportFormat, Exported } from './export-records.ts'
export { exportRecords } from './export-records.ts'
export { eachRecord, reportRecords } from './records.ts'
export type { LocatedBytes, Mark } from './locate-bytes.ts'
export { readRecordBytes } from './record-bytes.ts'
export { filledSentence, issuePlace } from './issue-sentences.ts'
export type {
  ReportFormat,
  ReportPowers,
  ReportProgress,
  ReportRequest,
  WrittenFile,
  WrittenReport,
} from './write-report.ts'
export { writeReport } from './write-report.ts'

// Copies kept elsewhere
export type { BackedUp, BackupRequest } from './backup.ts'
export { backUp, makeBackupKey } from './backup.ts'
export type { Restored, RestoreRequest } from './restore.ts'
export { restore } from './restore.ts'

// Pictures
export type { BankImport } from './import-bank.ts'
export { importBank } from './import-bank.ts'
export type { FileHash, HashedFile, HashOptions } from './hash-files.ts'
export { hashFiles } from './hash-files.ts'
export type { NamedFile, NamedFiles } from './files-under.ts'
export { filesUnder } from './files-under.ts'
export type { ScanProgress, ScanRequest, ScanResult } from './scan-files.ts'
export { scanFiles } from './scan-files.ts'
export { judgeMatch, matchPage } from './matches.ts'
export type { Telling } from './telling.ts'
export { tellingOf } from './telling.ts'

// The tool about itself
export type { Selftest } from './selftest.ts'
export { selftest, validationRecord } from './selftest.ts'
export { TOOL_VERSION, VERSION } from './tool-version.ts'
export { caseCodeTables } from './code-tables.ts'
