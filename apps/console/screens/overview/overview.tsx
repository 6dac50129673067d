// Draws the case as a whole: numbers, sources with their coverage and issues, banks.

import { useFrame } from '../../frame/frame-context.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { number, t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { Page } from '../../parts/page.tsx'
import { ScrolledTable } from '../../parts/scrolled-table.tsx'
import { Empty, Loading, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { utcText } from '../../parts/time.ts'
import { type Overview, overviewMachine, totalsOf } from './overview-state.ts'
import { SourceCard } from './source-card.tsx'
import './overview.css'

export function OverviewView() {
  const [{ overview, refusal }, send] = useMachine(() => overviewMachine)
  const { may } = useFrame()
  return (
    <Page
      title={t('overview.title')}
      lead={t('overview.lead')}
      tools={
        may('add') && (
          <Link to="/add" className="button button-main">
            <Icon name="add" />
            {t('overview.add')}
          </Link>
        )
      }
    >
      {refusal && <Refused refusal={refusal} retry={() => send({ is: 'ask' })} />}
      {!overview && !refusal && <Loading />}
      {overview && <Whole overview={overview} />}
    </Page>
  )
}

const Whole = ({ overview }: { readonly overview: Overview }) => (
  <>
    <Numbers overview={overview} />
    {overview.searchPending > 0 && (
      <p className="overview-pending" role="status">
        <Icon name="info" />
        {t('overview.pending', { count: overview.searchPending })}
      </p>
    )}
    {overview.sources.length === 0 ? (
      <Empty icon="case" title={t('overview.none')}>
        {t('overview.none.text')}
      </Empty>
    ) : (
      <section className="stack" aria-labelledby="sources">
        <h2 id="sources">{t('overview.sourcesTitle')}</h2>
        {overview.sources.map((source) => (
          <SourceCard key={source.id} source={source} />
        ))}
      </section>
    )}
    {overview.banks.length > 0 && <Banks banks={overview.banks} />}
    <p className="small muted">
      {t('overview.made', { time: utcText(overview.workspace.createdAt), version: overview.toolVersion })}
    </p>
  </>
)

function Numbers({ overview }: { readonly overview: Overview }) {
  const { records, issues } = totalsOf(overview)
  const shown = [
    { count: records, title: t('overview.records', { count: records }), to: '/timeline' },
    {
      count: overview.sources.length,
      title: t('overview.sources', { count: overview.sources.length }),
      to: '/files',
    },
    { count: issues, title: t('overview.issues', { count: issues }), to: '/issues' },
    {
      count: overview.openCandidates,
      title: t('overview.candidates', { count: overview.openCandidates }),
      to: '/candidates',
    },
    {
      count: overview.undecidedMatches,
      title: t('overview.matches', { count: overview.undecidedMatches }),
      to: '/media',
    },
  ]
  return (
    <ul className="overview-numbers" aria-label={t('overview.numbers')}>
      {shown.map(({ count, title, to }) => (
        <li key={to}>
          <Link to={to} className="card overview-number">
            <b className="numeric">{number(count)}</b> <span>{title}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

const Banks = ({ banks }: { readonly banks: Overview['banks'] }) => (
  <section className="stack" aria-labelledby="banks">
    <h2 id="banks">{t('overview.banks')}</h2>
    <ScrolledTable label={t('overview.banks')}>
      <thead>
        <tr>
          <th scope="col">{t('overview.bank.name')}</th>
          <th scope="col">{t('overview.bank.material')}</th>
          <th scope="col" className="numeric">
            {t('overview.bank.entries')}
          </th>
          <th scope="col">{t('overview.bank.source')}</th>
          <th scope="col">{t('overview.bank.imported')}</th>
        </tr>
      </thead>
      <tbody>
        {banks.map((bank) => (
          <tr key={bank.name}>
            <th scope="row">
              <Text value={bank.name} />
            </th>
            <td>{t(`overview.material.${bank.material}`)}</td>
            <td className="numeric">{number(bank.entries)}</td>
            <td>
              <Text value={bank.source} />
            </td>
            <td className="numeric">{utcText(bank.importedAt)}</td>
          </tr>
        ))}
      </tbody>
    </ScrolledTable>
  </section>
)
