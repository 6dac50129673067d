// The tent filter: a box along every row, a box along every column, and both again, where only the samples count.
//
// At step t sample t comes into the window, sample t − window leaves it, and the mean belongs to sample t − half + 1.
// Samples outside the line are zeros and are not counted: adding or taking off a zero changes no sum.

import {
  AFTER,
  BAND,
  BEFORE,
  COLUMN,
  DISCARD,
  FLOAT_ROW,
  LINE_SUMS,
  MEANS,
  PAD,
  RING,
  RING_ROWS,
  SAMPLED,
  SAMPLES,
  SUMS,
  ZEROS,
} from './memory'
import { layDown, standUp } from './turning'

let cols: i32 = 0
let rows: i32 = 0
let windowAlongRows: i32 = 0
let windowAlongCols: i32 = 0

/** Starts a picture of this size, both sides at most 512. */
export function beginBoxes(pictureCols: i32, pictureRows: i32): void {
  cols = pictureCols
  rows = pictureRows
  windowAlongRows = (cols + 127) / 128
  windowAlongCols = (rows + 127) / 128
  memory.fill(BEFORE, 0, PAD * COLUMN)
  memory.fill(SUMS, 0, FLOAT_ROW)
  memory.fill(ZEROS, 0, FLOAT_ROW)
}

/** Takes a band of lumas, whose first row is `first`, as far through the filter as it goes. */
export function filterBand(band: usize, first: i32, count: i32): void {
  standUp(band, cols)
  rowBox()
  layDown(AFTER + PAD * COLUMN, cols, ringRow(first), FLOAT_ROW)
  for (let r = 0; r < count; r++) columnStep(first + r)
}

/** After the last band: the rest of the filter, to SAMPLES. */
export function finishFilter(): void {
  const half = (windowAlongCols + 2) / 2
  for (let t = rows; t < rows + half - 1; t++) columnStep(t)
  sampledColumnBox()
}

/** How many samples of a line of n lie in the window after step t. */
function counted(t: i32, n: i32, window: i32): i32 {
  return min(t + 1, n) - max(t - window + 1, 0)
}

// @ts-ignore: decorator
@inline
function mean(sum: v128, count: i32): v128 {
  return count == 3 ? f32x4.div(sum, f32x4.splat(3)) : f32x4.mul(sum, f32x4.splat(<f32>1 / <f32>count))
}

/** First pass along rows, BEFORE to AFTER, eight rows at once. */
function rowBox(): void {
  const window = windowAlongRows
  const half = (window + 2) / 2
  memory.fill(LINE_SUMS, 0, COLUMN)
  for (let t = 0; t < window - 1; t++) rowBoxSpan(t, t + 1, counted(t, cols, window))
  rowBoxSpan(window - 1, cols, window)
  for (let t = cols; t < cols + half - 1; t++) rowBoxSpan(t, t + 1, counted(t, cols, window))
}

function rowBoxSpan(from: i32, end: i32, count: i32): void {
  const oldest = windowAlongRows * COLUMN
  const half = (windowAlongRows + 2) / 2
  const out = AFTER - BEFORE - (half - 1) * COLUMN
  const reciprocal = f32x4.splat(<f32>1 / <f32>count)
  const stop = BEFORE + (PAD + end) * COLUMN
  let upper = v128.load(LINE_SUMS)
  let lower = v128.load(LINE_SUMS, 16)
  if (count == 3)
    for (let at = BEFORE + (PAD + from) * COLUMN; at < stop; at += COLUMN) {
      upper = f32x4.sub(f32x4.add(upper, v128.load(at)), v128.load(at - oldest))
      lower = f32x4.sub(f32x4.add(lower, v128.load(at, 16)), v128.load(at - oldest, 16))
      v128.store(at + out, f32x4.div(upper, f32x4.splat(3)))
      v128.store(at + out, f32x4.div(lower, f32x4.splat(3)), 16)
    }
  else
    for (let at = BEFORE + (PAD + from) * COLUMN; at < stop; at += COLUMN) {
      upper = f32x4.sub(f32x4.add(upper, v128.load(at)), v128.load(at - oldest))
      lower = f32x4.sub(f32x4.add(lower, v128.load(at, 16)), v128.load(at - oldest, 16))
      v128.store(at + out, f32x4.mul(upper, reciprocal))
      v128.store(at + out, f32x4.mul(lower, reciprocal), 16)
    }
  v128.store(LINE_SUMS, upper)
  v128.store(LINE_SUMS, lower, 16)
}

