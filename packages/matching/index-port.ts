// The port of an index over 256-bit hashes. The linear scan is the oracle; the multi-index one and the kernels must give
// the same answers for every distance. Results are exact; nothing approximate has a place here.

/** A 256-bit hash as 32 bytes, most significant first: the bytes of its text form. */
export type HashBytes = Uint8Array

export interface IndexMatch {
  /** The entry's number, given by whoever added it. */
  readonly entry: number
  readonly distance: number
}

export interface HashIndex {
  /** How many hashes are held. */
  readonly size: number
  /**
   * Adds one hash under an entry number (0 … 2^32 − 1). The same hash may stand under several entries, and an entry may
   * have several hashes (the frames of a film); what is added twice is there twice.
   */
  add(entry: number, hash: HashBytes): void
  /** Removes an entry with all its hashes at once, without a rebuild. False when it is not there. */
  remove(entry: number): boolean
  /** Each hash within `distance` (a whole number from 0; made for 0–63), ordered by distance, then entry. */
  query(hash: HashBytes, distance: number): IndexMatch[]
}

/** One entry of a bank as a reader gives it. */
export interface BankEntry {
  readonly entry: number
  readonly kind: string
  /** The kind's canonical text. */
  readonly hash: string
  readonly note?: string
}

/** The port by which matching reads banks; `shell/store` implements it. */
export interface BankReader {
  entries(bank: string, kind: string): Iterable<BankEntry>
}

/** Throws where an entry number or a hash is none: that is a bug of the caller, never a matter of what a bank holds. */
export function checkRow(entry: number, hash: HashBytes): void {
  if (entry >>> 0 !== entry)
    throw new RangeError(`An entry number is a whole number below 2^32, not ${entry}`)
  if (hash.length !== 32) throw new RangeError(`An index takes hashes of 32 bytes, not ${hash.length}`)
}
