// Times as phones store them, from milliseconds since 1970 (UTC). The opposite of what the readers do, and written apart
// from them.

const MAC_EPOCH_MS = 978_307_200_000
const WEBKIT_EPOCH_MS = -11_644_473_600_000n

/** Milliseconds since 1970 of an ISO text in UTC. */
export const millisOf = (iso: string): number => Date.parse(iso)

/** Seconds since 2001, with a fraction. */
export const macSeconds = (millis: number): number => (millis - MAC_EPOCH_MS) / 1000

/** Nanoseconds since 2001, as messages have stored them since iOS 11. */
export const macNanos = (millis: number): bigint => BigInt(millis - MAC_EPOCH_MS) * 1_000_000n

/** Microseconds since 1601. */
export const webkitMicros = (millis: number): bigint => (BigInt(millis) - WEBKIT_EPOCH_MS) * 1000n

/** Whole seconds since 1970. */
export const unixSeconds = (millis: number): number => Math.floor(millis / 1000)
