// Of the 64 × 64 samples: the quality, and the sixteen lowest frequencies in each direction.

import { COEFFICIENTS, DCT, DCT_TURNED, HALFWAY, SAMPLES } from './memory'

/** To be called once, after the wrapper has written the DCT matrix. */
export function turnDct(): void {
  for (let i = 0; i < 16; i++)
    for (let k = 0; k < 64; k++) store<f32>(DCT_TURNED + ((k * 16 + i) << 2), load<f32>(DCT + ((i * 64 + k) << 2)))
}

/** 0–100. */
export function quality(): i32 {
  // The steps are whole numbers and their sum is below 2²⁴, so single precision adds them exactly in any order.
  let sum = f32x4.splat(0)
  for (let at = SAMPLES; at < SAMPLES + 63 * 256; at += 16)
    sum = f32x4.add(sum, stepBetween(v128.load(at), v128.load(at, 256)))
  const threeLanes = i32x4(-1, -1, -1, 0)
  for (let row = SAMPLES; row < SAMPLES + 64 * 256; row += 256) {
    for (let x = 0; x < 240; x += 16) sum = f32x4.add(sum, stepBetween(v128.load(row + x), v128.load(row + x, 4)))
    sum = f32x4.add(sum, v128.and(stepBetween(v128.load(row + 240), v128.load(row + 240, 4)), threeLanes))
  }
  const total =
    f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)
  return min(100, <i32>total / 90)
}

/** |trunc((u − v)·100/255)| */
// @ts-ignore: decorator
@inline
function stepBetween(u: v128, v: v128): v128 {
  const hundredfold = f32x4.mul(f32x4.sub(u, v), f32x4.splat(100))
  return f32x4.abs(f32x4.trunc(f32x4.div(hundredfold, f32x4.splat(255))))
}

/** HALFWAY = D·SAMPLES, COEFFICIENTS = HALFWAY·Dᵗ; sixteen elements at a time, each summed from k = 0 to 63. */
export function dct(): void {
  for (let i = 0; i < 16; i++)
    for (let x = 0; x < 256; x += 64)
      rowTimesColumns(DCT + i * 256, SAMPLES + x, 256, HALFWAY + i * 256 + x)
  for (let i = 0; i < 16; i++) rowTimesColumns(HALFWAY + i * 256, DCT_TURNED, 64, COEFFICIENTS + i * 64)
}

/** to[0..15] = Σ over k of row[k] · columns[k][0..15] */
function rowTimesColumns(row: usize, columns: usize, stride: i32, to: usize): void {
  let a = f32x4.splat(0)
  let b = f32x4.splat(0)
  let c = f32x4.splat(0)
  let d = f32x4.splat(0)
  for (let k = 0; k < 64; k++) {
    const factor = v128.load32_splat(row + (k << 2))
    const at = columns + k * stride
    a = f32x4.add(a, f32x4.mul(factor, v128.load(at)))
    b = f32x4.add(b, f32x4.mul(factor, v128.load(at, 16)))
    c = f32x4.add(c, f32x4.mul(factor, v128.load(at, 32)))
    d = f32x4.add(d, f32x4.mul(factor, v128.load(at, 48)))
  }
  v128.store(to, a)
  v128.store(to, b, 16)
  v128.store(to, c, 32)
  v128.store(to, d, 48)
}
