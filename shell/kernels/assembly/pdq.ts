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
// Not here: decoding, the choice of rows when a picture is reduced (the wrapper copies only the rows that are sampled),
// and text. Compile with node shell/kernels/build.ts.

// Sizes in bytes unless said otherwise.
const SIDE: i32 = 512 // pixels; the longest side after reduction
const BAND: i32 = 8 // rows
const FLOAT_ROW: i32 = SIDE * 4
const COLUMN: i32 = BAND * 4 // one column of a band: eight floats
const PAD: i32 = 8 // columns of zeros on either side of a band; more than any window
const RING: i32 = 16 // rows

// Memory, from a fixed address upward. INPUT is last, so that wide pictures only need the memory grown.
const DCT: usize = 1024 // 16 × 64 floats, written by the wrapper
const DCT_TURNED: usize = DCT + 16 * 64 * 4
const RED: usize = DCT_TURNED + 64 * 16 * 4 // vectors that loops need; see writeConstants
const GREEN: usize = RED + 16
const BLUE: usize = GREEN + 16
const LOW_BYTE: usize = BLUE + 16
const THREE_BYTES: usize = LOW_BYTE + 16
const SPREAD: usize = THREE_BYTES + 16
const OFFSETS: usize = SPREAD + 16 // of each column's pixel in a source row, 512 × i32
const LUMA: usize = OFFSETS + SIDE * 4 // a band of the picture, row by row
const MEANS: usize = LUMA + BAND * FLOAT_ROW // a band after the first column box, row by row
const BEFORE: usize = MEANS + BAND * FLOAT_ROW // a band, column by column, padded: input of a row box
const AFTER: usize = BEFORE + (SIDE + 2 * PAD) * COLUMN // its output, likewise
const RING_ROWS: usize = AFTER + (SIDE + 2 * PAD) * COLUMN // the last 16 rows after the first row box
const SUMS: usize = RING_ROWS + RING * FLOAT_ROW // running sum of each column
const ZEROS: usize = SUMS + FLOAT_ROW // a row of zeros
const DISCARD: usize = ZEROS + FLOAT_ROW // a row nobody reads
const LINE_SUMS: usize = DISCARD + FLOAT_ROW // the eight running sums of a row box
const SAMPLED: usize = LINE_SUMS + COLUMN // rows × 64 floats after the second row box
const SAMPLES: usize = SAMPLED + (SIDE + BAND) * 64 * 4 // 64 × 64 floats
const HALFWAY: usize = SAMPLES + 64 * 64 * 4 // 16 × 64 floats
const COEFFICIENTS: usize = HALFWAY + 16 * 64 * 4 // 16 × 16 floats
const TURNED: usize = COEFFICIENTS + 256 * 4 // the same, turned or mirrored
const SELECTION: usize = TURNED + 256 * 4 // the same, while the median is looked for
const HASHES: usize = SELECTION + 256 * 4 // eight hashes of 32 bytes, most significant first
const INPUT: usize = HASHES + 8 * 32

// The picture under way.
let cols: i32 = 0
let rows: i32 = 0
let channels: i32 = 0
let sourceRow: i32 = 0 // bytes of a row of the source
let isGathered: bool = false // columns are picked from a source of another width
let isFiltered: bool = false
let windowAlongRows: i32 = 0
let windowAlongCols: i32 = 0

export function dctAddress(): usize {
  return DCT
}
export function inputAddress(): usize {
  return INPUT
}
export function hashesAddress(): usize {
  return HASHES
}
export function samplesAddress(): usize {
  return SAMPLES
}
export function coefficientsAddress(): usize {
  return COEFFICIENTS
}

/** To be called once, after the wrapper has written the DCT matrix. */
export function prepare(): void {
  writeConstants()
  for (let i = 0; i < 16; i++)
    for (let k = 0; k < 64; k++) store<f32>(DCT_TURNED + ((k * 16 + i) << 2), load<f32>(DCT + ((i * 64 + k) << 2)))
}

