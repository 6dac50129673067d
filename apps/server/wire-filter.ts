// Filters and scopes as the contract has them → as the store takes them: numbers become times, absent parts stay absent.

import type { Utc } from '@manumit/base'
import type { JobRequest, RecordFilter } from '@manumit/contract'
import type { Scope } from '@manumit/model'
import type { ObservationFilter } from '@manumit/store'

type WireScope = Extract<JobRequest, { readonly kind: 'add' }>['scope']

export const scopeOf = ({ kinds, from, to }: WireScope): Scope => ({
  ...(kinds && { kinds: kinds as Exclude<Scope['kinds'], undefined> }),
  ...timesOf({ from, to }),
})

export const recordFilterOf = ({
  kinds,
  sourceId,
  from,
  to,
  party,
  state,
  text,
}: RecordFilter): ObservationFilter => ({
  ...(kinds && { kinds }),
  ...(sourceId !== undefined && { sourceId }),
  ...timesOf({ from, to }),
  ...(party !== undefined && { party }),
  ...(state !== undefined && { state }),
  ...(text !== undefined && { text }),
})

const timesOf = ({ from, to }: { readonly from: number | undefined; readonly to: number | undefined }) => ({
  ...(from !== undefined && { from: from as Utc }),
  ...(to !== undefined && { to: to as Utc }),
})
