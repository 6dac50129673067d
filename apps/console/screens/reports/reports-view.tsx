// Draws the form for a report and the reports made, each with its files and their digests.

import { useFrame } from '../../frame/frame-context.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { RECORD_KINDS } from '../../lists/record-kinds.ts'
import { SourceSelect } from '../../lists/source-select.tsx'
import { useSources } from '../../lists/sources.ts'
import { t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { kindsLabel } from '../../parts/kind.tsx'
import { Page } from '../../parts/page.tsx'
import { Empty, Loading, Refused } from '../../parts/states.tsx'
import { Job } from '../jobs/job.tsx'
import { useJobs } from '../jobs/use-jobs.ts'
import { FORMATS, type ReportForm, type ReportsEvent, type ReportsState, reportsMachine } from './reports.ts'
import '../../lists/lists.css'
import '../jobs/jobs.css'

/** Zones that this browser knows by name. */
const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone')

export function ReportsView() {
  const { may } = useFrame()
  const [state, send] = useMachine(() => reportsMachine(t('reports.started')))
  const [jobs, sendJobs] = useJobs()
  const made = jobs.jobs.filter(({ kind }) => kind === 'report')
  return (
    <Page title={t('reports.title')} lead={t('reports.lead')}>
      {may('export') ? (
        <Form state={state} send={send} />
      ) : (
        <p className="note">{t('reports.notPermitted')}</p>
      )}
      <section className="stack">
        <h2>{t('reports.made')}</h2>
        {jobs.refusal && <Refused refusal={jobs.refusal} retry={() => sendJobs({ is: 'ask' })} />}
        {jobs.isAsking && made.length === 0 && <Loading />}
        {!jobs.isAsking && made.length === 0 && <Empty icon="report" title={t('reports.empty')} />}
        {made.map((job) => (
          <Job
            key={job.id}
            job={job}
            isActing={jobs.acting.includes(job.id)}
            act={(act) => sendJobs({ is: 'act', id: job.id, act })}
          />
        ))}
      </section>
    </Page>
  )
}

function Form({
  state,
  send,
}: {
  readonly state: ReportsState
  readonly send: (event: ReportsEvent) => void
}) {
  const sources = useSources()
  const { form } = state
  const change = (part: Partial<ReportForm>) => send({ is: 'form', part })
  const toggleKind = (kind: string, isOn: boolean) =>
    change({ kinds: isOn ? [...form.kinds, kind] : form.kinds.filter((other) => other !== kind) })
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        send({ is: 'submit' })
      }}
    >
      <h2>{t('reports.form')}</h2>
      <fieldset className="plain">
        <legend>{t('reports.format')}</legend>
        <div className="row">
          {FORMATS.map((format) => (
            <label key={format} className="check">
              <input
                type="radio"
                name="format"
                checked={form.format === format}
                onChange={() => change({ format })}
              />
              {t(`reports.format.${format}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="filter-row">
        <label className="field field-wide">
          <span>{t('reports.titleField')}</span>
          <input
            type="text"
            maxLength={200}
            placeholder={t('reports.title.hint')}
            value={form.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        </label>
        <label className="field">
          <span>{t('reports.zone')}</span>
          <select value={form.zone} onChange={(event) => change({ zone: event.target.value })}>
            <option value="">{t('reports.zone.none')}</option>
            {ZONES.map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </select>
        </label>
        <SourceSelect
          sources={sources.list}
          value={form.sourceId}
          onChoose={(sourceId) => change({ sourceId })}
        />
        <label className="field">
          <span>{t('lists.from')}</span>
          <input
            type="date"
            value={form.fromDay}
            onChange={(event) => change({ fromDay: event.target.value })}
          />
        </label>
        <label className="field">
          <span>{t('lists.to')}</span>
          <input
            type="date"
            value={form.toDay}
            aria-invalid={state.hasRangeProblem}
            aria-describedby={state.hasRangeProblem ? 'reports-range' : undefined}
            onChange={(event) => change({ toDay: event.target.value })}
          />
        </label>
      </div>
      {state.hasRangeProblem && (
        <p id="reports-range" className="field-problem" role="alert">
          {t('reports.range')}
        </p>
      )}
      <fieldset className="plain">
        <legend>{t('reports.kinds')}</legend>
        <div className="row">
          {RECORD_KINDS.map((kind) => (
            <label key={kind} className="check">
              <input
                type="checkbox"
                checked={form.kinds.includes(kind)}
                onChange={(event) => toggleKind(kind, event.target.checked)}
              />
              {kindsLabel(kind)}
            </label>
          ))}
        </div>
        <p className="field-hint">{t('reports.kinds.hint')}</p>
      </fieldset>
      {state.refusal && <Refused refusal={state.refusal} />}
      <div className="actions">
        <button type="submit" className="button button-main" disabled={state.isSending}>
          <Icon name="report" />
          {t('reports.make')}
        </button>
      </div>
    </form>
  )
}
