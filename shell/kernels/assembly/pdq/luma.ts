// Brightness of a row, four pixels at a time. The constants of the loops come from memory: the engine keeps a loaded
// vector in a register, but builds a constant one anew in every round.

import { BLUE, GREEN, LOW_BYTE, OFFSETS, RED, SPREAD, THREE_BYTES } from './memory'

let cols: i32 = 0
let channels: i32 = 0
let isGathered: bool = false // columns are picked from a source of another width

/** Starts a picture of so many columns, taken from a source of so many. */
export function beginLuma(sourceCols: i32, sourceChannels: i32, pictureCols: i32): void {
  cols = pictureCols
  channels = sourceChannels
  isGathered = sourceCols != cols
  if (isGathered)
    for (let x = 0; x < cols; x++)
      store<i32>(OFFSETS + (x << 2), <i32>((<i64>x * <i64>sourceCols) / cols) * channels)
}

/** To be called once. */
export function writeConstants(): void {
  for (let lane = 0; lane < 4; lane++) {
    store<f32>(RED + (lane << 2), 0.299)
    store<f32>(GREEN + (lane << 2), 0.587)
    store<f32>(BLUE + (lane << 2), 0.114)
    store<i32>(LOW_BYTE + (lane << 2), 0xff)
    store<i32>(THREE_BYTES + (lane << 2), 0xffffff)
    for (let byte = 0; byte < 4; byte++)
      store<u8>(SPREAD + (lane << 2) + byte, byte < 3 ? lane * 3 + byte : 0xff)
  }
}

/** The lumas of one source row at `from`, in the picture's columns or picked from them, to `to`. */
export function lumaRow(from: usize, to: usize): void {
  if (channels == 3) lumaOfColours(from, to)
  else if (isGathered) for (let x = 0; x < cols; x += 4) v128.store(to + (x << 2), gatherGrey(from, x))
  else for (let x = 0; x < cols; x += 4) v128.store(to + (x << 2), loadGrey(from + x))
}

/** (0.299·R + 0.587·G) + 0.114·B; four pixels at a time, each a lane with red lowest and nothing in the top byte. */
function lumaOfColours(from: usize, to: usize): void {
  const redFactor = v128.load(RED)
  const greenFactor = v128.load(GREEN)
  const blueFactor = v128.load(BLUE)
  const lowByte = v128.load(LOW_BYTE)
  const threeBytes = v128.load(THREE_BYTES)
  const spread = v128.load(SPREAD)
  for (let x = 0; x < cols; x += 4) {
    // The direct load reads four bytes beyond the four pixels.
    const pixels = isGathered
      ? v128.and(gatherRgb(from, x), threeBytes)
      : i8x16.swizzle(v128.load(from + x * 3), spread)
    const red = f32x4.convert_i32x4_s(v128.and(pixels, lowByte))
    const green = f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(pixels, 8), lowByte))
    const blue = f32x4.convert_i32x4_s(i32x4.shr_u(pixels, 16))
    const redGreen = f32x4.add(f32x4.mul(redFactor, red), f32x4.mul(greenFactor, green))
    v128.store(to + (x << 2), f32x4.add(redGreen, f32x4.mul(blueFactor, blue)))
  }
}

// @ts-ignore: decorator
@inline
function gatherRgb(row: usize, x: i32): v128 {
  const at = OFFSETS + (x << 2)
  let pixels = v128.load32_zero(row + load<i32>(at))
  pixels = v128.load_lane<u32>(row + load<i32>(at, 4), pixels, 1)
  pixels = v128.load_lane<u32>(row + load<i32>(at, 8), pixels, 2)
  return v128.load_lane<u32>(row + load<i32>(at, 12), pixels, 3)
}

// @ts-ignore: decorator
@inline
function loadGrey(at: usize): v128 {
  const words = i16x8.extend_low_i8x16_u(v128.load32_zero(at))
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(words))
}

// @ts-ignore: decorator
@inline
function gatherGrey(row: usize, x: i32): v128 {
  const at = OFFSETS + (x << 2)
  let grey = i32x4.splat(load<u8>(row + load<i32>(at)))
  grey = i32x4.replace_lane(grey, 1, load<u8>(row + load<i32>(at, 4)))
  grey = i32x4.replace_lane(grey, 2, load<u8>(row + load<i32>(at, 8)))
  grey = i32x4.replace_lane(grey, 3, load<u8>(row + load<i32>(at, 12)))
  return f32x4.convert_i32x4_s(grey)
}
