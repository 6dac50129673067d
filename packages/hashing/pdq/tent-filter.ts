// PDQ step 5: a tent filter, made as Jarosz does it: a box along every row, a box along every column, and both again.
// Running sums drift, and the bits of a flat picture depend on that drift; so the order of additions is part of the hash.

import type { FloatPlane } from './luma.ts'

/** Samples a box takes together along a line of n: ⌊(n + 127) / 128⌋. */
export const boxWidth = (n: number): number => Math.floor((n + 127) / 128)

/** The filtered plane; the one given is left alone. */
export function tentFilter({ rows, cols, values }: FloatPlane): FloatPlane {
  const alongRows = { lines: rows, lineStep: cols, n: cols, step: 1, width: boxWidth(cols) }
  const alongCols = { lines: cols, lineStep: 1, n: rows, step: cols, width: boxWidth(rows) }
  const halfway = new Float32Array(values.length)
  const filtered = Float32Array.from(values)
  for (let pass = 0; pass < 2; pass += 1) {
    boxEachLine(filtered, halfway, alongRows)
    boxEachLine(halfway, filtered, alongCols)
  }
  return { rows, cols, values: filtered }
}

/** How a plane is cut into lines: `lines` of them, `lineStep` apart, each of `n` samples `step` apart. */
interface Lines {
  readonly lines: number
  readonly lineStep: number
  readonly n: number
  readonly step: number
  /** Of the box, in samples. */
  readonly width: number
}

function boxEachLine(from: Float32Array, to: Float32Array, lines: Lines): void {
  for (let line = 0; line < lines.lines; line += 1) boxLine(from, to, line * lines.lineStep, lines)
}

/**
 * One box over one line: each output is the mean of the samples in the window around it, and at the ends of as many as
 * there are. The sum runs along: the next sample is added before the oldest is taken off.
 */
function boxLine(from: Float32Array, to: Float32Array, start: number, { n, step, width }: Lines): void {
  const half = Math.floor((width + 2) / 2)
  let sum = 0
  let count = 0
  let next = start
  let oldest = start
  let out = start

  for (let i = 0; i < half - 1; i += 1, next += step) {
    sum = Math.fround(sum + from[next]!)
    count += 1
  }
  for (let i = 0; i < width - half + 1; i += 1, next += step, out += step) {
    sum = Math.fround(sum + from[next]!)
    count += 1
    to[out] = sum / count
  }
  for (let i = 0; i < n - width; i += 1, next += step, oldest += step, out += step) {
    sum = Math.fround(sum + from[next]!)
    sum = Math.fround(sum - from[oldest]!)
    to[out] = sum / count
  }
  for (let i = 0; i < half - 1; i += 1, oldest += step, out += step) {
    sum = Math.fround(sum - from[oldest]!)
    count -= 1
    to[out] = sum / count
  }
}
