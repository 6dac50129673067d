// PDQ by WASM SIMD: the same hash, quality and orientations as @manumit/hashing, about twenty times as fast. This is
// the calling side: it copies the rows that are sampled into the kernel's memory and turns its bytes into text.

import { readFileSync } from 'node:fs'
import { ok } from '@manumit/base'
import {
  dctMatrix,
  type HashKind,
  type Orientation,
  type OrientedHashes,
  orientations,
  type PdqValue,
  type Pixels,
  pdq,
  pixelsOf,
  REDUCED_SIDE,
  SAMPLES_SIDE,
  SHORTEST_SIDE,
  textOfHashBytes,
  ZERO_HASH,
} from '@manumit/hashing'

/** Rows the kernel takes at a time. */
const BAND_ROWS = 8
/** The kernel reads pixels sixteen bytes at a time, so up to this many past the last one. */
const READ_AHEAD = 16
const PAGE = 65_536

/** Not safe to share between threads: make one in each. */
export interface PdqKernel {
  /** The same as `computePdq`. */
  hash(pixels: Pixels): PdqValue
  /** The same as `computePdqDihedral`. */
  dihedral(pixels: Pixels): OrientedHashes
}

interface PdqExports {
  readonly memory: WebAssembly.Memory
  dctAddress(): number
  inputAddress(): number
  hashesAddress(): number
  prepare(): void
  begin(sourceCols: number, channels: number, cols: number, rows: number, isFiltered: boolean): void
  takeBand(first: number, count: number): void
  finish(): number
  hashOriginal(): void
  hashAll(): void
}

/** Loads the kernel: one small WASM instance with its own memory, a few hundred kilobytes. */
export function makePdqKernel(): PdqKernel {
  const module = new WebAssembly.Module(readFileSync(new URL('./pdq.wasm', import.meta.url)))
  const wasm = new WebAssembly.Instance(module, { env: { abort } }).exports as unknown as PdqExports
  new Float32Array(wasm.memory.buffer, wasm.dctAddress(), dctMatrix.length).set(dctMatrix)
  wasm.prepare()
  return {
    hash(pixels) {
      const quality = takePicture(wasm, pixels, { filtersAt64: false })
      if (quality === null) return { text: ZERO_HASH, quality: 0 }
      wasm.hashOriginal()
      return { text: hashAt(wasm, 0), quality }
    },
    dihedral(pixels) {
      const quality = takePicture(wasm, pixels, { filtersAt64: true })
      if (quality !== null) wasm.hashAll()
      const entries = orientations.map((o, i) => [o, quality === null ? ZERO_HASH : hashAt(wasm, i)])
      return { hashes: Object.fromEntries(entries) as Record<Orientation, string>, quality: quality ?? 0 }
    },
  }
}

/** The `pdq` kind with a kernel doing its computations. It has no trace: the kernel keeps no intermediate values. */
export function pdqKindWith(kernel: PdqKernel): HashKind {
  const { trace: _reference, ...kind } = pdq
  return {
    ...kind,
    compute(content) {
      const pixels = pixelsOf(content, 'pdq')
      return pixels.ok ? ok(kernel.hash(pixels.value)) : pixels
    },
    orientations(content) {
      const pixels = pixelsOf(content, 'pdq')
      return pixels.ok ? ok(kernel.dihedral(pixels.value)) : pixels
    },
  }
}

/** Runs the picture through the kernel and gives its quality; null for one too small to have a hash. */
function takePicture(
  wasm: PdqExports,
  { width, height, channels, data }: Pixels,
  { filtersAt64 }: { readonly filtersAt64: boolean },
): number | null {
  const isReduced = width > REDUCED_SIDE || height > REDUCED_SIDE
  const cols = isReduced ? REDUCED_SIDE : width
  const rows = isReduced ? REDUCED_SIDE : height
  if (cols < SHORTEST_SIDE || rows < SHORTEST_SIDE) return null

  const isFiltered = filtersAt64 || cols !== SAMPLES_SIDE || rows !== SAMPLES_SIDE
  const rowBytes = width * channels
  const input = inputOf(wasm, BAND_ROWS * rowBytes + READ_AHEAD)
  wasm.begin(width, channels, cols, rows, isFiltered)
  for (let first = 0; first < rows; first += BAND_ROWS) {
    const count = Math.min(BAND_ROWS, rows - first)
    if (rows === height) input.set(data.subarray(first * rowBytes, (first + count) * rowBytes))
    else
      for (let r = 0; r < count; r += 1) {
        const from = Math.floor(((first + r) * height) / rows) * rowBytes
        input.set(data.subarray(from, from + rowBytes), r * rowBytes)
      }
    wasm.takeBand(first, count)
  }
  return wasm.finish()
}

/** The kernel's input area, its memory grown where a picture is wide. */
function inputOf(wasm: PdqExports, bytes: number): Uint8Array {
  const missing = wasm.inputAddress() + bytes - wasm.memory.buffer.byteLength
  if (missing > 0) wasm.memory.grow(Math.ceil(missing / PAGE))
  return new Uint8Array(wasm.memory.buffer, wasm.inputAddress(), bytes)
}

const hashAt = (wasm: PdqExports, which: number): string =>
  textOfHashBytes(new Uint8Array(wasm.memory.buffer, wasm.hashesAddress() + 32 * which, 32))

// The compiler declares this import for its assertions; the kernels have none.
function abort(): never {
  throw new Error('The PDQ kernel stopped itself')
}
