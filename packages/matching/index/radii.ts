// How far each slot must be searched. General pigeonhole principle: if two hashes differ by at most d, and radii are given
// to m disjoint slots so that the sum of (radius + 1) is d + 1, then in some slot they differ by at most its radius; were
// each slot beyond its radius, the whole would differ by at least d + 1. A slot of radius −1 need not be searched at all.
// Source of the idea: Norouzi, Punjani, Fleet 2014 (multi-index hashing); Qin and others 2018 (general pigeonhole).

/** Radius of each slot for distance d: as even as can be, the greater ones first. −1: not searched. */
export function radiiOf(distance: number, slots: number): number[] {
  const shared = distance + 1 - slots
  const least = Math.floor(shared / slots)
  const greater = shared - least * slots
  return Array.from({ length: slots }, (_, slot) => Math.max(-1, slot < greater ? least + 1 : least))
}

/** The 32-bit words with `bits` low bits free and 0 … `radius` of them set, fewest first, ascending among equals. */
export function flipsWithin(bits: number, radius: number): { flips: Uint32Array; ends: number[] } {
  const byWeight: number[][] = [[0]]
  for (let weight = 1; weight <= radius; weight++) {
    const next: number[] = []
    // Each flip grows only by bits above its highest, so that none is made twice.
    for (const flip of byWeight[weight - 1]!)
      for (let bit = 32 - Math.clz32(flip); bit < bits; bit++) next.push(flip | (1 << bit))
    byWeight.push(next.sort((a, b) => a - b))
  }
  let end = 0
  const ends = byWeight.map((flips) => (end += flips.length))
  return { flips: Uint32Array.from(byWeight.flat()), ends }
}
