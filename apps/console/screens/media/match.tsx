// One match as text: where the file lies, its digests, distance and threshold with its source, both hashes side by side, the
// bank. Only a demonstration bank's match has a picture to hold for.

import type { WireMatch } from '@manumit/contract'
import { Judgements } from '../../lists/judgements.tsx'
import { number, t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Text } from '../../parts/text.tsx'
import { sizeText } from '../../parts/time.ts'
import { Hashes } from './hashes.tsx'
import { HeldPicture } from './held-picture.tsx'
import type { LookEvent, Looks } from './hold.ts'
import { MatchState } from './match-state.tsx'
import { distanceText, isDigest, pictureAddress } from './media.ts'

export interface MatchViewProps {
  readonly match: WireMatch
  readonly looks: Looks
  readonly look: (event: LookEvent) => void
  readonly mayLook: boolean
}

export function MatchView({ match, looks, look, mayLook }: MatchViewProps) {
  const address = mayLook ? pictureAddress(match) : null
  return (
    <article>
      <div className="row judged-head">
        <h2>{distanceText(match)}</h2>
        <MatchState state={match.state} />
      </div>
      <p>
        {!isDigest(match) && <>{t('media.threshold', { threshold: match.threshold })} · </>}
        {t('media.thresholdSource')}: <Text value={match.thresholdSource} limit={300} />
      </p>
      <dl className="facts section">
        <dt>{t('media.path')}</dt>
        <dd>
          <Text value={match.path} limit={1000} />
        </dd>
        <dt>{t('media.size')}</dt>
        <dd>
          {sizeText(match.sizeBytes)} <span className="muted">({number(match.sizeBytes)})</span>
        </dd>
        <dt>SHA-256</dt>
        <dd className="code">{match.sha256}</dd>
        <dt>MD5</dt>
        <dd className="code">{match.md5}</dd>
        <dt>{t('media.bank')}</dt>
        <dd>
          <Text value={match.bank} limit={200} /> · {t('media.entry', { entry: match.entry })}{' '}
          <span className={match.material === 'unlawful' ? 'tag tag-bad' : 'tag'}>
            {t(`media.material.${match.material}`)}
          </span>
        </dd>
        <dt>{t('media.kind')}</dt>
        <dd>
          <Text value={match.kind} limit={40} />
        </dd>
        <dt>{t('media.orientation')}</dt>
        <dd>
          {match.orientation === null ? (
            t('media.orientation.none')
          ) : (
            <Text value={match.orientation} limit={60} />
          )}
        </dd>
        <dt>{t('media.quality')}</dt>
        <dd>{match.quality === null ? t('media.quality.none') : number(match.quality)}</dd>
      </dl>
      {match.copies.length > 0 && <Copies paths={match.copies} />}
      <Hashes match={match} />
      <section className="section no-print">
        <h3>{t('media.picture')}</h3>
        {address !== null ? (
          <HeldPicture address={address} id={String(match.id)} looks={looks} look={look} />
        ) : (
          <p className="note">
            <Icon name="info" />{' '}
            {t(match.material === 'unlawful' ? 'media.picture.textOnly' : 'media.picture.none')}
          </p>
        )}
      </section>
      <section className="section">
        <h3>{t('media.judgements')}</h3>
        <Judgements judgements={match.judgements} words={decisionWords} />
      </section>
    </article>
  )
}

const Copies = ({ paths }: { readonly paths: readonly string[] }) => (
  <details className="section">
    <summary>{t('media.copies', { count: paths.length })}</summary>
    <ul className="bullets">
      {paths.map((path) => (
        <li key={path}>
          <Text value={path} limit={500} />
        </li>
      ))}
    </ul>
  </details>
)

/** A decision as a judgement stores it, in words; one of another version as it stands. */
function decisionWords(decision: string): string {
  switch (decision) {
    case 'same':
    case 'different':
    case 'cannot-say':
    case 'undo':
      return t(`media.decided.${decision}`)
    default:
      return decision
  }
}
