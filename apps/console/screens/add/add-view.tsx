// Draws adding evidence: what to do, where it is, what it is called, under which authority and within which scope.

import { HOLDER_ROLES } from '@manumit/model'
import { type ReactNode, useId } from 'react'
import { useFrame } from '../../frame/frame-context.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { Choice } from '../../lists/choice.tsx'
import { RECORD_KINDS } from '../../lists/record-kinds.ts'
import { t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { kindsLabel } from '../../parts/kind.tsx'
import { Page } from '../../parts/page.tsx'
import { Refused } from '../../parts/states.tsx'
import { visibleText } from '../../parts/visible.ts'
import {
  type AddEvent,
  type AddForm,
  type AddState,
  addMachine,
  type Field,
  type Material,
  type Work,
} from './add.ts'
import { FolderPicker } from './folder-picker.tsx'
import { UploadField } from './upload-field.tsx'
import '../../lists/lists.css'
import './add.css'

const MATERIALS: readonly Material[] = ['demonstration', 'unlawful', 'other']

export function AddView() {
  const { may } = useFrame()
  const [state, send] = useMachine(addMachine)
  const works = (['add', 'scan', 'import-bank'] as const).filter((work) =>
    may(work === 'scan' ? 'scan' : 'add'),
  )
  return (
    <Page title={t('add.title')} lead={t('add.lead')}>
      <form
        className="add-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send({ is: 'submit' })
        }}
      >
        <section className="card stack">
          <h2>{t('add.work')}</h2>
          <Choice
            label={t('add.work')}
            value={state.work}
            options={works.map((work) => [work, t(`add.work.${work}`)] as const)}
            onChoose={(work: Work) => send({ is: 'work', work })}
          />
          <p className="muted">{t(`add.work.${state.work}.text`)}</p>
        </section>
        <section className="card stack">
          <h2>{t('add.origin')}</h2>
          {state.work !== 'scan' && (
            <Choice
              label={t('add.from')}
              value={state.from}
              options={[
                ['path', t('add.from.path')],
                ['upload', t('add.from.upload')],
              ]}
              onChoose={(from) => send({ is: 'from', from })}
            />
          )}
          {state.from === 'path' ? (
            <FolderPicker state={state} send={send} />
          ) : (
            <UploadField state={state} send={send} />
          )}
          <Problem state={state} field="origin" />
        </section>
        <section className="card stack">
          <Details state={state} send={send} />
        </section>
        {state.refusal && <Refused refusal={state.refusal} />}
        <div className="actions">
          <button type="submit" className="button button-main" disabled={state.isSending}>
            <Icon name="add" />
            {t(`add.submit.${state.work}`)}
          </button>
        </div>
      </form>
    </Page>
  )
}

interface PartProps {
  readonly state: AddState
  readonly send: (event: AddEvent) => void
}

function Details({ state, send }: PartProps) {
  const change = (part: Partial<AddForm>) => send({ is: 'form', part })
  const { form } = state
  switch (state.work) {
    case 'add':
      return (
        <>
          <Name state={state} send={send} />
          <Hinted
            hint={t('add.authority.hint')}
            label={t('add.authority')}
            field={({ id, hintId }) => (
              <input
                id={id}
                aria-describedby={hintId}
                type="text"
                maxLength={500}
                value={form.authority}
                onChange={(event) => change({ authority: event.target.value })}
              />
            )}
          />
          <Hinted
            hint={t('add.role.hint')}
            label={t('add.role')}
            field={({ id, hintId }) => (
              <select
                id={id}
                aria-describedby={hintId}
                value={form.holderRole}
                onChange={(event) => change({ holderRole: event.target.value as AddForm['holderRole'] })}
              >
                {HOLDER_ROLES.map((role) => (
                  <option key={role} value={role}>
                    {t(`add.role.${role}`)}
                  </option>
                ))}
              </select>
            )}
          />
          <Scope state={state} send={send} />
        </>
      )
    case 'scan':
      return state.banks.length === 0 ? (
        <p className="note">
          {t('add.bank.none')}{' '}
          <button type="button" className="link" onClick={() => send({ is: 'work', work: 'import-bank' })}>
            {t('add.bank.import')}
          </button>
        </p>
      ) : (
        <label className="field">
          <span>{t('add.bank')}</span>
          <select value={form.bank} onChange={(event) => change({ bank: event.target.value })}>
            {state.banks.map(({ name }) => (
              <option key={name} value={name}>
                {visibleText(name)}
              </option>
            ))}
          </select>
          <Problem state={state} field="bank" />
        </label>
      )
    case 'import-bank':
      return (
        <>
          <Name state={state} send={send} />
          <label className="field">
            <span>{t('add.material')}</span>
            <select
              value={form.material}
              onChange={(event) => change({ material: event.target.value as Material })}
            >
              {MATERIALS.map((material) => (
                <option key={material} value={material}>
                  {t(`add.material.${material}`)}
                </option>
              ))}
            </select>
          </label>
        </>
      )
  }
}

const Name = ({ state, send }: PartProps) => (
  <div>
    <Hinted
      hint={t('add.name.hint')}
      label={t('add.name')}
      field={({ id, hintId }) => (
        <input
          id={id}
          aria-describedby={state.problems.name === undefined ? hintId : `${hintId} add-problem-name`}
          type="text"
          dir="auto"
          maxLength={200}
          required
          value={state.form.name}
          aria-invalid={state.problems.name !== undefined}
          onChange={(event) => send({ is: 'form', part: { name: event.target.value } })}
        />
      )}
    />
    <Problem state={state} field="name" />
  </div>
)

/** A field with a line of help under it, tied to it for what reads the page out. */
function Hinted({
  label,
  hint,
  field,
}: {
  readonly label: string
  readonly hint: string
  readonly field: (ids: { readonly id: string; readonly hintId: string }) => ReactNode
}) {
  const id = useId()
  const hintId = `${id}-hint`
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      {field({ id, hintId })}
      <span id={hintId} className="field-hint">
        {hint}
      </span>
    </div>
  )
}

function Scope({ state, send }: PartProps) {
  const { form } = state
  const toggle = (kind: string, isOn: boolean) =>
    send({
      is: 'form',
      part: { kinds: isOn ? [...form.kinds, kind] : form.kinds.filter((other) => other !== kind) },
    })
  return (
    <fieldset className="plain stack">
      <legend>{t('add.scope')}</legend>
      <p className="field-hint">{t('add.scope.hint')}</p>
      <div className="row">
        {RECORD_KINDS.map((kind) => (
          <label key={kind} className="check">
            <input
              type="checkbox"
              checked={form.kinds.includes(kind)}
              onChange={(event) => toggle(kind, event.target.checked)}
            />
            {kindsLabel(kind)}
          </label>
        ))}
      </div>
      <div className="filter-row">
        {(['fromDay', 'toDay'] as const).map((side) => (
          <label key={side} className="field">
            <span>{t(side === 'fromDay' ? 'lists.from' : 'lists.to')}</span>
            <input
              type="date"
              value={form[side]}
              aria-invalid={state.problems.range !== undefined}
              onChange={(event) => send({ is: 'form', part: { [side]: event.target.value } })}
            />
          </label>
        ))}
      </div>
      <Problem state={state} field="range" />
    </fieldset>
  )
}

function Problem({ state, field }: { readonly state: AddState; readonly field: Field }) {
  const problem = state.problems[field]
  if (problem === undefined) return null
  return (
    <p id={`add-problem-${field}`} className="field-problem" role="alert">
      {t(problem)}
    </p>
  )
}
