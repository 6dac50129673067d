// Draws number shares: the table with its intervals, and the form for shares to compare with.

import { useMachine } from '../../frame/use-machine.ts'
import { Choice } from '../../lists/choice.tsx'
import { number, t } from '../../messages/message.ts'
import { Page } from '../../parts/page.tsx'
import { ScrolledTable } from '../../parts/scrolled-table.tsx'
import { Empty, Loading, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { type ShareRow, type Shares, type SharesEvent, type SharesState, sharesMachine } from './shares.ts'
import '../../lists/lists.css'
import './shares.css'

export function SharesView() {
  const [state, send] = useMachine(sharesMachine, { name: 'shares', resume: { is: 'ask' } })
  return (
    <Page
      title={t('shares.title')}
      lead={t('shares.lead')}
      tools={
        <Choice
          label={t('shares.by')}
          value={state.form.by}
          options={[
            ['type', t('shares.by.type')],
            ['carrier', t('shares.by.carrier')],
          ]}
          onChoose={(by) => send({ is: 'form', part: { by } })}
        />
      }
    >
      {state.refusal && <Refused refusal={state.refusal} retry={() => send({ is: 'ask' })} />}
      {state.isAsking && state.shares === null && <Loading />}
      {state.shares?.numbers === 0 && <Empty icon="names" title={t('shares.empty')} />}
      {state.shares !== null && state.shares.numbers > 0 && <Table shares={state.shares} />}
      <Supply state={state} send={send} />
    </Page>
  )
}

const percent = (share: number): string => (share * 100).toFixed(share < 0.1 ? 1 : 0)

function Table({ shares }: { readonly shares: Shares }) {
  const isTooFew = shares.numbers < shares.fewest
  return (
    <div className="stack">
      {isTooFew && <p className="note note-warn">{t('shares.fewest', { count: shares.fewest })}</p>}
      <ScrolledTable isWide label={t('shares.title')}>
        <caption>{t('shares.table', { count: shares.numbers })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('shares.column.name')}</th>
            <th scope="col" className="numeric">
              {t('shares.column.numbers')}
            </th>
            <th scope="col">{t('shares.column.share')}</th>
            <th scope="col" className="numeric">
              {t('shares.column.expected')}
            </th>
            <th scope="col" className="numeric">
              {t('shares.column.ratio')}
            </th>
            <th scope="col" className="numeric">
              {t('shares.column.q')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shares.rows.map((row) => (
            <Row key={row.name} row={row} isTooFew={isTooFew} />
          ))}
        </tbody>
      </ScrolledTable>
      <p className="muted small">
        {t('shares.according', { source: shares.source })} {t('shares.q.help')}
      </p>
    </div>
  )
}

const Row = ({ row, isTooFew }: { readonly row: ShareRow; readonly isTooFew: boolean }) => (
  <tr>
    <th scope="row">
      <Text value={row.name} limit={120} />
    </th>
    <td className="numeric">{number(row.numbers)}</td>
    <td>
      {!isTooFew && (
        <div className="share">
          <ShareBar row={row} />
          <span className="numeric small">
            {t('shares.share', { share: percent(row.share), low: percent(row.low), high: percent(row.high) })}
          </span>
        </div>
      )}
    </td>
    <td className="numeric">
      {row.expected === null ? (
        <span className="muted">{t('shares.none')}</span>
      ) : (
        t('shares.expected', { share: percent(row.expected) })
      )}
    </td>
    <td className="numeric">{row.ratio === null || isTooFew ? '–' : row.ratio.toFixed(1)}</td>
    <td className="numeric">
      {row.q === null || isTooFew ? '–' : row.q < 0.001 ? '< 0.001' : row.q.toFixed(3)}
    </td>
  </tr>
)

/** The interval as a bar, the share as a mark in it, the supplied share as a line across. */
const ShareBar = ({ row }: { readonly row: ShareRow }) => (
  <svg
    className="share-bar"
    viewBox="0 0 100 14"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    <rect className="share-whole" x="0" y="5" width="100" height="4" />
    <rect
      className="share-interval"
      x={row.low * 100}
      y="3"
      width={Math.max((row.high - row.low) * 100, 0.5)}
      height="8"
    />
    <rect className="share-point" x={Math.max(row.share * 100 - 0.6, 0)} y="1" width="1.2" height="12" />
    {row.expected !== null && (
      <line className="share-expected" x1={row.expected * 100} x2={row.expected * 100} y1="0" y2="14" />
    )}
  </svg>
)

function Supply({
  state,
  send,
}: {
  readonly state: SharesState
  readonly send: (event: SharesEvent) => void
}) {
  const { form, problem } = state
  const said =
    problem === null
      ? null
      : problem.is === 'lines'
        ? t('shares.problem.lines', { count: problem.lines.length, lines: problem.lines.join(', ') })
        : t(`shares.problem.${problem.is}`)
  return (
    <form
      className="card stack no-print"
      onSubmit={(event) => {
        event.preventDefault()
        send({ is: 'ask' })
      }}
    >
      <h2>{t('shares.supply')}</h2>
      <label className="field">
        <span>{t('shares.lines')}</span>
        <span className="field-hint">{t('shares.lines.hint')}</span>
        <textarea
          rows={4}
          maxLength={5000}
          value={form.lines}
          aria-invalid={problem !== null}
          aria-describedby={said === null ? undefined : 'shares-problem'}
          onChange={(event) => send({ is: 'form', part: { lines: event.target.value } })}
        />
      </label>
      <div className="filter-row">
        <label className="field field-wide">
          <span>{t('shares.source')}</span>
          <input
            type="text"
            maxLength={300}
            value={form.source}
            onChange={(event) => send({ is: 'form', part: { source: event.target.value } })}
          />
        </label>
        <label className="field">
          <span>{t('shares.date')}</span>
          <input
            type="text"
            maxLength={20}
            value={form.date}
            onChange={(event) => send({ is: 'form', part: { date: event.target.value } })}
          />
        </label>
        <button type="submit" className="button button-main" disabled={state.isAsking}>
          {t('shares.compare')}
        </button>
      </div>
      {said !== null && (
        <p id="shares-problem" className="field-problem" role="alert">
          {said}
        </p>
      )}
    </form>
  )
}
