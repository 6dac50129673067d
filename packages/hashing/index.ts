// The contract of a hash kind
export type {
  HashContent,
  HashKind,
  HashTrace,
  HashValue,
  Orientation,
  OrientedHashes,
  Pixels,
} from './hash-kind.ts'
export { defineHashKind, orientations } from './hash-kind.ts'

// Its codes, and the check of a content's shape that kernels share
export { hashingCodes } from './errors.ts'
export { pixelsOf } from './hash-content.ts'

// The registry
export { hashKind, hashKinds } from './registry.ts'

// Digests
export type { BlockAlgorithm, Digest } from './block-digest.ts'
export { startDigest } from './block-digest.ts'
export { md5, md5Algorithm } from './md5/md5.ts'
export { sha1, sha1Algorithm } from './sha1/sha1.ts'
export { sha256, sha256Algorithm } from './sha256/sha256.ts'

// PDQ
export type { PdqStages, PdqValue } from './pdq/compute.ts'
export { computePdq, computePdqDihedral, pdqStages, SHORTEST_SIDE, ZERO_HASH } from './pdq/compute.ts'
export { dctMatrix } from './pdq/dct.ts'
export { SAMPLES_SIDE } from './pdq/decimate.ts'
export type { PdqHash } from './pdq/pdq.ts'
export { parsePdq, pdq } from './pdq/pdq.ts'
export { REDUCED_SIDE } from './pdq/reduce.ts'

// Text and bytes
export { distanceOfHex, hashBytesOf, textOfBits, textOfHashBytes } from './hex-text.ts'

// Published vectors, and pictures given by formulas
export type { VectorDifference, VectorOutcome } from './check-vectors.ts'
export { checkVectors } from './check-vectors.ts'
export type { FormulaPicture } from './formula-picture.ts'
export { formulaPicture } from './formula-picture.ts'
export type { HashVector, VectorFile } from './vector-file.ts'
