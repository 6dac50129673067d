// RawValue: a value as it stands in the evidence. Integers that a double cannot hold stay bigint; a long blob is named
// by its length, since its bytes stay in the evidence at the place the record names.

export type RawValue = null | number | bigint | string | Uint8Array | RawBlob

/** A blob too long to repeat in a record. Its bytes are at the record's place, in the column of this name. */
export interface RawBlob {
  readonly blobBytes: number
}

/** Blobs up to this many bytes are kept whole in a record; longer ones by length. */
export const KEPT_BLOB_BYTES = 64

/** A blob as a raw value: whole when short (copied), else its length. */
export function rawBlob(bytes: Uint8Array): RawValue {
  return bytes.length <= KEPT_BLOB_BYTES ? bytes.slice() : { blobBytes: bytes.length }
}
