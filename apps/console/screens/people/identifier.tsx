// One identifier in full: its facts, in which roles records name it, where texts spell it out, its candidates.

import type { WireIdentifier } from '@manumit/contract'
import type { Sources } from '../../lists/sources.ts'
import { TimeSpan } from '../../lists/span-text.tsx'
import { number, t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Kind } from '../../parts/kind.tsx'
import { Link } from '../../parts/link.tsx'
import { ScrolledTable } from '../../parts/scrolled-table.tsx'
import { Loading, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { identifierKindLabel } from './identifier-kind.ts'
import type { DetailState, IdentifierDetail } from './people.ts'

export interface IdentifierProps {
  readonly state: DetailState
  readonly sources: Sources
  readonly retry: (key: string) => void
}

export function Identifier({ state, sources, retry }: IdentifierProps) {
  const { key, detail, refusal } = state
  if (refusal) return <Refused refusal={refusal} retry={key === null ? undefined : () => retry(key)} />
  if (detail === null) return <Loading />
  const { identifier } = detail
  return (
    <article>
      <h2>
        <Text value={identifier.text} limit={300} />
      </h2>
      <div className="row small">
        <span className="tag">{identifierKindLabel(identifier.kind)}</span>
        <span>{t('lists.records', { count: identifier.records })}</span>
        <span>{t('lists.sources', { count: identifier.sources.length })}</span>
      </div>
      {identifier.hub && (
        <p className="note note-warn section">
          <span>
            <Icon name="hub" /> {t('people.hubWhy', { holders: identifier.hub.holders })}{' '}
            <Text value={identifier.hub.why} limit={300} />
          </span>
        </p>
      )}
      <div className="row section no-print">
        <Link to="/graph" carried={identifier.key} className="button">
          <Icon name="graph" />
          {t('people.toGraph')}
        </Link>
        <Link
          to="/timeline"
          carried={{ filter: { party: identifier.spellings[0] ?? identifier.text } }}
          className="button"
        >
          <Icon name="timeline" />
          {t('people.toTimeline')}
        </Link>
      </div>
      <Facts identifier={identifier} />
      <Seen seen={detail.seen} sources={sources} />
      <Mentions mentions={detail.mentions} />
      <Candidates ids={detail.candidates} />
    </article>
  )
}

function Facts({ identifier }: { readonly identifier: WireIdentifier }) {
  const { names, spellings, number: facts } = identifier
  return (
    <dl className="facts section">
      <dt>{t('people.names')}</dt>
      <dd>
        {names.length === 0 ? (
          <span className="muted">{t('people.namesNone')}</span>
        ) : (
          <Listed values={names} />
        )}
      </dd>
      <dt>{t('people.spellings')}</dt>
      <dd className="code">
        <Listed values={spellings} />
      </dd>
      <dt>{t('people.seen')}</dt>
      <dd>
        <TimeSpan first={identifier.firstUtc} last={identifier.lastUtc} />
      </dd>
      {facts && (
        <>
          <dt>{t('people.type')}</dt>
          <dd>
            {facts.type === 'unknown' ? t('people.type.unknown') : <Text value={facts.type} limit={60} />}
            {facts.region !== null && (
              <>
                {' · '}
                {t('people.region')}: <Text value={facts.region} limit={60} />
              </>
            )}
          </dd>
          <dt>{t('people.carrier')}</dt>
          <dd>
            {facts.carrier === null ? (
              <span className="muted">{t('people.carrier.unknown')}</span>
            ) : (
              <Text value={facts.carrier} limit={120} />
            )}
            {facts.prepaid !== null && `, ${t(facts.prepaid ? 'people.prepaid.yes' : 'people.prepaid.no')}`}
          </dd>
          <dt>{t('people.numberSource')}</dt>
          <dd>
            <Text value={facts.source} limit={200} />
          </dd>
        </>
      )}
    </dl>
  )
}

const Listed = ({ values }: { readonly values: readonly string[] }) => (
  <ul>
    {values.map((value) => (
      <li key={value}>
        <Text value={value} limit={200} />
      </li>
    ))}
  </ul>
)

function Seen({ seen, sources }: { readonly seen: IdentifierDetail['seen']; readonly sources: Sources }) {
  return (
    <section className="section">
      <h3>{t('people.inSources')}</h3>
      <ScrolledTable isWide label={t('people.inSources')}>
        <thead>
          <tr>
            <th scope="col">{t('people.column.source')}</th>
            <th scope="col">{t('people.column.kind')}</th>
            <th scope="col">{t('people.column.role')}</th>
            <th scope="col" className="numeric">
              {t('people.column.count')}
            </th>
            <th scope="col">{t('people.column.span')}</th>
          </tr>
        </thead>
        <tbody>
          {seen.map((row) => (
            <tr key={`${row.sourceId} ${row.kind} ${row.role}`}>
              <td>{sources.nameOf(row.sourceId)}</td>
              <td>
                <Kind kind={row.kind} />
              </td>
              <td>
                <Text value={row.role} limit={60} />
              </td>
              <td className="numeric">{number(row.count)}</td>
              <td>
                <TimeSpan first={row.firstUtc} last={row.lastUtc} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrolledTable>
    </section>
  )
}

const Mentions = ({ mentions }: { readonly mentions: IdentifierDetail['mentions'] }) => (
  <section className="section">
    <h3>{t('people.mentions')}</h3>
    {mentions.length === 0 && <p className="muted">{t('people.mentions.none')}</p>}
    <ul className="stack">
      {mentions.map((mention) => (
        <li key={`${mention.recordId} ${mention.field} ${mention.start}`}>
          <Text value={mention.text} limit={400} matches={[[mention.start, mention.end]]} />{' '}
          <Link
            to={`/records/${mention.recordId}`}
            className="small"
            label={t('lists.openRecord', { id: String(mention.recordId) })}
          >
            {t('people.mention.record')}
          </Link>
        </li>
      ))}
    </ul>
  </section>
)

function Candidates({ ids }: { readonly ids: readonly string[] }) {
  if (ids.length === 0) return null
  return (
    <section className="section">
      <h3>{t('people.candidates')}</h3>
      <p>{t('people.candidates.text', { count: ids.length })}</p>
      <ul className="row">
        {ids.map((id, index) => (
          <li key={id}>
            <Link to="/candidates" carried={id} className="button">
              <Icon name="candidates" />
              {t('people.candidate.open', { number: index + 1 })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
