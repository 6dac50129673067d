// The link printed at the start: it makes the owner where there is none, and signs the first owner in where there is. It
// counts once and for ten minutes, and a new one takes the place of the one before.

import type { Utc } from '@manumit/base'
import { linkAddress } from '@manumit/contract'
import type { AccessStore, Workspace } from '@manumit/store'
import type { DeskPowers } from './desk-context.ts'
import { hashOf, makeToken } from './secrets.ts'

const START_LIFE = 600_000_000
/** Who the log names as having made the links of the start. */
export const START = 'the start of the program'

export interface StartLink {
  readonly address: string
  readonly purpose: 'owner' | 'sign-in'
  /** Whom it signs in. */
  readonly account: string | null
  readonly expiresAt: Utc
}

export interface Links {
  /** null where there are accounts and none of them is an active owner. */
  start(): Promise<StartLink | null>
}

export function makeLinks({
  access,
  workspace,
  origin,
  powers,
}: {
  readonly access: AccessStore
  readonly workspace: Workspace
  readonly origin: string
  readonly powers: Pick<DeskPowers, 'now' | 'randomBytes'>
}): Links {
  return {
    async start() {
      const accounts = access.accounts.list()
      const owner = accounts.find(({ role, state }) => role === 'owner' && state === 'active')
      if (accounts.length > 0 && !owner) return null
      const token = makeToken(powers.randomBytes)
      const purpose = owner ? 'sign-in' : 'owner'
      const account = owner?.name ?? null
      const expiresAt = (powers.now() + START_LIFE) as Utc
      access.links.add(
        { hash: hashOf(token), purpose, role: 'owner', account, madeBy: START, expiresAt },
        { inPlaceOf: purpose },
      )
      await workspace.audit.append('session.link-printed', `account:${account ?? 'owner'}`, { purpose })
      return { address: linkAddress(origin, token), purpose, account, expiresAt }
    },
  }
}
