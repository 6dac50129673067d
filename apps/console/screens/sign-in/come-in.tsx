// Draws coming in. The link's token is taken out of the address at once: it must not stay in the history.

import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { useMachine } from '../../frame/use-machine.ts'
import { t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Loading, Refused } from '../../parts/states.tsx'
import { utcText } from '../../parts/time.ts'
import { visibleText } from '../../parts/visible.ts'
import { ENTRANCE, tokenOf } from './link-token.ts'
import { browserPasskeys } from './passkey.ts'
import { type SignIn, type SignInEvent, signInMachine } from './sign-in.ts'
import './sign-in.css'

export function ComeIn({ isUnclaimed }: { readonly isUnclaimed: boolean }) {
  const [token] = useState(() => tokenOf(location))
  const [state, send] = useMachine(() => signInMachine(token))
  useEffect(() => {
    const take = () => {
      const followed = tokenOf(location)
      if (followed === null) return
      history.replaceState(null, '', '/')
      send({ is: 'link-followed', token: followed })
    }
    if (location.pathname === ENTRANCE) history.replaceState(null, '', '/')
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [send])
  useEffect(() => {
    if (state.passkey)
      browserPasskeys[state.passkey.purpose](state.passkey.options).then((response) =>
        send({ is: 'passkey-given', response }),
      )
  }, [state.passkey, send])
  return (
    <main className="alone">
      <p className="brand">
        <img src="/icon.svg" alt="" width="32" height="32" />
        {t('frame.name')}
      </p>
      <Way state={state} send={send} isUnclaimed={isUnclaimed} />
    </main>
  )
}

interface PartProps {
  readonly state: SignIn
  readonly send: (event: SignInEvent) => void
}

function Way({ state, send, isUnclaimed }: PartProps & { readonly isUnclaimed: boolean }) {
  if (state.recoveryCode !== null) return <RecoveryCode state={state} send={send} />
  if (state.way === 'link')
    return state.link ? <ByLink state={state} send={send} /> : <Loading what={t('signIn.link.checking')} />
  if (isUnclaimed)
    return (
      <>
        <h1>{t('signIn.unclaimed.title')}</h1>
        {state.refusal && <Refused refusal={state.refusal} />}
        <p>{t('signIn.unclaimed.text')}</p>
      </>
    )
  return state.way === 'recover' ? (
    <Recover state={state} send={send} />
  ) : (
    <ByPassword state={state} send={send} />
  )
}

const ByPassword = ({ state, send }: PartProps) => (
  <Form state={state} send={send} title={t('signIn.title')} submit={t('signIn.withPassword')}>
    <NameField state={state} send={send} />
    <Secret name="password" label={t('signIn.password')} autoComplete="current-password" />
    <Alternatives>
      <button
        type="button"
        className="button"
        disabled={state.isWorking}
        onClick={() => send({ is: 'passkey-wanted' })}
      >
        {t('signIn.withPasskey')}
      </button>
      <button type="button" className="link" onClick={() => send({ is: 'way-chosen', way: 'recover' })}>
        {t('signIn.recover')}
      </button>
    </Alternatives>
  </Form>
)

function ByLink({ state, send }: PartProps) {
  const link = state.link!
  const until = <p className="muted small">{t('signIn.link.until', { time: utcText(link.expiresAt) })}</p>
  if (link.purpose === 'sign-in')
    return (
      <>
        <h1>{t('signIn.link.signIn', { name: visibleText(link.name ?? '') })}</h1>
        {state.refusal && <Refused refusal={state.refusal} />}
        <button
          type="button"
          className="button button-main"
          disabled={state.isWorking}
          onClick={() => send({ is: 'link-used' })}
        >
          {t('signIn.withLink')}
        </button>
        {until}
      </>
    )
  const title =
    link.purpose === 'owner'
      ? t('signIn.link.owner')
      : t('signIn.link.invitation', { role: t(`role.${link.role}`) })
  return (
    <Form state={state} send={send} title={title} submit={t('signIn.makeWithPassword')}>
      <NameField state={state} send={send} hint={t('signIn.name.hint')} />
      <Secret
        name="password"
        label={t('signIn.password')}
        autoComplete="new-password"
        hint={t('signIn.password.hint')}
      />
      <Secret name="again" label={t('signIn.password.again')} autoComplete="new-password" />
      <Alternatives>
        <button
          type="button"
          className="button"
          disabled={state.isWorking}
          onClick={() => send({ is: 'passkey-wanted' })}
        >
          {t('signIn.makeWithPasskey')}
        </button>
        <p className="field-hint">{t('signIn.passkey.hint')}</p>
        {until}
      </Alternatives>
    </Form>
  )
}

const Recover = ({ state, send }: PartProps) => (
  <Form state={state} send={send} title={t('signIn.recover.title')} submit={t('signIn.recover.submit')}>
    <p>{t('signIn.recover.text')}</p>
    <NameField state={state} send={send} />
    <label className="field">
      <span>{t('signIn.recover.code')}</span>
      <input name="code" className="code" autoComplete="off" spellCheck={false} maxLength={100} required />
    </label>
    <Secret
      name="password"
      label={t('signIn.recover.newPassword')}
      autoComplete="new-password"
      hint={t('signIn.password.hint')}
    />
    <Secret name="again" label={t('signIn.password.again')} autoComplete="new-password" />
    <Alternatives>
      <button type="button" className="link" onClick={() => send({ is: 'way-chosen', way: 'sign-in' })}>
        {t('signIn.backToSignIn')}
      </button>
    </Alternatives>
  </Form>
)

const RecoveryCode = ({ state, send }: PartProps) => (
  <>
    <h1>{t('signIn.code.title')}</h1>
    <p>{t('signIn.code.text')}</p>
    <p className="recovery-code">{state.recoveryCode}</p>
    <div className="row">
      <button type="button" className="button" onClick={() => send({ is: 'code-copied' })}>
        <Icon name="copy" />
        {t('signIn.code.copy')}
      </button>
      <button type="button" className="button button-main" onClick={() => send({ is: 'code-kept' })}>
        {t('signIn.code.kept')}
      </button>
    </div>
  </>
)

interface FormProps extends PartProps {
  readonly title: string
  readonly submit: string
  readonly children: readonly ReactNode[]
}

/** Fields first, then the button; the last child stands below it. */
function Form({ state, send, title, submit, children }: FormProps) {
  const fields = children.slice(0, -1)
  const below = children.at(-1)
  const give = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? '')
    send({ is: 'password-given', password: text('password'), again: text('again'), code: text('code') })
  }
  return (
    <form className="stack" onSubmit={give} noValidate>
      <h1>{title}</h1>
      {state.refusal && <Refused refusal={state.refusal} />}
      {fields}
      {state.problem && (
        <p className="field-problem" role="alert">
          {t(state.problem)}
        </p>
      )}
      <button type="submit" className="button button-main" disabled={state.isWorking}>
        {state.isWorking ? t('signIn.working') : submit}
      </button>
      {below}
    </form>
  )
}

