// The log: who did what, the oldest first, and whether its chain still holds from the first entry.

import type { Refusal, Result } from '@manumit/base'
import type { OutputOf } from '@manumit/contract'
import { callFor, type Machine } from '../../frame/machine.ts'
import { listMachine } from '../../lists/list-machine.ts'
import { PAGE_ROWS } from '../../lists/paged-list.ts'

export type AuditRow = OutputOf<'audit.page'>['rows'][number]
export interface AuditFilter {
  readonly action: string
}

export const auditMachine = () =>
  listMachine<AuditRow, AuditFilter>({
    filter: { action: '' },
    ask: ({ action }, after, done) =>
      callFor(
        'audit.page',
        {
          limit: PAGE_ROWS,
          ...(action.trim() !== '' && { action: action.trim() }),
          ...(after !== null && { after }),
        },
        done,
        'page',
      ),
  })

export type ChainState =
  | { readonly is: 'unasked' }
  | { readonly is: 'asking' }
  | { readonly is: 'told'; readonly chain: OutputOf<'audit.verify'> }
  | { readonly is: 'refused'; readonly refusal: Refusal }

export type ChainEvent =
  | { readonly is: 'verify' }
  | { readonly is: 'told'; readonly result: Result<OutputOf<'audit.verify'>> }

export const chainMachine = (): Machine<ChainState, ChainEvent> => ({
  start: () => [{ is: 'unasked' }, []],
  update: (_, event) => {
    if (event.is === 'verify')
      return [
        { is: 'asking' },
        [callFor('audit.verify', {}, (result): ChainEvent => ({ is: 'told', result }), 'verify')],
      ]
    return event.result.ok
      ? [{ is: 'told', chain: event.result.value }, []]
      : [{ is: 'refused', refusal: event.result.error }, []]
  },
})
