// Where everything of the PDQ kernel lies. INPUT is last, so that a wide picture only needs the memory grown.

// Sizes in bytes unless said otherwise.
export const SIDE: i32 = 512 // pixels; the longest side after reduction
export const BAND: i32 = 8 // rows
export const FLOAT_ROW: i32 = SIDE * 4
export const COLUMN: i32 = BAND * 4 // one column of a band: eight floats
export const PAD: i32 = 8 // columns of zeros on either side of a band; more than any window
export const RING: i32 = 16 // rows

// Addresses, from the bottom upward.
export const DCT: usize = 1024 // 16 × 64 floats, written by the wrapper
export const DCT_TURNED: usize = DCT + 16 * 64 * 4
export const RED: usize = DCT_TURNED + 64 * 16 * 4 // vectors that loops need; see writeConstants
export const GREEN: usize = RED + 16
export const BLUE: usize = GREEN + 16
export const LOW_BYTE: usize = BLUE + 16
export const THREE_BYTES: usize = LOW_BYTE + 16
export const SPREAD: usize = THREE_BYTES + 16
export const OFFSETS: usize = SPREAD + 16 // of each column's pixel in a source row, 512 × i32
export const LUMA: usize = OFFSETS + SIDE * 4 // a band of the picture, row by row
export const MEANS: usize = LUMA + BAND * FLOAT_ROW // a band after the first column box, row by row
export const BEFORE: usize = MEANS + BAND * FLOAT_ROW // a band, column by column, padded: input of a row box
export const AFTER: usize = BEFORE + (SIDE + 2 * PAD) * COLUMN // its output, likewise
export const RING_ROWS: usize = AFTER + (SIDE + 2 * PAD) * COLUMN // the last 16 rows after the first row box
export const SUMS: usize = RING_ROWS + RING * FLOAT_ROW // running sum of each column
export const ZEROS: usize = SUMS + FLOAT_ROW // a row of zeros
export const DISCARD: usize = ZEROS + FLOAT_ROW // a row nobody reads
export const LINE_SUMS: usize = DISCARD + FLOAT_ROW // the eight running sums of a row box
export const SAMPLED: usize = LINE_SUMS + COLUMN // rows × 64 floats after the second row box
export const SAMPLES: usize = SAMPLED + (SIDE + BAND) * 64 * 4 // 64 × 64 floats
export const HALFWAY: usize = SAMPLES + 64 * 64 * 4 // 16 × 64 floats
export const COEFFICIENTS: usize = HALFWAY + 16 * 64 * 4 // 16 × 16 floats
export const TURNED: usize = COEFFICIENTS + 256 * 4 // the same, turned or mirrored
export const SELECTION: usize = TURNED + 256 * 4 // the same, while the median is looked for
export const HASHES: usize = SELECTION + 256 * 4 // eight hashes of 32 bytes, most significant first
export const INPUT: usize = HASHES + 8 * 32

