// Draws the jobs: those under way first, then those done.

import { useFrame } from '../../frame/frame-context.ts'
import { t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { Page } from '../../parts/page.tsx'
import { Empty, Loading, Refused } from '../../parts/states.tsx'
import { Job } from './job.tsx'
import { isUnderWay } from './jobs.ts'
import { useJobs } from './use-jobs.ts'
import '../../lists/lists.css'
import './jobs.css'

export function JobsView() {
  const { may } = useFrame()
  const [state, send] = useJobs()
  const groups = [
    ['jobs.underWay', state.jobs.filter(isUnderWay)],
    ['jobs.done', state.jobs.filter((job) => !isUnderWay(job))],
  ] as const
  return (
    <Page
      title={t('jobs.title')}
      lead={t('jobs.lead')}
      tools={
        may('add') && (
          <Link to="/add" className="button button-main">
            <Icon name="add" />
            {t('jobs.add')}
          </Link>
        )
      }
    >
      {!state.isLive && !state.isAsking && (
        <p className="note" role="status">
          {t('jobs.notLive')}
        </p>
      )}
      {state.refusal && <Refused refusal={state.refusal} retry={() => send({ is: 'ask' })} />}
      {state.isAsking && state.jobs.length === 0 && <Loading />}
      {!state.isAsking && state.jobs.length === 0 && !state.refusal && (
        <Empty icon="jobs" title={t('jobs.empty')}>
          {t('jobs.empty.text')}
        </Empty>
      )}
      {groups.map(
        ([title, jobs]) =>
          jobs.length > 0 && (
            <section key={title} className="stack">
              <h2>{t(title)}</h2>
              {jobs.map((job) => (
                <Job
                  key={job.id}
                  job={job}
                  isActing={state.acting.includes(job.id)}
                  act={(act) => send({ is: 'act', id: job.id, act })}
                />
              ))}
            </section>
          ),
      )}
    </Page>
  )
}
