// The report of a case as a document tree: what was handed over, what was read and what was not, the records, what people
// decided, and what a reader in court needs to check it.

import type { ReportDocument } from './document.ts'
import type { ReportFacts } from './report-facts.ts'
import {
  certificateSection,
  filesSection,
  sameBytesSection,
  wordsSection,
} from './sections/appendix-sections.ts'
import { coverOf, sourcesSection } from './sections/case-section.ts'
import { conversationsSection } from './sections/conversations-section.ts'
import { coverageSection } from './sections/coverage-section.ts'
import {
  candidatesSection,
  judgementsSection,
  logSection,
  matchesSection,
} from './sections/decisions-section.ts'
import { recordsSection } from './sections/records-section.ts'

/** Its streams read the facts as they are printed; the same facts give the same tree. */
export function caseReport(facts: ReportFacts): ReportDocument {
  return {
    language: 'en',
    cover: coverOf(facts),
    sections: [
      sourcesSection(facts),
      coverageSection(facts),
      recordsSection(facts),
      conversationsSection(facts),
      matchesSection(facts),
      candidatesSection(facts),
      judgementsSection(facts),
      logSection(facts),
      filesSection(facts),
      sameBytesSection(),
      wordsSection(),
      certificateSection(facts),
    ],
  }
}
