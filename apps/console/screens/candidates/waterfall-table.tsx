// The waterfall as a table: what was compared, both raw values, bits in figures, and the bar that draws them. The figures
// say the same as the bars, so the bars are hidden from what reads the page out.

import { RecordLinks } from '../../lists/record-links.tsx'
import { t } from '../../messages/message.ts'
import { Text } from '../../parts/text.tsx'
import { comparisonTitle, reasonSentence } from './reason-words.ts'
import { bitsText, type Waterfall, type WaterfallBar } from './waterfall.ts'

const WIDTH = 400
const HEIGHT = 34
const BAR = 16

export function WaterfallTable({ waterfall }: { readonly waterfall: Waterfall }) {
  return (
    <table className="waterfall">
      <thead>
        <tr>
          <th scope="col">{t('candidates.column.what')}</th>
          <th scope="col" className="numeric">
            {t('candidates.column.bits')}
          </th>
          <th scope="col" className="waterfall-axis">
            <span className="visually-hidden">{t('candidates.column.bar')}</span>
            <Axis waterfall={waterfall} />
          </th>
        </tr>
      </thead>
      <tbody>
        {waterfall.bars.map((bar, index) => (
          <tr
            key={`${bar.part} ${bar.reason?.comparison ?? ''} ${index}`}
            className={`waterfall-${bar.part}`}
          >
            <th scope="row">
              <What bar={bar} />
            </th>
            <td className="numeric waterfall-bits">
              {bitsText(bar.bits)}
              <span className="muted small waterfall-direction">{t(directionOf(bar))}</span>
            </td>
            <td className="waterfall-bar">
              <Bar bar={bar} waterfall={waterfall} next={waterfall.bars[index + 1]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const directionOf = ({ bits }: WaterfallBar) =>
  bits > 0 ? 'candidates.for' : bits < 0 ? 'candidates.against' : 'candidates.neither'

function What({ bar }: { readonly bar: WaterfallBar }) {
  if (bar.reason === null)
    return (
      <>
        {t(bar.part === 'prior' ? 'candidates.prior' : 'candidates.total')}
        {bar.part === 'prior' && (
          <span className="muted small waterfall-line">{t('candidates.prior.help')}</span>
        )}
      </>
    )
  const { comparison, left, right, level, sentence, records } = bar.reason
  return (
    <>
      {comparisonTitle(comparison)}{' '}
      {bar.part === 'adjustment' && <span className="tag">{t('candidates.adjustment')}</span>}
      <span className="waterfall-line">
        <Text value={reasonSentence(sentence.id, sentence.data, level)} limit={400} />
      </span>
      {(left !== '' || right !== '') && (
        <span className="waterfall-values">
          <span>
            <span className="muted small">{t('candidates.column.left')}</span>{' '}
            <Text value={left} limit={200} />
          </span>
          <span>
            <span className="muted small">{t('candidates.column.right')}</span>{' '}
            <Text value={right} limit={200} />
          </span>
        </span>
      )}
      {records.length > 0 && (
        <span className="waterfall-line small">
          <RecordLinks ids={records} />
        </span>
      )}
    </>
  )
}

/** A bar, the line of 0, and the thin step that leads to the next bar. */
function Bar({
  bar,
  waterfall,
  next,
}: {
  readonly bar: WaterfallBar
  readonly waterfall: Waterfall
  readonly next: WaterfallBar | undefined
}) {
  const x = bar.left * WIDTH
  const end = bar.to >= bar.from ? x + bar.width * WIDTH : x
  const className = `bar bar-${bar.part} ${bar.bits >= 0 ? 'bar-for' : 'bar-against'}`
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {waterfall.ticks.map(({ bits, at }) => (
        <line
          key={bits}
          className={bits === 0 ? 'bar-zero' : 'bar-grid'}
          x1={at * WIDTH}
          x2={at * WIDTH}
          y1="0"
          y2={HEIGHT}
        />
      ))}
      <rect
        className={className}
        x={x}
        y={(HEIGHT - BAR) / 2}
        width={Math.max(bar.width * WIDTH, 1)}
        height={BAR}
      />
      {next !== undefined && next.part !== 'total' && (
        <line className="bar-step" x1={end} x2={end} y1={(HEIGHT + BAR) / 2} y2={HEIGHT} />
      )}
    </svg>
  )
}

const Axis = ({ waterfall }: { readonly waterfall: Waterfall }) => (
  <svg className="axis" viewBox={`0 0 ${WIDTH} 18`} aria-hidden="true" focusable="false">
    {waterfall.ticks.map(({ bits, at }) => (
      <text key={bits} x={at * WIDTH} y="13" textAnchor="middle">
        {bits > 0 ? `+${bits}` : bits}
      </text>
    ))}
  </svg>
)
