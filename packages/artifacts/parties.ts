// Accounts as records name them, one object per spelling: a phone's messages name few accounts many times.

import type { Party } from '@manumit/model'

/** The account on the phone that was read, where the record does not spell it. */
export const DEVICE: Party = { id: null, device: true }

/** Spellings kept; when full it starts anew, so that a store of a million senders does not hold them in memory. */
const KEPT = 8192

/** Makes the function that gives the party of an id; accounts of the phone itself are kept apart. */
export function partyCache(): (id: string, isDevice?: boolean) => Party {
  const others = new Map<string, Party>()
  const own = new Map<string, Party>()
  // Records in sequence mostly name the same account of the phone: comparing is cheaper than looking up.
  let lastOwn: Party = DEVICE
  return (id, isDevice = false) => {
    if (isDevice && lastOwn.id === id) return lastOwn
    const cache = isDevice ? own : others
    const known = cache.get(id)
    const party: Party = known ?? (isDevice ? { id, device: true } : { id })
    if (isDevice) lastOwn = party
    if (known !== undefined) return known
    if (cache.size >= KEPT) cache.clear()
    cache.set(id, party)
    return party
  }
}