/** Step t of the first pass along columns, all columns; a full band of output rows goes on at once. */
function columnStep(t: i32): void {
  const window = windowAlongCols
  const row = t - (window + 2) / 2 + 1
  const next = t < rows ? ringRow(t) : ZEROS
  const oldest = t >= window ? ringRow(t - window) : ZEROS
  const out = row >= 0 ? MEANS + (row & (BAND - 1)) * FLOAT_ROW : DISCARD
  const count = counted(t, rows, window)
  const reciprocal = f32x4.splat(<f32>1 / <f32>count)
  const end = cols << 2
  if (count == 3)
    for (let x = 0; x < end; x += 16) {
      const sum = advance(SUMS + x, next + x, oldest + x)
      v128.store(out + x, f32x4.div(sum, f32x4.splat(3)))
    }
  else
    for (let x = 0; x < end; x += 16) {
      const sum = advance(SUMS + x, next + x, oldest + x)
      v128.store(out + x, f32x4.mul(sum, reciprocal))
    }
  if (row >= 0 && ((row & (BAND - 1)) == BAND - 1 || row == rows - 1)) sampledRowBox(row & ~(BAND - 1))
}

// @ts-ignore: decorator
@inline
function ringRow(row: i32): usize {
  return RING_ROWS + (row & (RING - 1)) * FLOAT_ROW
}

/** Four running sums: the next samples come in, then the oldest leave. */
// @ts-ignore: decorator
@inline
function advance(sums: usize, next: usize, oldest: usize): v128 {
  const sum = f32x4.sub(f32x4.add(v128.load(sums), v128.load(next)), v128.load(oldest))
  v128.store(sums, sum)
  return sum
}

/** Second pass along rows over the band at MEANS, whose first row is `first`: means at 64 columns, to SAMPLED. */
function sampledRowBox(first: i32): void {
  standUp(MEANS, cols)
  const oldest = windowAlongRows * COLUMN
  const half = (windowAlongRows + 2) / 2
  let upper = f32x4.splat(0)
  let lower = f32x4.splat(0)
  let at = BEFORE + PAD * COLUMN
  for (let j = 0; j < 64; j++) {
    const t = centre(j, cols) + half - 1
    const stop = BEFORE + (PAD + t) * COLUMN
    for (; at <= stop; at += COLUMN) {
      upper = f32x4.sub(f32x4.add(upper, v128.load(at)), v128.load(at - oldest))
      lower = f32x4.sub(f32x4.add(lower, v128.load(at, 16)), v128.load(at - oldest, 16))
    }
    const count = counted(t, cols, windowAlongRows)
    v128.store(AFTER + j * COLUMN, mean(upper, count))
    v128.store(AFTER + j * COLUMN, mean(lower, count), 16)
  }
  layDown(AFTER, 64, SAMPLED + first * 256, 256)
}

/** Second pass along columns over SAMPLED: means at 64 rows, to SAMPLES. */
function sampledColumnBox(): void {
  const window = windowAlongCols
  const half = (window + 2) / 2
  memory.fill(SUMS, 0, 256)
  let t = 0
  for (let i = 0; i < 64; i++) {
    const stop = centre(i, rows) + half - 1
    for (; t <= stop; t++) {
      const next = t < rows ? SAMPLED + t * 256 : ZEROS
      const oldest = t >= window ? SAMPLED + (t - window) * 256 : ZEROS
      for (let x = 0; x < 256; x += 16) advance(SUMS + x, next + x, oldest + x)
    }
    const count = counted(stop, rows, window)
    for (let x = 0; x < 256; x += 16) v128.store(SAMPLES + i * 256 + x, mean(v128.load(SUMS + x), count))
  }
}

/** ⌊(i + ½)·n/64⌋ */
// @ts-ignore: decorator
@inline
function centre(i: i32, n: i32): i32 {
  return ((2 * i + 1) * n) >> 7
}
