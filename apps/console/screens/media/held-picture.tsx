// A picture that is fetched and shown only while something is held: a mouse button, a finger, or space or Enter. Grey, small
// and blurred unless asked otherwise; never on hover; gone, and its bytes with it, when the hold ends.

import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react'
import { sessionHeaders } from '../../frame/session-key.ts'
import { t } from '../../messages/message.ts'
import { Icon } from '../../parts/icon.tsx'
import { isBreakDue, type LookEvent, type Looks } from './hold.ts'

export interface HeldPictureProps {
  readonly address: string
  readonly id: string
  readonly looks: Looks
  readonly look: (event: LookEvent) => void
}

const HOLD_KEYS = [' ', 'Enter']

export function HeldPicture({ address, id, looks, look }: HeldPictureProps) {
  const [isClear, setClear] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const isHeld = looks.held?.picture === id
  const source = usePicture(isHeld ? address : null, setFailed)
  // Another match came into view, or the screen was left, while it was held.
  useEffect(() => () => look({ is: 'lost', at: performance.now() }), [look])

  if (isBreakDue(looks))
    return (
      <div className="note note-warn" role="status">
        <strong>{t('media.break.title')}</strong>
        <p>{t('media.break.text')}</p>
        <button type="button" className="button" onClick={() => look({ is: 'break-taken' })}>
          {t('media.break.taken')}
        </button>
      </div>
    )
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setFailed(false)
    look({ is: 'pressed', by: 'pointer', picture: id, at: event.timeStamp })
  }
  const letGo = (event: PointerEvent) => look({ is: 'released', by: 'pointer', at: event.timeStamp })
  const keyDown = (event: KeyboardEvent) => {
    if (!HOLD_KEYS.includes(event.key)) return
    event.preventDefault()
    setFailed(false)
    look({ is: 'pressed', by: 'key', picture: id, at: event.timeStamp })
  }
  const keyUp = (event: KeyboardEvent) => {
    if (HOLD_KEYS.includes(event.key)) look({ is: 'released', by: 'key', at: event.timeStamp })
  }
  return (
    <div className="held">
      <p className="muted small">{t('media.picture.help')}</p>
      <button
        type="button"
        className="held-frame"
        aria-pressed={isHeld}
        onPointerDown={press}
        onPointerUp={letGo}
        onLostPointerCapture={letGo}
        onKeyDown={keyDown}
        onKeyUp={keyUp}
        onBlur={() => look({ is: 'lost', at: performance.now() })}
        onContextMenu={(event) => event.preventDefault()}
      >
        {isHeld && !hasFailed ? (
          source !== null && (
            <img
              className={isClear ? 'held-picture held-clear' : 'held-picture'}
              src={source}
              alt={t('media.picture.alt')}
              draggable={false}
              onError={() => setFailed(true)}
            />
          )
        ) : (
          <span className="held-cover">
            <Icon name="media" />
            <span>{hasFailed ? t('media.picture.failed') : t('media.picture.hold')}</span>
            <span className="small">{t('media.picture.holdHint')}</span>
          </span>
        )}
      </button>
      <label className="check">
        <input type="checkbox" checked={isClear} onChange={(event) => setClear(event.target.checked)} />
        {t('media.picture.clear')}
      </label>
      <p className="muted small numeric">
        {t('media.looks', { count: looks.looks, seconds: Math.round(looks.milliseconds / 1000) })}
      </p>
    </div>
  )
}

/** Its bytes while it is held, as an address within this page; fetched with the session's other half, which no picture element sends. */
function usePicture(address: string | null, failed: (hasFailed: boolean) => void): string | null {
  const [source, setSource] = useState<string | null>(null)
  useEffect(() => {
    if (address === null) return
    const letGo = new AbortController()
    let made: string | null = null
    fetch(address, { headers: sessionHeaders(localStorage), cache: 'no-store', signal: letGo.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status))
        const bytes = await response.blob()
        if (letGo.signal.aborted) return
        made = URL.createObjectURL(bytes)
        setSource(made)
      })
      .catch(() => {
        if (!letGo.signal.aborted) failed(true)
      })
    return () => {
      letGo.abort()
      if (made !== null) URL.revokeObjectURL(made)
      setSource(null)
    }
  }, [address, failed])
  return source
}
