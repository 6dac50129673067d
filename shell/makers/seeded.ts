// A seeded stream of numbers: makers take chance from here and nowhere else, so that the same recipe and seed give the
// same bytes on each run. Not for secrets.

/** A stream of chance; each call draws the next. */
export interface Seeded {
  /** An integer from 0 to 2³² − 1. */
  uint32(): number
  /** A number from 0 (included) to 1 (excluded). */
  unit(): number
  /** An integer from 0 to `count` − 1. */
  below(count: number): number
  /** An integer from `least` to `most`, both included. */
  between(least: number, most: number): number
  pick<T>(list: readonly T[]): T
  /** True with this probability. */
  chance(probability: number): boolean
  /** A UUID of version 4 in upper case, as phones write them. */
  uuid(): string
  bytes(count: number): Uint8Array
  /** Another stream, which depends on this one's seed and the name only: adding draws here changes nothing there. */
  branch(name: string): Seeded
}

/** FNV-1a over UTF-16 units, 32 bits: spreads a text seed; the quality needed is "different names, different streams". */
const spread = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** A stream for this seed. The generator is mulberry32 (Tommy Ettinger, public domain). */
export function seededFrom(seed: string): Seeded {
  let state = spread(seed)
  const uint32 = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const unit = () => uint32() / 2 ** 32
  const below = (count: number) => Math.floor(unit() * count)
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => uint32() & 255)
  return {
    uint32,
    unit,
    below,
    between: (least, most) => least + below(most - least + 1),
    pick: (list) => list[below(list.length)]!,
    chance: (probability) => unit() < probability,
    uuid: () => uuidOf(bytes(16)),
    bytes,
    branch: (name) => seededFrom(`${seed}/${name}`),
  }
}

function uuidOf(bytes: Uint8Array): string {
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
