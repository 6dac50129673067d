// Draws one record: what it states, where it stands, what is stored, its bytes.

import type { ReactNode } from 'react'
import type { ScreenProps } from '../../frame/screen-props.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { number, t } from '../../messages/message.ts'
import { Had } from '../../parts/had.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Kind } from '../../parts/kind.tsx'
import { Page } from '../../parts/page.tsx'
import { Empty, Loading, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { sizeText } from '../../parts/time.ts'
import { HexView } from './hex-view.tsx'
import { RawValues } from './raw-values.tsx'
import { type RecordAnswer, type RecordEvent, recordMachine } from './record.ts'
import './record.css'

export function RecordView({ params: { id: part } }: ScreenProps) {
  const id = Number(part)
  if (Number.isSafeInteger(id) && id >= 0) return <KnownRecord key={id} id={id} />
  return (
    <Page title={t('record.screen')}>
      <Empty icon="record" title={t('record.unnumbered')} />
    </Page>
  )
}

function KnownRecord({ id }: { readonly id: number }) {
  const [state, send] = useMachine(() => recordMachine(id))
  const { record } = state
  return (
    <Page
      title={t('record.title', { record: String(id) })}
      lead={
        record && (
          <span className="row">
            <Kind kind={record.row.kind} />
            <span className="numeric">
              <Text value={record.row.time} limit={200} />
            </span>
            <Had state={record.row.state} via={record.row.via} long />
          </span>
        )
      }
    >
      {state.refusal && <Refused refusal={state.refusal} retry={() => send({ is: 'retried' })} />}
      {!record && !state.refusal && <Loading />}
      {record && <Stated record={record} send={send} />}
      {record && (
        <section className="stack">
          <h2>{t('record.bytes')}</h2>
          {state.isReading && <Loading />}
          {state.bytesRefusal && (
            <Refused refusal={state.bytesRefusal} retry={() => send({ is: 'retried' })} />
          )}
          {state.bytes && <HexView bytes={state.bytes} mark={state.mark} lines={state.lines} send={send} />}
        </section>
      )}
    </Page>
  )
}

function Stated({
  record,
  send,
}: {
  readonly record: RecordAnswer
  readonly send: (event: RecordEvent) => void
}) {
  return (
    <>
      <div className="record-columns">
        <section className="card stack">
          <h2>{t('record.fields')}</h2>
          <dl className="record-facts">
            {record.fields.map(({ name, title, text }) => (
              <Fact key={name} title={title}>
                <Text value={text} />
              </Fact>
            ))}
          </dl>
        </section>
        <section className="card stack">
          <h2>{t('record.place')}</h2>
          <dl className="record-facts">
            <Fact title={t('record.place.source')}>
              <Text value={record.sourceName} />
            </Fact>
            <Fact title={t('record.place.onPhone')}>
              <Text value={record.file.onPhone} />
            </Fact>
            <Fact title={t('record.place.path')}>
              <Text value={record.file.path} />
            </Fact>
            <Fact title={t('record.place.place')}>
              <Text value={record.place} />
            </Fact>
            <Fact title={t('record.place.sha256')}>
              <span className="code record-breaks">{record.file.sha256}</span>
            </Fact>
            <Fact title={t('record.place.size')}>
              {sizeText(record.file.sizeBytes)}{' '}
              <span className="muted">({number(record.file.sizeBytes)})</span>
            </Fact>
            <Fact title={t('record.place.readBy')}>
              {record.artifactTitle}{' '}
              <span className="muted code">
                {record.artifact.id} {record.artifact.version}
              </span>
            </Fact>
            <Fact title={t('record.place.limits')}>
              <ul>
                {record.artifactLimits.map((limit) => (
                  <li key={limit}>{limit}</li>
                ))}
              </ul>
            </Fact>
          </dl>
          <div className="stack stack-tight">
            <h3>{t('record.command')}</h3>
            <p className="small muted">{t('record.command.text')}</p>
            <div className="record-command">
              <code>
                <Text value={record.command} />
              </code>
              <button
                type="button"
                className="button button-small no-print"
                onClick={() => send({ is: 'command-copied' })}
              >
                <Icon name="copy" />
                {t('record.command.copy')}
              </button>
            </div>
          </div>
        </section>
      </div>
      <section className="stack">
        <h2>{t('record.raw')}</h2>
        <RawValues raw={record.raw} />
      </section>
    </>
  )
}

const Fact = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
)
