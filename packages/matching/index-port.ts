// The port of an index over 256-bit hashes. The linear scan is the oracle; the multi-index one and the kernels must give
// the same answers for every distance 0–63. Results are exact; nothing approximate has a place here.

/** A 256-bit hash as 32 bytes, most significant first: the bytes of its text form. */
export type HashBytes = Uint8Array

export interface IndexMatch {
  /** The entry's number, given by whoever added it. */
  readonly entry: number
  readonly distance: number
}

export interface HashIndex {
  readonly size: number
  /** Adds one hash under an entry number (0 … 2^32 − 1). The same hash may stand under several entries. */
  add(entry: number, hash: HashBytes): void
  /** Removes an entry at once, without a rebuild. False when it is not there. */
  remove(entry: number): boolean
  /** Each entry within `distance` (0–63), ordered by distance, then entry. */
  query(hash: HashBytes, distance: number): IndexMatch[]
}

/** One entry of a bank as a reader gives it. */
export interface BankEntry {
  readonly entry: number
  readonly kind: string
  readonly hash: string
  readonly note?: string
}

/** The port by which matching reads banks; `shell/store` implements it. */
export interface BankReader {
  entries(bank: string, kind: string): Iterable<BankEntry>
}
