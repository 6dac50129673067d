// One job: what it works on, how far it is, what it came to, files it made.

import type { WireJob } from '@manumit/contract'
import { useFrame } from '../../frame/frame-context.ts'
import { en } from '../../messages/en.ts'
import { number, t } from '../../messages/message.ts'
import { refusalText } from '../../messages/refusal.ts'
import { Icon } from '../../parts/icon.tsx'
import { Text } from '../../parts/text.tsx'
import { sizeText, utcText } from '../../parts/time.ts'
import { visibleText } from '../../parts/visible.ts'
import { clockParts, isUnderWay, shareDone } from './jobs.ts'
import { saveFile } from './save-file.ts'

const TAGS = {
  waiting: 'tag',
  running: 'tag tag-accent',
  stopping: 'tag tag-warn',
  stopped: 'tag tag-warn',
  finished: 'tag tag-good',
  failed: 'tag tag-bad',
} as const

export interface JobProps {
  readonly job: WireJob
  readonly isActing: boolean
  readonly act: (act: 'stop' | 'resume') => void
}

/** A kind of work in words; one of another version by its id. */
export function jobKindLabel(kind: string): string {
  const key = `jobs.kind.${kind}`
  return Object.hasOwn(en, key) ? en[key as keyof typeof en] : visibleText(kind)
}

export function Job({ job, isActing, act }: JobProps) {
  const counts = Object.entries(job.counts)
  return (
    <article className="card job">
      <header className="job-head">
        <h3>
          {jobKindLabel(job.kind)}: <Text value={job.subject} limit={200} />
        </h3>
        <span className={TAGS[job.state]}>{t(`jobs.state.${job.state}`)}</span>
      </header>
      <p className="muted small">
        {t('jobs.by', { name: visibleText(job.startedBy), time: utcText(job.startedAt) })}
        {job.endedAt !== null && `, ${t('jobs.ended', { time: utcText(job.endedAt) })}`}
      </p>
      {isUnderWay(job) && <Progress job={job} />}
      {job.refusal !== null && <Refusal refusal={job.refusal} />}
      {counts.length > 0 && (
        <dl className="job-counts" aria-label={t('jobs.counts')}>
          {counts.map(([name, count]) => (
            <div key={name}>
              <dt>{visibleText(name)}</dt>
              <dd className="numeric">{number(count)}</dd>
            </div>
          ))}
        </dl>
      )}
      {job.files.length > 0 && <Files job={job} />}
      {(job.state === 'running' || job.state === 'waiting') && (
        <div className="actions">
          <button type="button" className="button" disabled={isActing} onClick={() => act('stop')}>
            {t('jobs.stop')}
          </button>
        </div>
      )}
      {(job.state === 'stopped' || job.state === 'failed') && (
        <div className="actions">
          <button type="button" className="button" disabled={isActing} onClick={() => act('resume')}>
            {t('jobs.resume')}
          </button>
        </div>
      )}
    </article>
  )
}

function Progress({ job }: { readonly job: WireJob }) {
  const { progress } = job
  const share = shareDone(job)
  const label = t('jobs.bar', { subject: visibleText(job.subject) })
  return (
    <div className="job-progress">
      {/* Without a value the bar says that work is under way and that nobody knows how much there is. */}
      <progress aria-label={label} {...(share !== null && { value: share, max: 1 })} />
      {progress !== null && (
        <p className="small numeric">
          <Text value={progress.stage} limit={80} />
          {' · '}
          {progress.total === null
            ? t('jobs.progressOpen', { done: number(progress.done), unit: progress.unit })
            : t('jobs.progress', {
                done: number(progress.done),
                total: number(progress.total),
                unit: progress.unit,
              })}
          {progress.perSecond !== null &&
            ` · ${t('jobs.perSecond', { count: number(Math.round(progress.perSecond)), unit: progress.unit })}`}
          {progress.secondsLeft !== null && ` · ${leftText(progress.secondsLeft)}`}
          {progress.detail !== '' && (
            <span className="muted job-detail">
              <Text value={progress.detail} oneLine limit={160} />
            </span>
          )}
        </p>
      )}
    </div>
  )
}

function leftText(secondsLeft: number): string {
  const { hours, minutes, seconds } = clockParts(secondsLeft)
  if (hours > 0) return t('jobs.left.hours', { hours, minutes })
  return minutes > 0 ? t('jobs.left.minutes', { minutes }) : t('jobs.left.seconds', { seconds })
}

function Refusal({ refusal }: { readonly refusal: NonNullable<WireJob['refusal']> }) {
  const data = Object.fromEntries(
    Object.entries(refusal.data).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : String(value),
    ]),
  )
  return (
    <p className="note note-warn">
      <Text value={refusalText({ code: refusal.code, data })} limit={600} />{' '}
      <span className="code muted">{refusal.code}</span>
    </p>
  )
}

function Files({ job }: { readonly job: WireJob }) {
  const { may, powers } = useFrame()
  const save = async (name: string) => {
    if (!(await saveFile(job.id, name))) powers.say(t('jobs.download.failed'), 'bad')
  }
  return (
    <section className="stack">
      <h4>{t('jobs.files')}</h4>
      <ul className="job-files">
        {job.files.map((file) => (
          <li key={file.name}>
            {may('export') ? (
              <button
                type="button"
                className="button"
                onClick={() => save(file.name)}
                aria-label={t('jobs.download', { name: visibleText(file.name) })}
              >
                <Icon name="down" />
                <Text value={file.name} oneLine limit={120} />
              </button>
            ) : (
              <Text value={file.name} oneLine limit={120} />
            )}
            <span className="muted small">{sizeText(file.sizeBytes)}</span>
            <span className="code muted small job-digest">SHA-256 {file.sha256}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
