// Names of sources by number, for screens that show where something was read.

import type { Result } from '@manumit/base'
import type { OutputOf } from '@manumit/contract'
import { callFor, type Machine } from '../frame/machine.ts'
import { useMachine } from '../frame/use-machine.ts'
import { t } from '../messages/message.ts'
import { visibleText } from '../parts/visible.ts'

export interface NamedSource {
  readonly id: number
  readonly name: string
}

interface Told {
  readonly is: 'told'
  readonly result: Result<OutputOf<'case.overview'>>
}

const sourcesMachine = (): Machine<readonly NamedSource[], Told> => ({
  start: () => [[], [callFor('case.overview', {}, (result): Told => ({ is: 'told', result }))]],
  update: (sources, { result }) => [
    result.ok ? result.value.sources.map(({ id, name }) => ({ id, name })) : sources,
    [],
  ],
})

export interface Sources {
  readonly list: readonly NamedSource[]
  /** Its name as plain visible text; its number until names have come. */
  readonly nameOf: (id: number) => string
}

export function useSources(): Sources {
  const [list] = useMachine(sourcesMachine)
  return {
    list,
    nameOf: (id) => {
      const source = list.find((each) => each.id === id)
      return source === undefined ? t('lists.source', { id }) : visibleText(source.name)
    },
  }
}
