// PDQ in WASM SIMD, the same bits as packages/hashing/pdq: each single-precision operation of the reference happens here
// once, on the same operands, in the same order for every value it leads to. What makes it fast is only arrangement:
//
// - Rows come in bands of eight. A band is turned so that eight rows stand side by side in two vectors, and the running
//   sums of all eight go along together.
// - Column sums advance a whole row at a time, so memory is read in order. The rows still needed lie in a ring of 16.
// - After the second row box only the 64 sampled columns matter, after the second column box only the 64 sampled rows:
//   sums run everywhere, since their drift is part of the hash, but means are taken only there.
// - What lies before or after a line is zero: adding or taking off a zero changes no sum, so ends need no branches.
//
// No fused multiply-add exists in this instruction set. A mean of 1, 2 or 4 samples is a multiplication by an exact
// reciprocal, which rounds as the division does; of 3, it is a division.
//
// The steps lie in the folder `pdq`. Not here: decoding, the choice of rows when a picture is reduced (the wrapper copies
// only those that are sampled), and text. Compile with node shell/kernels/build.ts.

import { turn, writeHash } from './pdq/bits'
import { beginBoxes, filterBand, finishFilter } from './pdq/boxes'
import { dct, quality, turnDct } from './pdq/coefficients'
import { beginLuma, lumaRow, writeConstants } from './pdq/luma'
import { COEFFICIENTS, DCT, FLOAT_ROW, HASHES, INPUT, LUMA, SAMPLES, TURNED } from './pdq/memory'

let sourceRow: i32 = 0 // bytes of a row of the source
let isFiltered: bool = false

export function dctAddress(): usize {
  return DCT
}
export function inputAddress(): usize {
  return INPUT
}
export function hashesAddress(): usize {
  return HASHES
}

/** To be called once, after the wrapper has written the DCT matrix at `dctAddress`. */
export function prepare(): void {
  writeConstants()
  turnDct()
}

/**
 * Starts a picture: columns and channels of its source, and its size after reduction (512 × 512, or the same). Without
 * the filter it must be 64 × 64.
 */
export function begin(sourceCols: i32, channels: i32, cols: i32, rows: i32, filtered: bool): void {
  sourceRow = sourceCols * channels
  isFiltered = filtered
  beginLuma(sourceCols, channels, cols)
  if (isFiltered) beginBoxes(cols, rows)
}

/** Takes rows [first, first + count) from INPUT; count is 8 but in the last band. */
export function takeBand(first: i32, count: i32): void {
  for (let r = 0; r < count; r++) lumaRow(INPUT + r * sourceRow, LUMA + r * FLOAT_ROW)
  if (isFiltered) filterBand(LUMA, first, count)
  else for (let r = 0; r < count; r++) memory.copy(SAMPLES + (first + r) * 256, LUMA + r * FLOAT_ROW, 256)
}

/** After the last band: the coefficients are made and the quality is returned, 0–100. */
export function finish(): i32 {
  if (isFiltered) finishFilter()
  dct()
  return quality()
}

/** The plain hash, into the first 32 bytes at `hashesAddress`. */
export function hashOriginal(): void {
  writeHash(COEFFICIENTS, HASHES)
}

/** All eight, in the order original, rotate 90, 180, 270, flip X, Y, +1, −1. */
export function hashAll(): void {
  hashOriginal()
  for (let o = 1; o < 8; o++) {
    turn(o)
    writeHash(TURNED, HASHES + o * 32)
  }
}
