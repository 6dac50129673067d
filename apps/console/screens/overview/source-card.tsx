// Draws one source: what was declared of it, what it had and what could be read, its issues in words.

import type { WireSource } from '@manumit/contract'
import type { ReactNode } from 'react'
import { number, t } from '../../messages/message.ts'
import { sentenceOf } from '../../messages/refusal.ts'
import { Icon } from '../../parts/icon.tsx'
import { Kind, kindsLabel } from '../../parts/kind.tsx'
import { Link } from '../../parts/link.tsx'
import { Text } from '../../parts/text.tsx'
import { utcText } from '../../parts/time.ts'
import { coverageOf } from './overview-state.ts'

export const SourceCard = ({ source }: { readonly source: WireSource }) => (
  <article className="card overview-source" aria-labelledby={`source-${source.id}`}>
    <header className="row overview-source-head">
      <h3 id={`source-${source.id}`}>
        <Text value={source.name} />
      </h3>
      {source.state === 'reading' && <span className="tag tag-accent">{t('overview.source.reading')}</span>}
      <span className="overview-links row">
        <Link to="/timeline" carried={{ filter: { sourceId: source.id } }} className="button button-small">
          <Icon name="timeline" />
          {t('overview.timeline')}
        </Link>
        <Link to="/files" carried={{ sourceId: source.id }} className="button button-small">
          <Icon name="record" />
          {t('overview.files')}
        </Link>
      </span>
    </header>
    <div className="overview-columns">
      <Declared source={source} />
      <Covered source={source} />
      <Issues source={source} />
    </div>
  </article>
)

const Fact = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
)

const Declared = ({ source }: { readonly source: WireSource }) => (
  <dl className="overview-facts">
    <Fact title={t('overview.source.path')}>
      <Text value={source.path} />
    </Fact>
    <Fact title={t('overview.source.tree')}>
      <Text value={source.treeKind} />
      <span className="muted">
        {' '}
        · <Text value={source.treeReason} />
      </span>
    </Fact>
    <Fact title={t('overview.source.holder')}>{t(`add.role.${source.holderRole}`)}</Fact>
    <Fact title={t('overview.source.authority')}>
      {source.authority === null || source.authority === '' ? (
        <span className="muted">{t('overview.source.authority.none')}</span>
      ) : (
        <Text value={source.authority} />
      )}
    </Fact>
    <Fact title={t('overview.source.scope')}>
      {scopeText(source)}{' '}
      <span className="muted">
        ({t('overview.source.scope.revision', { revision: source.scopeRevision })})
      </span>
    </Fact>
    <Fact title={t('overview.source.time')}>
      {source.firstUtc === null || source.lastUtc === null ? (
        <span className="muted">{t('overview.source.time.none')}</span>
      ) : (
        <span className="numeric">
          {t('overview.source.time.range', { from: utcText(source.firstUtc), to: utcText(source.lastUtc) })}
        </span>
      )}
    </Fact>
    <Fact title={t('overview.source.added')}>
      <Text
        value={t('overview.source.addedBy', {
          time: utcText(source.addedAt),
          name: source.addedBy,
          version: source.toolVersion,
        })}
      />
    </Fact>
  </dl>
)

function scopeText({ scope }: WireSource): string {
  const parts = [
    ...(scope.kinds
      ? [t('overview.source.scope.kinds', { kinds: scope.kinds.map(kindsLabel).join(', ') })]
      : []),
    ...(scope.from !== undefined ? [t('overview.source.scope.from', { time: utcText(scope.from) })] : []),
    ...(scope.to !== undefined ? [t('overview.source.scope.to', { time: utcText(scope.to) })] : []),
  ]
  return parts.length === 0 ? t('overview.source.scope.whole') : parts.join(', ')
}

function Covered({ source }: { readonly source: WireSource }) {
  const coverage = coverageOf(source)
  const hasLeftOut = coverage.some(({ leftOut }) => leftOut > 0)
  return (
    <section className="overview-part">
      <h4>{t('overview.coverage')}</h4>
      {coverage.length === 0 ? (
        <p className="muted">{t('overview.coverage.nothing')}</p>
      ) : (
        <table className="overview-coverage">
          <thead>
            <tr>
              <th scope="col">{t('overview.coverage.kind')}</th>
              <th scope="col" className="numeric">
                {t('overview.coverage.kept')}
              </th>
              {hasLeftOut && (
                <th scope="col" className="numeric">
                  {t('overview.coverage.out')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {coverage.map(({ kind, kept, leftOut }) => (
              <tr key={kind}>
                <th scope="row">
                  <Kind kind={kind} />
                </th>
                <td className="numeric">
                  {kept > 0 ? (
                    <Link
                      to="/timeline"
                      carried={{ filter: { sourceId: source.id, kinds: [kind] } }}
                      label={`${number(kept)} ${t('overview.coverage.show', { kind: kindsLabel(kind) })}`}
                    >
                      {number(kept)}
                    </Link>
                  ) : (
                    0
                  )}
                </td>
                {hasLeftOut && <td className="numeric">{number(leftOut)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="small muted">
        {t('overview.coverage.files', { read: source.filesRead, files: source.files })}
      </p>
    </section>
  )
}

function Issues({ source }: { readonly source: WireSource }) {
  const issues = Object.entries(source.issues).sort(([, a], [, b]) => b - a)
  return (
    <section className="overview-part">
      <h4>{t('overview.issues.title')}</h4>
      {issues.length === 0 ? (
        <p className="muted">{t('overview.issues.none')}</p>
      ) : (
        <ul className="overview-issues">
          {issues.map(([code, count]) => (
            <li key={code}>
              <span>{sentenceOf(code)}</span>{' '}
              <span className="muted small">
                {t('overview.issues.count', { count })} ·{' '}
                <Link
                  to="/issues"
                  carried={{ sourceId: source.id, code }}
                  label={`${code} ${t('overview.issues.list')}`}
                >
                  <span className="code">{code}</span>
                </Link>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
