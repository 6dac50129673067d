// A moment typed in UTC: 2024-03-01 or 2024-03-01 12:34, the same in each country. What is no moment yet changes nothing.

import { useEffect, useState } from 'react'
import { t } from '../messages/message.ts'
import { clockOf, dayOf, utcOfInput } from './time.ts'

export interface TimeFieldProps {
  readonly label: string
  readonly utc: number | undefined
  readonly onChange: (utc: number | undefined) => void
}

const inputOf = (utc: number | undefined): string =>
  utc === undefined ? '' : `${dayOf(utc)} ${clockOf(utc)}`

export function TimeField({ label, utc, onChange }: TimeFieldProps) {
  const [typed, setTyped] = useState(inputOf(utc))
  useEffect(() => setTyped(inputOf(utc)), [utc])
  const take = (text: string) => {
    const moment = utcOfInput(text)
    if (text.trim() === '' && utc !== undefined) onChange(undefined)
    else if (moment !== null && moment !== utc) onChange(moment)
  }
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="text"
        inputMode="numeric"
        className="numeric"
        placeholder={t('time.form')}
        value={typed}
        aria-invalid={typed.trim() !== '' && utcOfInput(typed) === null}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={(event) => take(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget.value)}
      />
    </label>
  )
}
