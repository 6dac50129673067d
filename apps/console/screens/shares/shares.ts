// How number types or carriers are represented among this case's numbers, against shares of a market that a person supplies.
// Shares are typed or pasted as lines, `mobile 62 %`; without them only counts and intervals are shown.

import type { Refusal, Result } from '@manumit/base'
import type { InputOf, OutputOf } from '@manumit/contract'
import { callFor, type Machine, type Step } from '../../frame/machine.ts'

export type Shares = OutputOf<'carriers.shares'>
export type ShareRow = Shares['rows'][number]

export interface SharesForm {
  readonly by: InputOf<'carriers.shares'>['by']
  readonly lines: string
  readonly source: string
  readonly date: string
}

export interface SharesState {
  readonly form: SharesForm
  readonly shares: Shares | null
  /** Lines that name no share, from 1; or that a source is missing. */
  readonly problem:
    | { readonly is: 'lines'; readonly lines: readonly number[] }
    | { readonly is: 'source' }
    | { readonly is: 'sum' }
    | null
  readonly isAsking: boolean
  readonly refusal: Refusal | null
}

export type SharesEvent =
  | { readonly is: 'form'; readonly part: Partial<SharesForm> }
  | { readonly is: 'ask' }
  | { readonly is: 'told'; readonly result: Result<Shares> }

export const sharesMachine = (): Machine<SharesState, SharesEvent> => ({
  start: () =>
    updateShares(
      {
        form: { by: 'type', lines: '', source: '', date: '' },
        shares: null,
        problem: null,
        isAsking: false,
        refusal: null,
      },
      { is: 'ask' },
    ),
  update: updateShares,
})

export function updateShares(state: SharesState, event: SharesEvent): Step<SharesState, SharesEvent> {
  switch (event.is) {
    case 'form': {
      const next = { ...state, form: { ...state.form, ...event.part }, problem: null }
      return event.part.by === undefined ? [next, []] : updateShares(next, { is: 'ask' })
    }
    case 'ask': {
      const { form } = state
      const read = readShares(form.lines)
      if (read.unread.length > 0) return [{ ...state, problem: { is: 'lines', lines: read.unread } }, []]
      const isSupplied = Object.keys(read.of).length > 0
      if (isSupplied && (form.source.trim() === '' || form.date.trim() === ''))
        return [{ ...state, problem: { is: 'source' } }, []]
      if (Object.values(read.of).reduce((sum, share) => sum + share, 0) > 1.005)
        return [{ ...state, problem: { is: 'sum' } }, []]
      const input: InputOf<'carriers.shares'> = {
        by: form.by,
        ...(isSupplied && { shares: { source: form.source.trim(), date: form.date.trim(), of: read.of } }),
      }
      return [
        { ...state, isAsking: true, problem: null, refusal: null },
        [callFor('carriers.shares', input, (result): SharesEvent => ({ is: 'told', result }), 'shares')],
      ]
    }
    case 'told':
      return event.result.ok
        ? [{ ...state, isAsking: false, shares: event.result.value }, []]
        : [{ ...state, isAsking: false, refusal: event.result.error }, []]
  }
}

/** `Carrier A: 41.5 %` or `Carrier A 0.415`, a line each → shares from 0 to 1; numbers of lines that say neither. */
export function readShares(lines: string): {
  readonly of: Record<string, number>
  readonly unread: readonly number[]
} {
  const of: Record<string, number> = {}
  const unread: number[] = []
  for (const [index, line] of lines.split('\n').entries()) {
    if (line.trim() === '') continue
    const parts = /^\s*(.*?)[\s:=;,\t]+(\d+(?:[.,]\d+)?)\s*(%?)\s*$/.exec(line)
    const share =
      parts === null ? Number.NaN : Number(parts[2]!.replace(',', '.')) / (parts[3] === '%' ? 100 : 1)
    if (parts === null || parts[1] === '' || !(share >= 0 && share <= 1)) unread.push(index + 1)
    else of[parts[1]!] = share
  }
  return { of, unread }
}
