// Asks before something is done, with a reason where one is kept.

import { type FormEvent, useState } from 'react'
import type { Answer, Question } from '../frame/frame-context.ts'
import { t } from '../messages/message.ts'
import { Dialog } from './dialog.tsx'

export function Confirm({
  question,
  answer,
}: {
  readonly question: Question
  readonly answer: (given: Answer) => void
}) {
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (question.reasonLabel && reason.trim() === '') setMissing(true)
    else answer(reason.trim())
  }
  return (
    <Dialog title={question.title} onClose={() => answer(null)}>
      <form onSubmit={submit} className="stack" noValidate>
        <p>{question.text}</p>
        {question.reasonLabel && (
          <label className="field">
            <span>{question.reasonLabel}</span>
            <textarea
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              rows={3}
              maxLength={2000}
              required
              aria-invalid={isMissing}
              aria-describedby={isMissing ? 'confirm-missing' : undefined}
            />
            {isMissing && (
              <span id="confirm-missing" className="field-problem" role="alert">
                {t('frame.reasonNeeded')}
              </span>
            )}
          </label>
        )}
        <div className="actions">
          <button type="button" className="button" onClick={() => answer(null)}>
            {t('frame.cancel')}
          </button>
          <button
            type="submit"
            className={question.isDangerous ? 'button button-danger' : 'button button-main'}
          >
            {question.act}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
