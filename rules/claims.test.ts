import { artifacts } from '@manumit/artifacts'
import { commands } from '@manumit/cli'
import { hashKinds } from '@manumit/hashing'
import { comparisons, sentences } from '@manumit/linkage'
import { observationKinds } from '@manumit/model'
import { caseReport, tableWords, wordsOf } from '@manumit/report'
import { sampleReportFacts } from '@manumit/testing'
import { expect, it } from 'vitest'
// By its file: sentences of the console are plain text, which needs no browser.
import { en } from '../apps/console/messages/en.ts'
import { checkClaims, EXCEPTIONS, type Said } from './claims.ts'
import { errorTables } from './error-tables.ts'

const today = new Date().toISOString().slice(0, 10)

it('no title, column head, label, help text or sentence claims more than was read', async () => {
  const said: Said[] = [
    ...observationKinds.flatMap((kind) => [
      { where: `observation kind ${kind.id}`, text: kind.title },
      ...Object.entries(kind.fields).flatMap(([name, field]) => [
        { where: `${kind.id}.${name}`, text: field.title },
        ...(field.labels ?? []).map((label) => ({ where: `${kind.id}.${name}`, text: label })),
      ]),
    ]),
    ...artifacts.flatMap((artifact) => [
      { where: `artifact ${artifact.id}`, text: artifact.title },
      ...artifact.limits.map((text) => ({ where: `artifact ${artifact.id}, limits`, text })),
    ]),
    ...comparisons.flatMap((comparison) =>
      [comparison.title, comparison.explains, ...comparison.limits].map((text) => ({
        where: `comparison ${comparison.id}`,
        text,
      })),
    ),
    ...Object.entries(sentences).map(([id, text]) => ({ where: `sentence ${id}`, text })),
    ...(await reportWords()),
    ...hashKinds.map((kind) => ({ where: `hash kind ${kind.id}`, text: kind.title })),
    ...(await errorTables()).flatMap(({ table }) =>
      Object.entries(table).map(([code, entry]) => ({ where: code, text: entry.summary })),
    ),
    ...commands.flatMap((command) => [
      { where: `manumit ${command.name}`, text: command.summary },
      ...(command.options ?? []).map((option) => ({
        where: `manumit ${command.name} --${option.name}`,
        text: option.summary,
      })),
    ]),
    ...Object.entries(en).map(([key, text]) => ({ where: `console, ${key}`, text })),
  ]
  expect(said.length).toBeGreaterThan(100)
  expect(checkClaims(said, EXCEPTIONS, today)).toEqual([])
})

/** Every title, head, label and sentence that a report has of its own. */
async function reportWords(): Promise<Said[]> {
  const said: Said[] = tableWords().map(({ where, text }) => ({ where: `report table ${where}`, text }))
  const empty = { scans: [], sources: [], artifacts: [], issues: [], zone: null, filter: {} }
  const reports = [
    sampleReportFacts(),
    sampleReportFacts({
      ...empty,
      records: () => [],
      candidates: () => [],
      matches: () => [],
      judgements: () => [],
    }),
  ]
  for (const facts of reports)
    for await (const { where, text } of wordsOf(caseReport(facts)))
      said.push({ where: `report, ${where}`, text })
  return said
}

it.each([
  'All calls',
  'Message deleted by the user',
  'Suspect phone',
  'Proof of contact',
  '3 hits',
  'Recovered message',
  'This confirms a meeting',
  'No contact with her',
])('catches “%s”', (text) => {
  expect(checkClaims([{ where: 'x', text }], [], today)).toHaveLength(1)
})

it.each([
  'Call records read from CallHistory.storedata',
  'Whitehall',
  'Approved',
])('lets “%s” pass', (text) => {
  expect(checkClaims([{ where: 'x', text }], [], today)).toEqual([])
})

it('excuses by name, until the exception expires', () => {
  const exception = { text: 'All calls', reason: 'a test', expires: '2026-01-01' }
  expect(checkClaims([{ where: 'x', text: 'All calls' }], [exception], '2025-12-31')).toEqual([])
  expect(checkClaims([], [exception], '2026-01-02')).toHaveLength(1)
})
