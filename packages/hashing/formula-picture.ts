// Pictures given by integer formulas, so that a published vector needs no image file and no decoder: anyone can rebuild
// the bytes from a line of JSON. All arithmetic is on integers; x is the column, y the row, c the channel.

import { z } from 'zod'
import type { Pixels } from './hash-kind.ts'

// Generous for vectors, and small enough that a hostile file cannot ask for gigabytes.
const side = z.int().min(1).max(8192)
const int = z.int().min(0).max(0xffffffff)
const perChannel = z.array(int).min(1).max(3)
const size = { width: side, height: side, channels: z.union([z.literal(1), z.literal(3)]) }

const formula = <const Name extends string, Shape extends z.ZodRawShape>(name: Name, parameters: Shape) =>
  z.strictObject({ ...size, formula: z.literal(name), parameters: z.strictObject(parameters) })

/** How a picture and its formula stand in a vector file. */
export const formulaPictureSchema = z.discriminatedUnion('formula', [
  formula('constant', { values: perChannel }),
  formula('ramp', { a: perChannel, b: perChannel, k: perChannel }),
  formula('xor', { a: int, b: int, c: int }),
  formula('checker', { size: side, high: int, low: int }),
  formula('rings', { cx: int, cy: int, div: perChannel }),
  formula('noise', { seed: int }),
  formula('cells', { size: side, seed: int }),
])

export type FormulaPicture = z.infer<typeof formulaPictureSchema>

/** The sample at column x, row y, channel c; asked for row by row, left to right, channel by channel. */
type Sampler = (x: number, y: number, c: number) => number

/** Builds the picture, rows from the top, channels interleaved. Samples are taken modulo 256. */
export function formulaPicture(picture: FormulaPicture): Pixels {
  const { width, height, channels } = picture
  const sample = samplerOf(picture)
  const data = new Uint8Array(width * height * channels)
  let to = 0
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) for (let c = 0; c < channels; c += 1) data[to++] = sample(x, y, c)
  return { width, height, channels, data }
}

function samplerOf(picture: FormulaPicture): Sampler {
  switch (picture.formula) {
    case 'constant': {
      const { values } = picture.parameters
      return (_x, _y, c) => values[c]!
    }
    case 'ramp': {
      const { a, b, k } = picture.parameters
      return (x, y, c) => x * a[c]! + y * b[c]! + k[c]!
    }
    case 'xor': {
      const { a, b, c: c0 } = picture.parameters
      return (x, y, c) => (x * a) ^ (y * b) ^ (c * c0)
    }
    case 'checker': {
      const { size, high, low } = picture.parameters
      return (x, y) => ((Math.floor(x / size) + Math.floor(y / size)) % 2 === 1 ? high : low)
    }
    case 'rings': {
      const { cx, cy, div } = picture.parameters
      return (x, y, c) => Math.floor(((x - cx) ** 2 + (y - cy) ** 2) / div[c]!)
    }
    case 'noise':
      return noise(picture.parameters.seed)
    case 'cells':
      return cells(picture.parameters)
  }
}

/** s starts at the seed; per sample s = (s·1664525 + 1013904223) mod 2³², sample = ⌊s / 2²⁴⌋ (Numerical Recipes). */
function noise(seed: number): Sampler {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  }
}

/** One pseudo-random colour for each square cell of `size` pixels. */
function cells({ size, seed }: { readonly size: number; readonly seed: number }): Sampler {
  return (x, y, c) => {
    const mixed =
      Math.imul(Math.floor(x / size) + 1, 73856093) ^
      Math.imul(Math.floor(y / size) + 1, 19349663) ^
      Math.imul(c + 1, 83492791) ^
      Math.imul(seed, 2654435761)
    return Math.imul(mixed ^ (mixed >>> 15), 2246822519) >>> 24
  }
}