/** Starts a picture: the size of its source and the size after reduction (512 × 512, or the same). */
export function begin(
  sourceCols: i32,
  sourceChannels: i32,
  reducedCols: i32,
  reducedRows: i32,
  filtered: bool,
): void {
  cols = reducedCols
  rows = reducedRows
  channels = sourceChannels
  sourceRow = sourceCols * sourceChannels
  isGathered = sourceCols != reducedCols
  isFiltered = filtered
  windowAlongRows = (cols + 127) / 128
  windowAlongCols = (rows + 127) / 128
  memory.fill(BEFORE, 0, PAD * COLUMN)
  memory.fill(SUMS, 0, FLOAT_ROW)
  memory.fill(ZEROS, 0, FLOAT_ROW)
  if (isGathered)
    for (let x = 0; x < cols; x++)
      store<i32>(OFFSETS + (x << 2), <i32>((<i64>x * <i64>sourceCols) / cols) * channels)
}

/** Takes rows [first, first + count) from INPUT; count is 8 but in the last band. */
export function takeBand(first: i32, count: i32): void {
  for (let r = 0; r < count; r++) lumaRow(INPUT + r * sourceRow, LUMA + r * FLOAT_ROW)
  if (!isFiltered) {
    for (let r = 0; r < count; r++) memory.copy(SAMPLES + (first + r) * 256, LUMA + r * FLOAT_ROW, 256)
    return
  }
  standUp(LUMA)
  rowBox()
  layDown(AFTER + PAD * COLUMN, cols, RING_ROWS + (first & (RING - 1)) * FLOAT_ROW, FLOAT_ROW)
  for (let r = 0; r < count; r++) columnStep(first + r)
}

/** After the last band: the rest of the filter, the quality (returned, 0–100) and the coefficients. */
export function finish(): i32 {
  if (isFiltered) {
    const half = (windowAlongCols + 2) / 2
    for (let t = rows; t < rows + half - 1; t++) columnStep(t)
    sampledColumnBox()
  }
  dct()
  return quality()
}

/** The plain hash, into the first 32 bytes at `hashesAddress`. */
export function hashOriginal(): void {
  writeHash(COEFFICIENTS, HASHES)
}

/** All eight, in the order original, rotate 90, 180, 270, flip X, Y, +1, −1. */
export function hashAll(): void {
  writeHash(COEFFICIENTS, HASHES)
  for (let o = 1; o < 8; o++) {
    turn(o)
    writeHash(TURNED, HASHES + o * 32)
  }
}

// ---- Luma. The constants of the loops come from memory: the engine keeps a loaded vector in a register, but builds a
// constant one anew in every round.

function writeConstants(): void {
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

function lumaRow(from: usize, to: usize): void {
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

// ---- Turning a band between rows and columns

/** A band of rows, column by column, to BEFORE, with zeros after the last column. */
function standUp(band: usize): void {
  for (let x = 0; x < cols; x += 4) {
    const from = band + (x << 2)
    const to = BEFORE + (PAD + x) * COLUMN
    transpose(from, FLOAT_ROW, to, COLUMN)
    transpose(from + 4 * FLOAT_ROW, FLOAT_ROW, to + 16, COLUMN)
  }
  memory.fill(BEFORE + (PAD + cols) * COLUMN, 0, PAD * COLUMN)
}

/** `count` columns of eight at `from`, as eight rows at `to`, `stride` apart. */
function layDown(from: usize, count: i32, to: usize, stride: i32): void {
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

// ---- The boxes. At step t sample t comes into the window, sample t − window leaves it, and the mean belongs to sample
// t − half + 1; samples outside the line are zeros and not counted.

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
  standUp(MEANS)
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

// ---- Quality, DCT, bits

function quality(): i32 {
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
function dct(): void {
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

/** COEFFICIENTS as orientation o would have them, to TURNED. */
function turn(o: i32): void {
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
function writeHash(coefficients: usize, to: usize): void {
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
