// Accounts as records name them, one object per spelling: a phone's messages name few accounts many times.

import type { Party } from '@manumit/model'

/** The account on the phone that was read, where the record does not spell it. */
export const DEVICE: Party = { id: null, device: true }

/** Spellings kept; when full it starts anew, so that a store of a million senders does not hold them in memory. */
const KEPT = 8192

/** Makes the function that gives the party of an id. The name is part of the record, so it is kept apart by it. */
export function partyCache(): (id: string, isDevice?: boolean) => Party {
  const others = new Map<string, Party>()
  const own = new Map<string, Party>()
  return (id, isDevice = false) => {
    const known = (isDevice ? own : others).get(id)
    if (known !== undefined) return known
    const party: Party = isDevice ? { id, device: true } : { id }
    const cache = isDevice ? own : others
    if (cache.size >= KEPT) cache.clear()
    cache.set(id, party)
    return party
  }
}
