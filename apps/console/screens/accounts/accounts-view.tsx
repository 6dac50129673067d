// Draws accounts: who may come in and with which role, invitations, and the link of a new one, shown once.

import type { Role } from '@manumit/contract'
import { useFrame } from '../../frame/frame-context.ts'
import { useMachine } from '../../frame/use-machine.ts'
import { t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { Page } from '../../parts/page.tsx'
import { ScrolledTable } from '../../parts/scrolled-table.tsx'
import { Loading, Refused } from '../../parts/states.tsx'
import { Text } from '../../parts/text.tsx'
import { dayOf, utcText } from '../../parts/time.ts'
import { visibleText } from '../../parts/visible.ts'
import { type Account, type AccountsEvent, type AccountsState, accountsMachine } from './accounts.ts'
import '../../lists/lists.css'

/** As the contract lists them, from the widest. */
const ROLES: readonly Role[] = ['owner', 'examiner', 'analyst', 'reviewer', 'read-only']

export function AccountsView() {
  const [state, send] = useMachine(accountsMachine)
  return (
    <Page title={t('accounts.title')} lead={t('accounts.lead')}>
      {state.refusal && <Refused refusal={state.refusal} retry={() => send({ is: 'ask' })} />}
      {state.isAsking && state.accounts.length === 0 && <Loading />}
      {state.accounts.length > 0 && <Table state={state} send={send} />}
      <Invite state={state} send={send} />
    </Page>
  )
}

interface PartProps {
  readonly state: AccountsState
  readonly send: (event: AccountsEvent) => void
}

const Table = ({ state, send }: PartProps) => (
  <ScrolledTable isWide label={t('accounts.table')}>
    <thead>
      <tr>
        <th scope="col">{t('accounts.column.name')}</th>
        <th scope="col">{t('accounts.column.role')}</th>
        <th scope="col">{t('accounts.column.state')}</th>
        <th scope="col">{t('accounts.column.comesIn')}</th>
        <th scope="col">{t('accounts.column.created')}</th>
        <th scope="col">{t('accounts.column.seen')}</th>
        <th scope="col" aria-label={t('accounts.disable')} />
      </tr>
    </thead>
    <tbody>
      {state.accounts.map((account) => (
        <Row key={account.name} account={account} isSending={state.isSending} send={send} />
      ))}
    </tbody>
  </ScrolledTable>
)

function Row({
  account,
  isSending,
  send,
}: {
  readonly account: Account
  readonly isSending: boolean
  readonly send: PartProps['send']
}) {
  const { confirm } = useFrame()
  const name = visibleText(account.name)
  const changeRole = async (role: Role) => {
    const answer = await confirm({
      title: t('accounts.role.ask', { name, role: t(`role.${role}`) }),
      text: t('accounts.role.text'),
      act: t(`role.${role}`),
    })
    if (answer !== null) send({ is: 'change', change: { name: account.name, role } })
  }
  const disable = async () => {
    const answer = await confirm({
      title: t('accounts.disable.ask', { name }),
      text: t('accounts.disable.text'),
      act: t('accounts.disable'),
      isDangerous: true,
    })
    if (answer !== null) send({ is: 'change', change: { name: account.name, state: 'disabled' } })
  }
  return (
    <tr>
      <th scope="row">
        <Text value={account.name} limit={80} />
      </th>
      <td>
        <select
          aria-label={t('accounts.roleOf', { name })}
          value={account.role}
          disabled={isSending}
          onChange={(event) => changeRole(event.target.value as Role)}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <span className={account.state === 'active' ? 'tag tag-good' : 'tag tag-warn'}>
          {t(`accounts.${account.state}`)}
        </span>
      </td>
      <td>{t(account.hasPasskey ? 'accounts.passkey' : 'accounts.password')}</td>
      <td className="numeric">{dayOf(account.createdAt)}</td>
      <td className="numeric">
        {account.lastSeenAt === null ? t('accounts.never') : utcText(account.lastSeenAt)}
      </td>
      <td>
        {account.state === 'active' ? (
          <button type="button" className="button" disabled={isSending} onClick={disable}>
            {t('accounts.disable')}
          </button>
        ) : (
          <button
            type="button"
            className="button"
            disabled={isSending}
            onClick={() => send({ is: 'change', change: { name: account.name, state: 'active' } })}
          >
            {t('accounts.enable')}
          </button>
        )}
      </td>
    </tr>
  )
}

function Invite({ state, send }: PartProps) {
  const { powers } = useFrame()
  const copy = async (link: string) => {
    if (await powers.copy(link)) powers.say(t('frame.copied'), 'good')
  }
  return (
    <section className="card stack">
      <h2>{t('accounts.invite')}</h2>
      <p>{t('accounts.invite.text')}</p>
      <div className="filter-row">
        <label className="field">
          <span>{t('accounts.invite.role')}</span>
          <select
            value={state.role}
            onChange={(event) => send({ is: 'role', role: event.target.value as Role })}
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {t(`role.${role}`)}
              </option>
            ))}
          </select>
        </label>
        <p className="muted small accounts-may">{t(`accounts.roles.${state.role}`)}</p>
        <button
          type="button"
          className="button button-main"
          disabled={state.isSending}
          onClick={() => send({ is: 'invite' })}
        >
          {t('accounts.invite.make')}
        </button>
      </div>
      {state.made !== null && (
        <div className="note" role="status">
          <p>{t('accounts.invite.made', { time: utcText(state.made.expiresAt) })}</p>
          <div className="row">
            <code className="text">{state.made.link}</code>
            <button type="button" className="button" onClick={() => copy(state.made!.link)}>
              <Icon name="copy" />
              {t('frame.copy')}
            </button>
          </div>
        </div>
      )}
      {state.invitations.length > 0 && (
        <>
          <h3>{t('accounts.waiting')}</h3>
          <ul className="stack">
            {state.invitations.map((invitation) => (
              <li key={invitation.id}>
                {t('accounts.invitation', {
                  role: t(`role.${invitation.role}`),
                  by: visibleText(invitation.invitedBy),
                  time: utcText(invitation.expiresAt),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
