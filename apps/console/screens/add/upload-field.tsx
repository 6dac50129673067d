// A file from this browser, sent to the desk in pieces with its progress.

import type { Result } from '@manumit/base'
import { useEffect, useRef } from 'react'
import { UNREACHABLE, UNREADABLE } from '../../client.ts'
import { useFrame } from '../../frame/frame-context.ts'
import { t } from '../../messages/message.ts'
import { Refused } from '../../parts/states.tsx'
import { sizeText } from '../../parts/time.ts'
import { visibleText } from '../../parts/visible.ts'
import type { AddEvent, AddState } from './add.ts'
import { type SendingPowers, STOPPED, sendFile } from './send-file.ts'

export interface UploadFieldProps {
  readonly state: AddState
  readonly send: (event: AddEvent) => void
}

export function UploadField({ state, send }: UploadFieldProps) {
  const { powers, session } = useFrame()
  const file = useRef<File | null>(null)
  const stop = useRef<AbortController | null>(null)
  const csrf = session.state === 'signed-in' ? session.csrf : ''
  useEffect(() => () => stop.current?.abort(), [])
  const { upload } = state

  const start = async (chosen: File) => {
    stop.current?.abort()
    const controller = new AbortController()
    file.current = chosen
    stop.current = controller
    const { name, size: sizeBytes } = chosen
    const told = (received: number) =>
      send({ is: 'upload', upload: { state: 'sending', name, received, sizeBytes } })
    told(0)
    const sending: SendingPowers = {
      begin: () => powers.call('uploads.begin', { name, sizeBytes, modifiedAt: chosen.lastModified }),
      put: (uploadId, offset, bytes) =>
        putBytes({ uploadId, offset, bytes, csrf, signal: controller.signal }),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      told: ({ received }) => told(received),
    }
    const sent = await sendFile(chosen, sending, controller.signal)
    // Another file was chosen meanwhile: this one is nobody's any more.
    if (stop.current !== controller) return
    send({
      is: 'upload',
      upload: sent.ok
        ? { state: 'complete', name, sizeBytes, uploadId: sent.value }
        : { state: 'failed', name, sizeBytes, refusal: sent.error },
    })
  }

  return (
    <div className="stack">
      <label className="field">
        <span>{t('add.file')}</span>
        <input
          type="file"
          aria-invalid={state.problems.origin !== undefined}
          aria-describedby={state.problems.origin === undefined ? undefined : 'add-problem-origin'}
          onChange={(event) => {
            const chosen = event.target.files?.[0]
            if (chosen !== undefined) start(chosen)
          }}
        />
        <span className="field-hint">{t('add.file.hint')}</span>
      </label>
      {upload?.state === 'sending' && (
        <div className="stack">
          <progress
            aria-label={t('add.upload.progress', { name: visibleText(upload.name), received: '', size: '' })}
            value={upload.received}
            max={Math.max(upload.sizeBytes, 1)}
          />
          <div className="row">
            <span className="small numeric" role="status">
              {t('add.upload.progress', {
                name: visibleText(upload.name),
                received: sizeText(upload.received),
                size: sizeText(upload.sizeBytes),
              })}
            </span>
            <button type="button" className="button" onClick={() => stop.current?.abort()}>
              {t('add.upload.stop')}
            </button>
          </div>
        </div>
      )}
      {upload?.state === 'complete' && (
        <p className="note" role="status">
          {t('add.upload.complete', { name: visibleText(upload.name), size: sizeText(upload.sizeBytes) })}
        </p>
      )}
      {upload?.state === 'failed' && (
        <div className="stack">
          {upload.refusal.code === STOPPED ? (
            <p className="note">{t('add.upload.stopped')}</p>
          ) : (
            <>
              <p>{t('add.upload.failed', { name: visibleText(upload.name) })}</p>
              <Refused refusal={upload.refusal} />
            </>
          )}
          {file.current !== null && (
            <div>
              <button
                type="button"
                className="button"
                onClick={() => file.current !== null && start(file.current)}
              >
                {t('add.upload.again')}
              </button>
            </div>
          )}
        </div>
      )}
    </div>
  )
}

/** PUTs bytes as the contract's `upload` says. Never throws. */
async function putBytes(piece: {
  readonly uploadId: string
  readonly offset: number
  readonly bytes: Blob
  readonly csrf: string
  readonly signal: AbortSignal
}): Promise<Result<number>> {
  try {
    const response = await fetch(`/api/uploads/${encodeURIComponent(piece.uploadId)}`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/octet-stream',
        'x-manumit-offset': String(piece.offset),
        'x-manumit-csrf': piece.csrf,
      },
      body: piece.bytes,
      credentials: 'same-origin',
      redirect: 'error',
      signal: piece.signal,
    })
    const body = (await response.json()) as { readonly received?: unknown; readonly code?: unknown }
    if (response.ok && typeof body.received === 'number') return { ok: true, value: body.received }
    return {
      ok: false,
      error:
        typeof body.code === 'string'
          ? { code: body.code }
          : { code: UNREADABLE, data: { status: response.status } },
    }
  } catch {
    return { ok: false, error: { code: UNREACHABLE } }
  }
}
