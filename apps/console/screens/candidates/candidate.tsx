// One candidate: two identities side by side, each reason for and against with both raw values, what was not compared, the
// limits, and what people judged.

import type { WireCandidate } from '@manumit/contract'
import { Judgements } from '../../lists/judgements.tsx'
import type { Sources } from '../../lists/sources.ts'
import { TimeSpan } from '../../lists/span-text.tsx'
import { number, t } from '../../messages/message.ts'
import { Link } from '../../parts/link.tsx'
import { Text } from '../../parts/text.tsx'
import { CandidateState } from './candidate-state.tsx'
import { sidesOf } from './candidates.ts'
import { comparisonTitle, reasonSentence } from './reason-words.ts'
import { bitsText, oddsOf, waterfallOf } from './waterfall.ts'
import { WaterfallTable } from './waterfall-table.tsx'

export interface CandidateViewProps {
  readonly candidate: WireCandidate
  readonly sources: Sources
}

export function CandidateView({ candidate, sources }: CandidateViewProps) {
  const waterfall = waterfallOf(candidate)
  const sides = sidesOf(candidate)
  const odds = oddsOf(candidate.totalBits)
  const bits = bitsText(candidate.totalBits)
  return (
    <article>
      <div className="row judged-head">
        <h2>{t('candidates.heading')}</h2>
        <CandidateState state={candidate.state} />
      </div>
      <p className="candidate-summary">
        {t('candidates.summary', { for: sides.for.length, against: sides.against.length, bits })}
      </p>
      <p className="muted small">
        {t(candidate.totalBits >= 0 ? 'candidates.odds.for' : 'candidates.odds.against', {
          one: oddsText(odds.one, odds.isMore),
          other: oddsText(odds.other, odds.isMore),
        })}{' '}
        {t('candidates.odds.hint')}
      </p>
      <div className="candidate-sides">
        <Person title={t('candidates.left')} person={candidate.left} sources={sources} />
        <Person title={t('candidates.right')} person={candidate.right} sources={sources} />
      </div>
      <section className="section">
        <h3>{t('candidates.waterfall')}</h3>
        <p className="muted small">{t('candidates.waterfall.help')}</p>
        <WaterfallTable waterfall={waterfall} />
        {!waterfall.isExact && <p className="note note-warn">{t('candidates.inexact', { bits })}</p>}
      </section>
      <div className="candidate-sides">
        <section className="section">
          <h3>{t('candidates.notCompared')}</h3>
          {candidate.notCompared.length === 0 ? (
            <p className="muted">{t('candidates.notCompared.none')}</p>
          ) : (
            <ul className="bullets">
              {candidate.notCompared.map((id) => (
                <li key={id}>{comparisonTitle(id)}</li>
              ))}
            </ul>
          )}
        </section>
        <section className="section">
          <h3>{t('candidates.limits')}</h3>
          {candidate.limits.length === 0 ? (
            <p className="muted">{t('candidates.limits.none')}</p>
          ) : (
            <ul className="bullets">
              {candidate.limits.map((limit) => (
                <li key={limit}>
                  <Text value={reasonSentence(limit, {})} limit={500} />
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
      <section className="section">
        <h3>{t('candidates.judgements')}</h3>
        <Judgements judgements={candidate.judgements} words={decisionWords} />
      </section>
    </article>
  )
}

function Person({
  title,
  person,
  sources,
}: {
  readonly title: string
  readonly person: WireCandidate['left']
  readonly sources: Sources
}) {
  return (
    <section className="card person" aria-label={title}>
      <p className="muted small">
        {title} · {sources.nameOf(person.sourceId)}
      </p>
      <h3 className="person-label">
        <Text value={person.label} limit={200} />
      </h3>
      <dl className="facts">
        <dt>{t('candidates.names')}</dt>
        <dd>
          <Text value={person.names.join(' · ')} limit={300} />
        </dd>
        <dt>{t('candidates.identifiers')}</dt>
        <dd>
          <ul>
            {person.keys.map((key) => (
              <li key={key}>
                <Link to="/people" carried={key}>
                  <Text value={key.slice(key.indexOf(':') + 1)} limit={200} />
                </Link>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{t('people.seen')}</dt>
        <dd>
          <TimeSpan first={person.firstUtc} last={person.lastUtc} />
        </dd>
        <dt>{t('candidates.records')}</dt>
        <dd>{t('lists.records', { count: person.records })}</dd>
      </dl>
    </section>
  )
}

/** 700; over 1,000,000. */
const oddsText = (odds: number, isMore: boolean): string =>
  isMore && odds > 1 ? t('candidates.odds.over', { odds }) : number(odds)

/** A decision as a judgement stores it, in words; one of another version as it stands. */
function decisionWords(decision: string): string {
  switch (decision) {
    case 'accept':
    case 'reject':
    case 'cannot-know':
    case 'undo':
      return t(`candidates.decided.${decision}`)
    default:
      return decision
  }
}