const Alternatives = ({ children }: { readonly children: ReactNode }) => (
  <div className="sign-in-alternatives">{children}</div>
)

const NameField = ({ state, send, hint }: PartProps & { readonly hint?: string }) => (
  <Field label={t('signIn.name')} hint={hint}>
    {(ids) => (
      <input
        {...ids}
        value={state.name}
        autoComplete="username"
        maxLength={80}
        required
        onChange={(event) => send({ is: 'name-typed', name: event.target.value })}
      />
    )}
  </Field>
)

interface SecretProps {
  readonly name: string
  readonly label: string
  readonly autoComplete: 'current-password' | 'new-password'
  readonly hint?: string
}

const Secret = ({ name, label, autoComplete, hint }: SecretProps) => (
  <Field label={label} hint={hint}>
    {(ids) => (
      <input {...ids} type="password" name={name} autoComplete={autoComplete} maxLength={200} required />
    )}
  </Field>
)

interface FieldProps {
  readonly label: string
  readonly hint: string | undefined
  readonly children: (ids: {
    readonly id: string
    readonly 'aria-describedby': string | undefined
  }) => ReactNode
}

/** A label, what is typed, and a hint that describes it without being part of its name. */
function Field({ label, hint, children }: FieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': hint && `${id}-hint` })}
      {hint && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
    </div>
  )
}
