// Banner, navigation and the screen. A screen that fails shows so in its place; the rest stays usable.

import type { OutputOf } from '@manumit/contract'
import { Component, type ReactNode, Suspense } from 'react'
import { t } from '../messages/message.ts'
import { Icon } from '../parts/icon.tsx'
import { Link } from '../parts/link.tsx'
import { Page } from '../parts/page.tsx'
import { Empty, Loading } from '../parts/states.tsx'
import { Text } from '../parts/text.tsx'
import { type Screen, screens } from '../screens.ts'
import type { FrameEvent, FrameState, Theme } from './frame.ts'
import { useFrame } from './frame-context.ts'
import { findScreen } from './router.ts'

type SignedIn = Extract<OutputOf<'session.status'>, { state: 'signed-in' }>

export interface LayoutProps {
  readonly state: FrameState
  readonly session: SignedIn
  readonly send: (event: FrameEvent) => void
}

export function Layout({ state, session, send }: LayoutProps) {
  const found = findScreen(screens, state.path)
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      {session.atRest === 'unencrypted' && (
        <p className="banner" role="note">
          <Icon name="warning" />
          <span>
            {session.workspace.kind === 'demo' && `${t('frame.demo')} `}
            {t('frame.notForRealCases')}
          </span>
        </p>
      )}
      <header className="bar">
        <button
          type="button"
          className="button button-quiet button-icon menu-button"
          aria-expanded={state.isMenuOpen}
          aria-controls="navigation"
          aria-label={t('frame.menu')}
          onClick={() => send({ is: 'menu-toggled' })}
        >
          <Icon name={state.isMenuOpen ? 'close' : 'menu'} />
        </button>
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width="24" height="24" />
          {t('frame.name')}
        </Link>
        <span className="workspace-name">
          <Text value={session.workspace.name} oneLine limit={60} />
        </span>
      </header>
      <div className={state.isMenuOpen ? 'side side-open' : 'side'} id="navigation">
        <div className="side-inner">
          <Navigation current={found?.screen ?? null} />
          <Account session={session} theme={state.theme} send={send} />
        </div>
      </div>
      <main id="content" tabIndex={-1}>
        <Boundary key={state.path}>
          <Suspense fallback={<Loading />}>
            {found ? (
              <Opened screen={found.screen} params={found.params} carried={state.carried} />
            ) : (
              <NotFound />
            )}
          </Suspense>
        </Boundary>
      </main>
    </div>
  )
}

function Opened({ screen, params, carried }: Parameters<Screen['View']>[0] & { readonly screen: Screen }) {
  const { may } = useFrame()
  if (may(screen.permission)) return <screen.View params={params} carried={carried} />
  return (
    <Page title={t(screen.title)}>
      <Empty icon="accounts" title={t('frame.notPermitted')}>
        {t('frame.notPermitted.text')}
      </Empty>
    </Page>
  )
}

const NotFound = () => (
  <Page title={t('frame.notFound')}>
    <p>{t('frame.notFound.text')}</p>
  </Page>
)

const GROUPS = ['case', 'records', 'people', 'pictures', 'work'] as const

function Navigation({ current }: { readonly current: Screen | null }) {
  const { may } = useFrame()
  const permitted = screens.filter((screen) => may(screen.permission))
  return (
    <nav aria-label={t('frame.navigation')}>
      {GROUPS.map((group) => {
        const inGroup = permitted.filter((screen) => screen.group === group)
        if (inGroup.length === 0) return null
        return (
          <div key={group} className="nav-group">
            <h2 id={`nav-${group}`}>{t(`frame.group.${group}`)}</h2>
            <ul aria-labelledby={`nav-${group}`}>
              {inGroup.map((screen) => (
                <li key={screen.id}>
                  <Link to={screen.path} current={screen === current}>
                    <Icon name={screen.icon} />
                    {t(screen.title)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}

const THEMES: readonly Theme[] = ['system', 'light', 'dark']

function Account({
  session,
  theme,
  send,
}: {
  readonly session: SignedIn
  readonly theme: Theme
  readonly send: LayoutProps['send']
}) {
  const { powers } = useFrame()
  const signOut = async () => {
    await powers.call('session.signOut', {})
    send({ is: 'session-ended' })
    powers.go('/')
  }
  return (
    <div className="account">
      <label className="field field-inline">
        <span>{t('frame.theme')}</span>
        <select
          value={theme}
          onChange={(event) => send({ is: 'theme-chosen', theme: event.target.value as Theme })}
        >
          {THEMES.map((value) => (
            <option key={value} value={value}>
              {t(`frame.theme.${value}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="button button-quiet" onClick={() => send({ is: 'help-toggled' })}>
        <Icon name="help" />
        {t('frame.help')} <kbd>?</kbd>
      </button>
      <div className="who">
        <p>
          <span className="visually-hidden">{t('frame.account')}</span>{' '}
          <Text value={session.name} oneLine limit={60} />{' '}
          <span className="tag">{t(`role.${session.role}`)}</span>
        </p>
        <button
          type="button"
          className="button button-quiet button-icon"
          onClick={signOut}
          title={t('frame.signOut')}
        >
          <Icon name="signOut" />
          <span className="visually-hidden">{t('frame.signOut')}</span>
        </button>
      </div>
    </div>
  )
}

/** React asks for a class here. */
class Boundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return (
      <Page title={t('frame.crashed')}>
        <p>{t('frame.crashed.text')}</p>
      </Page>
    )
  }
}
