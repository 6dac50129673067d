// Records as JSON objects and rows of cells
export type { Column, JsonRaw, ReportRecord } from './record.ts'
export { columnsOf, jsonRaw, phonePlaceText, placeText, rawText, recordObject } from './record.ts'

// Fields and captions as text
export { captionOf, coordinatesText, fieldText, momentText, partyText } from './field-text.ts'

// Where another examiner finds the same bytes
export { showCommand } from './show-command.ts'

// A report as a document, and what it is made of
export type {
  Block,
  Line,
  Piece,
  ReportDocument,
  Section,
  Stream,
} from './document.ts'
export type {
  ArtifactFacts,
  CandidateSide,
  IssueGroup,
  LocalZone,
  MeasuredMatch,
  ReportCandidate,
  ReportFacts,
  ReportFile,
  ReportFilter,
  ReportMatch,
  ReportScan,
  SourceFactsOf,
} from './report-facts.ts'
export type { RecordSurvey, SurveyedConversation } from './record-survey.ts'
export { makeRecordSurvey } from './record-survey.ts'
export { caseReport } from './case-report.ts'

// Its words, to be checked
export type { ReportWords } from './report-words.ts'
export { tableWords, wordsOf } from './report-words.ts'

// Its forms
export type { HtmlPowers } from './html/render-html.ts'
export { renderHtml } from './html/render-html.ts'
export type { NamePowers } from './case/node.ts'
export { renderCase } from './case/render-case.ts'
export type { FlatTable, ReportIssue } from './tables.ts'
export {
  candidateTable,
  fileTable,
  issueTable,
  judgementTable,
  matchTable,
  recordTable,
  sourceTable,
} from './tables.ts'
