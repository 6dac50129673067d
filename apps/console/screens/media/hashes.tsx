// Both hashes in rows of sixteen digits, each digit that differs marked with the number of its bits that do.

import type { WireMatch } from '@manumit/contract'
import { t } from '../../messages/message.ts'
import { Text } from '../../parts/text.tsx'
import { differingDigits, distanceOf, type HashDigit } from './differing-bits.ts'

const ROW = 32

export function Hashes({ match }: { readonly match: WireMatch }) {
  const digits = match.entryHash === null ? null : differingDigits(match.hash, match.entryHash)
  return (
    <section className="section">
      <h3>{t('media.hashes')}</h3>
      {digits === null ? (
        <dl className="facts">
          <dt>{t('media.hash.file')}</dt>
          <dd className="code">
            <Text value={match.hash} limit={400} />
          </dd>
          <dt>{t('media.hash.entry')}</dt>
          <dd className={match.entryHash === null ? 'muted' : 'code'}>
            {match.entryHash === null ? (
              t('media.hash.withheld')
            ) : (
              <Text value={match.entryHash} limit={400} />
            )}
          </dd>
        </dl>
      ) : (
        <>
          <p className="muted small">{t('media.hash.differ', distanceOf(digits))}</p>
          <div className="hashes">
            {rowsOf(digits).map((row, index) => (
              <div className="hash-row" key={index}>
                <HashLine label={t('media.hash.file')} row={row} side="left" isFirst={index === 0} />
                <HashLine label={t('media.hash.entry')} row={row} side="right" isFirst={index === 0} />
              </div>
            ))}
          </div>
        </>
      )}
    </section>
  )
}

const HashLine = ({
  label,
  row,
  side,
  isFirst,
}: {
  readonly label: string
  readonly row: readonly HashDigit[]
  readonly side: 'left' | 'right'
  readonly isFirst: boolean
}) => (
  <div className="hash-line">
    <span className={isFirst ? 'muted small' : 'visually-hidden'}>{label}</span>
    <code>
      {row.map((digit, index) =>
        digit.differing === 0 ? (
          digit[side]
        ) : (
          <span key={index} className="hash-differs">
            {digit[side]}
            {side === 'right' && <sub>{digit.differing}</sub>}
          </span>
        ),
      )}
    </code>
  </div>
)

const rowsOf = (digits: readonly HashDigit[]): readonly (readonly HashDigit[])[] =>
  Array.from({ length: Math.ceil(digits.length / ROW) }, (_, row) => digits.slice(row * ROW, (row + 1) * ROW))
