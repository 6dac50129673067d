// The second person: an act that asks for one waits until somebody else, who may approve, has decided. Where nobody else
// may, it is done at once, and the log says so by whom.

import { mayDo, ROLES } from '@manumit/contract'
import type { Account } from '@manumit/store'

/** Somebody other than the requester, active, whose role approves. */
export const somebodyElseApproves = (accounts: readonly Account[], requester: string): boolean =>
  accounts.some(
    ({ name, role, state }) =>
      name !== requester &&
      state === 'active' &&
      mayDo(ROLES.find((each) => each === role) ?? null, 'approve'),
  )

/** The reason an act was asked for, as its input gives it. */
export const reasonOf = (input: unknown): string =>
  typeof input === 'object' && input !== null && 'reason' in input ? String(input.reason) : ''
