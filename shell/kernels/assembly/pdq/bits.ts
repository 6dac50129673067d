// From coefficients to hashes: the orientations, the median, the bits.

import { COEFFICIENTS, SELECTION, TURNED } from './memory'

/** COEFFICIENTS as orientation o would have them, to TURNED. */
export function turn(o: i32): void {
  const isTransposed = o == 1 || o == 3 || o >= 6
  for (let i = 0; i < 16; i++)
    for (let j = 0; j < 16; j++) {
      const value = load<f32>(COEFFICIENTS + ((i * 16 + j) << 2))
      const to = isTransposed ? j * 16 + i : i * 16 + j
      store<f32>(TURNED + (to << 2), isNegated(o, i, j) ? -value : value)
    }
}

function isNegated(o: i32, i: i32, j: i32): bool {
  if (o == 1 || o == 5) return (j & 1) == 0 // rotate 90, flip Y
  if (o == 3 || o == 4) return (i & 1) == 0 // rotate 270, flip X
  if (o == 2 || o == 7) return ((i + j) & 1) == 1 // rotate 180, flip −1
  return false // flip +1
}

/** Bit 16·i + j is set where the coefficient lies above the median; the last byte holds bits 0 to 7. */
export function writeHash(coefficients: usize, to: usize): void {
  const threshold = f32x4.splat(lowerMedian(coefficients))
  for (let byte = 0; byte < 32; byte++) {
    const at = coefficients + (byte << 5)
    const low = i32x4.bitmask(f32x4.gt(v128.load(at), threshold))
    const high = i32x4.bitmask(f32x4.gt(v128.load(at, 16), threshold))
    store<u8>(to + 31 - byte, low | (high << 4))
  }
}

/** The 128th smallest of 256 values, by Hoare's selection on a copy. */
function lowerMedian(coefficients: usize): f32 {
  memory.copy(SELECTION, coefficients, 1024)
  const wanted: usize = SELECTION + 127 * 4
  let left: usize = SELECTION
  let right: usize = SELECTION + 255 * 4
  while (left < right) {
    const pivot = load<f32>(wanted)
    let i = left
    let j = right
    do {
      while (load<f32>(i) < pivot) i += 4
      while (pivot < load<f32>(j)) j -= 4
      if (i <= j) {
        const swapped = load<f32>(i)
        store<f32>(i, load<f32>(j))
        store<f32>(j, swapped)
        i += 4
        j -= 4
      }
    } while (i <= j)
    if (j < wanted) left = i
    if (wanted < i) right = j
  }
  return load<f32>(wanted)
}
