// A band of eight rows, turned so that the eight samples of a column lie side by side, and back.

import { BEFORE, COLUMN, FLOAT_ROW, PAD } from './memory'

/** A band of rows, column by column, to BEFORE, with zeros after the last column. */
export function standUp(band: usize, cols: i32): void {
  for (let x = 0; x < cols; x += 4) {
    const from = band + (x << 2)
    const to = BEFORE + (PAD + x) * COLUMN
    transpose(from, FLOAT_ROW, to, COLUMN)
    transpose(from + 4 * FLOAT_ROW, FLOAT_ROW, to + 16, COLUMN)
  }
  memory.fill(BEFORE + (PAD + cols) * COLUMN, 0, PAD * COLUMN)
}

/** `count` columns of eight at `from`, as eight rows at `to`, `stride` apart. */
export function layDown(from: usize, count: i32, to: usize, stride: i32): void {
  for (let x = 0; x < count; x += 4) {
    transpose(from + x * COLUMN, COLUMN, to + (x << 2), stride)
    transpose(from + x * COLUMN + 16, COLUMN, to + 4 * stride + (x << 2), stride)
  }
}

/** 4 × 4 floats. */
// @ts-ignore: decorator
@inline
function transpose(from: usize, fromStride: i32, to: usize, toStride: i32): void {
  const a = v128.load(from)
  const b = v128.load(from + fromStride)
  const c = v128.load(from + 2 * fromStride)
  const d = v128.load(from + 3 * fromStride)
  const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
  const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<f64>(abLow, cdLow, 0, 2))
  v128.store(to + toStride, v128.shuffle<f64>(abLow, cdLow, 1, 3))
  v128.store(to + 2 * toStride, v128.shuffle<f64>(abHigh, cdHigh, 0, 2))
  v128.store(to + 3 * toStride, v128.shuffle<f64>(abHigh, cdHigh, 1, 3))
}
