import { isoOfUtc, ok, refuse, type Utc } from '@manumit/base'
import { CANDIDATE_DECISIONS, candidatePage, judgeCandidate } from '@manumit/casework'
import type { WireCandidate } from '@manumit/contract'
import { sentenceText } from '@manumit/linkage'
import { defineCommand, textValue } from '../command.ts'
import { shown } from '../terminal.ts'
import { numberOf } from './filters.ts'
import { countOf, eachRow, inLinked, lines, mostOf, timesText } from './identifiers.ts'
import { inWorkspace } from './sources.ts'

export const candidates = defineCommand({
  name: 'candidates',
  topic: 'Looking',
  summary:
    'Two identities that may be one person, with reasons for and against in bits; the weightiest first.',
  options: [
    {
      name: 'state',
      value: 'state',
      choices: ['open', 'judged'],
      summary: 'only those nobody judged, or only those somebody did',
    },
    { name: 'limit', value: 'n', summary: 'at most so many (default 100; with --json, no limit)' },
    { name: 'after', value: 'cursor', summary: 'go on where an earlier page ended' },
  ],
  examples: [
    { run: 'manumit candidates --state open', does: 'what waits for a judgement' },
    { run: 'manumit candidates --json', does: 'reasons with their values and records, one object a line' },
  ],
  run: (values, context) =>
    inLinked(context, async (workspace) => {
      const limit = numberOf(values, 'limit')
      if (!limit.ok) return limit
      const state = textValue(values, 'state')
      const listed = await eachRow(
        (page) =>
          candidatePage(workspace, {
            ...page,
            ...((state === 'open' || state === 'judged') && { state }),
          }),
        { limit: mostOf(limit.value, context), after: textValue(values, 'after'), context },
        (row) => (context.json ? context.terminal.object(row) : lines(context, candidateLines(row))),
      )
      if (!listed.ok) return listed
      await workspace.audit.append('view.candidates', 'candidates', { shown: listed.value })
      return ok(0)
    }),
})

export const judge = defineCommand({
  name: 'judge',
  topic: 'Looking',
  summary:
    'Say whether a candidate is one person, with a reason; kept with your name. Undo takes the last one back.',
  arguments: [
    { name: 'candidate', summary: 'its id, as manumit candidates gives it' },
    { name: 'decision', summary: CANDIDATE_DECISIONS.join(', ') },
  ],
  options: [{ name: 'reason', value: 'text', summary: 'why you say so (required)' }],
  examples: [
    {
      run: 'manumit judge 3f0c…~9a41… accept --reason "Both entries have his photograph"',
      does: 'judged to be one; nothing is merged, and what was read stays as it is',
    },
    {
      run: 'manumit judge 3f0c…~9a41… undo --reason "Wrong line"',
      does: 'what stood before counts again; both stay in the log',
    },
  ],
  run: (values, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      const reason = textValue(values, 'reason')?.trim()
      if (!reason) return refuse('E_REASON_MISSING')
      const asked = textValue(values, 'decision') ?? ''
      const decision = CANDIDATE_DECISIONS.find((each) => each === asked)
      if (!decision)
        return refuse('E_DECISION_UNKNOWN', { decision: asked, known: CANDIDATE_DECISIONS.join(', ') })
      const judged = await judgeCandidate(workspace, {
        id: textValue(values, 'candidate') ?? '',
        decision,
        reason,
      })
      if (!judged.ok) return judged
      if (context.json) await context.terminal.object(judged.value)
      else await lines(context, candidateLines(judged.value))
      return ok(0)
    }),
})

function candidateLines(candidate: WireCandidate): string[] {
  const { left, right, reasons, adjustments, judgements } = candidate
  const bars = [...reasons, ...adjustments]
  return [
    `${candidate.id}  ${bitsText(candidate.totalBits)}  ${candidate.state}`,
    ...[left, right].map(
      (person) =>
        `   source ${person.sourceId}: ${shown(person.label)}  ${person.keys.map((key) => shown(key)).join(', ')}; ${countOf(person.records, 'record')}, ${timesText(person)}`,
    ),
    `   ${bitsText(candidate.priorBits)}  before any reason: two of two sources, taken at random`,
    ...bars.map(
      ({ bits, sentence }) => `   ${bitsText(bits)}  ${shown(sentenceText(sentence.id, sentence.data))}`,
    ),
    ...(candidate.notCompared.length > 0
      ? [`   not compared, for want of a value: ${candidate.notCompared.join(', ')}`]
      : []),
    ...candidate.limits.map((id) => `   limit: ${shown(sentenceText(id, {}))}`),
    ...judgements.map(
      ({ decision, author, at, reason }) =>
        `   judged: ${decision} by ${shown(author)}, ${isoOfUtc(at as Utc)}: ${shown(reason)}`,
    ),
  ]
}

const bitsText = (bits: number): string =>
  `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)} bits`.padStart(12)
