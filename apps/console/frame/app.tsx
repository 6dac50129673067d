// The console as a whole: who is here decides between coming in and the screens; the frame's powers are made here.

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { makeCall } from '../client.ts'
import { t } from '../messages/message.ts'
import { Confirm } from '../parts/confirm.tsx'
import { Notices } from '../parts/notices.tsx'
import { Loading, Refused } from '../parts/states.tsx'
import { ComeIn } from '../screens/sign-in/come-in.tsx'
import { ENTRANCE } from '../screens/sign-in/link-token.ts'
import { screens } from '../screens.ts'
import { type FrameEvent, type FrameState, startFrame, updateFrame } from './frame.ts'
import { type Answer, type Frame, FrameContext, type Question } from './frame-context.ts'
import { HelpSheet } from './help-sheet.tsx'
import { Layout } from './layout.tsx'
import type { MachinePowers } from './run-machine.ts'
import { runMachine } from './run-machine.ts'
import { shortcutOf } from './shortcuts.ts'
import { keepPreferences, readPreferences, showTheme } from './theme.ts'

const PREFIX_MILLISECONDS = 1500

export function App() {
  const [frame] = useState(makeFrame)
  const state = useSyncExternalStore(frame.running.listen, frame.running.state)
  const { send } = frame.running
  const [asked, setAsked] = useState<{ question: Question; answer: (given: Answer) => void } | null>(null)
  const [kept] = useState(() => new Map<string, unknown>())
  const { session } = state

  useEffect(() => frame.running.begin(), [frame])
  useEffect(() => {
    showTheme(document.documentElement, state.theme)
    keepPreferences(localStorage, state)
  }, [state.theme, state.hasShortcuts])
  useEffect(() => {
    if (session.state !== 'signed-in') kept.clear()
    // Somebody signed in needs no one-time link.
    else if (location.pathname === ENTRANCE) frame.powers.go('/')
  }, [session.state, frame, kept])
  useAddresses(send)
  useShortcuts(state, send, frame.powers)

  const confirm = useCallback(
    (question: Question) =>
      new Promise<Answer>((resolve) =>
        setAsked({
          question,
          answer: (given) => {
            setAsked(null)
            resolve(given)
          },
        }),
      ),
    [],
  )
  const offered = useMemo<Frame>(
    () => ({
      powers: frame.powers,
      session,
      may: (permission) =>
        permission === 'open' || (session.state === 'signed-in' && session.permissions.includes(permission)),
      confirm,
      kept,
    }),
    [frame, session, confirm, kept],
  )

  return (
    <FrameContext.Provider value={offered}>
      <Content state={state} send={send} />
      {state.isHelpOpen && (
        <HelpSheet
          hasShortcuts={state.hasShortcuts}
          setShortcuts={(on) => send({ is: 'shortcuts-set', on })}
          close={() => send({ is: 'help-toggled' })}
        />
      )}
      {asked && <Confirm question={asked.question} answer={asked.answer} />}
      <Notices notices={state.notices} dismiss={(id) => send({ is: 'notice-over', id })} />
    </FrameContext.Provider>
  )
}

function Content({
  state,
  send,
}: {
  readonly state: FrameState
  readonly send: (event: FrameEvent) => void
}) {
  switch (state.session.state) {
    case 'asking':
      return (
        <main className="alone">
          <Loading />
        </main>
      )
    case 'out-of-reach':
      return (
        <main className="alone">
          <h1>{t('frame.outOfReach')}</h1>
          <Refused refusal={state.session.refusal} retry={() => send({ is: 'session-wanted' })} />
        </main>
      )
    case 'unclaimed':
    case 'signed-out':
      return <ComeIn isUnclaimed={state.session.state === 'unclaimed'} />
    case 'signed-in':
      return <Layout state={state} session={state.session} send={send} />
  }
}

/** The frame's machine with the browser's powers, and what screens get of them. */
function makeFrame() {
  const rawCall = makeCall({ fetch: (address, init) => fetch(address, init), storage: localStorage })
  const powers: MachinePowers = {
    call: async (id, input, signal) => {
      const result = await rawCall(id, input, signal)
      if (!result.ok && result.error.code === 'E_SIGNED_OUT') running.send({ is: 'session-ended' })
      return result
    },
    go: (path, carried) => {
      if (path !== location.pathname) history.pushState(null, '', path)
      running.send({ is: 'went', path, carried })
      scrollTo(0, 0)
    },
    say: (text, tone = 'plain') => running.send({ is: 'said', text, tone }),
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(text)
        return true
      } catch {
        powers.say(t('frame.copyFailed'), 'bad')
        return false
      }
    },
    askSession: () => running.send({ is: 'session-wanted' }),
  }
  const running = runMachine(
    {
      start: () =>
        startFrame({
          path: location.pathname === ENTRANCE ? '/' : location.pathname,
          ...readPreferences(localStorage),
        }),
      update: updateFrame,
    },
    powers,
  )
  return { running, powers }
}

function useAddresses(send: (event: FrameEvent) => void): void {
  useEffect(() => {
    const follow = () => send({ is: 'went', path: location.pathname, carried: undefined })
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [send])
}

function useShortcuts(state: FrameState, send: (event: FrameEvent) => void, powers: MachinePowers): void {
  const prefixAt = useRef(Number.NEGATIVE_INFINITY)
  const isOn = state.hasShortcuts && state.session.state === 'signed-in'
  useEffect(() => {
    if (!isOn) return
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      const hasPrefix = event.timeStamp - prefixAt.current < PREFIX_MILLISECONDS
      prefixAt.current = Number.NEGATIVE_INFINITY
      if (target?.closest('dialog[open]') && event.key !== '?') return
      const shortcut = shortcutOf(
        {
          key: event.key,
          isModified: event.ctrlKey || event.altKey || event.metaKey,
          isTyping: target?.closest('input:not([type=checkbox], [type=radio]), textarea, select') != null,
        },
        hasPrefix,
        screens,
      )
      if (!shortcut) return
      if (shortcut.is === 'prefix') prefixAt.current = event.timeStamp
      else {
        event.preventDefault()
        if (shortcut.is === 'help') send({ is: 'help-toggled' })
        else powers.go(shortcut.path)
      }
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [isOn, send, powers])
}
