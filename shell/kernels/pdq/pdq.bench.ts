// How fast the PDQ kernel is beside the readable TypeScript in the same run, and what decoding adds. Prints figures;
// asserts nothing. Files from ../shared/data are used where they are.

import { existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { computePdq, computePdqDihedral, formulaPicture, pdq } from '@manumit/hashing'
import { makePictureDecoder } from '@manumit/io'
import { makePdqKernel } from './pdq-kernel.ts'

const kernel = makePdqKernel()
const SEED = 3
const ROUNDS = 7

console.log(
  `machine: ${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}; seed ${SEED}, median of ${ROUNDS}`,
)

const sizes = [
  [256, 256],
  [512, 512],
  [1600, 1004],
] as const
for (const [width, height] of sizes) {
  const pixels = formulaPicture({
    formula: 'cells',
    width,
    height,
    channels: 3,
    parameters: { size: 9, seed: SEED },
  })
  const at = `${width}x${height}`
  const [fast, all, slow, slowAll] = medians([
    () => kernel.hash(pixels),
    () => kernel.dihedral(pixels),
    () => computePdq(pixels),
    () => computePdqDihedral(pixels),
  ])
  console.log(`pdq kernel ${at}: ${fast!.toFixed(3)} ms (aim 0.5 at 512x512)`)
  console.log(
    `pdq readable TypeScript ${at}: ${slow!.toFixed(3)} ms; kernel is ${(slow! / fast!).toFixed(1)} times as fast (target 4 at 512x512, aim 10)`,
  )
  console.log(
    `pdq kernel, all eight ${at}: ${all!.toFixed(3)} ms, ${percentMore(all!, fast!)} more than one; readable ${slowAll!.toFixed(3)} ms`,
  )
}

await benchFiles()

async function benchFiles(): Promise<void> {
  const folder = fileURLToPath(new URL('../../../../shared/data/matching/pdq/', import.meta.url))
  if (!existsSync(folder)) return console.log('files: left out, ../shared/data is not beside this checkout')
  const vectors: { file: string; width: number; height: number; hash: string }[] = JSON.parse(
    readFileSync(`${folder}pictures.json`, 'utf8'),
  )
  const decode = makePictureDecoder()
  const files = vectors
    .filter(
      ({ file, width, height }) =>
        file.endsWith('.jpg') && width * height === 1600 * 1004 && !file.includes('CMYK'),
    )
    .map((vector) => ({ ...vector, bytes: readFileSync(folder + vector.file) }))

  const decodeMs: number[] = []
  const hashMs: number[] = []
  let drift = 0
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { bytes, hash } of files) {
      const start = performance.now()
      const decoded = await decode(bytes)
      const between = performance.now()
      if (!decoded.ok) throw new Error(decoded.error.code)
      const value = kernel.hash(decoded.value.pixels)
      hashMs.push(performance.now() - between)
      decodeMs.push(between - start)
      drift = Math.max(drift, pdq.distance(value.text, hash))
    }
  const [d, h] = [median(decodeMs), median(hashMs)]
  console.log(
    `pdq from file, ${files.length} JPEG 1600x1004: ${(1000 / (d + h)).toFixed(1)} pictures/s on one thread (reference's C++ 33–34), decode ${d.toFixed(1)} ms + hash ${h.toFixed(2)} ms; drift ${drift} bits`,
  )
  await benchShrinking(decode, [
    ...vectors
      .filter(({ file, width, height }) => file.endsWith('.jpg') && Math.min(width, height) >= 1024)
      .map((vector) => ({
        name: `${vector.width}x${vector.height}`,
        bytes: readFileSync(folder + vector.file),
      })),
    { name: '4032x3024, made', bytes: await largeJpeg() },
  ])
}

/** What shrink on load saves, and how far the hash drifts by it. */
async function benchShrinking(
  decode: ReturnType<typeof makePictureDecoder>,
  files: readonly { name: string; bytes: Uint8Array }[],
): Promise<void> {
  for (const { name, bytes } of files) {
    const results: { ms: number; hash: string }[] = []
    for (const shrinkOnLoad of [false, true]) {
      const times: number[] = []
      let hash = ''
      for (let round = 0; round < 3; round += 1) {
        const start = performance.now()
        const decoded = await decode(bytes, { shrinkOnLoad })
        if (!decoded.ok) throw new Error(decoded.error.code)
        hash = kernel.hash(decoded.value.pixels).text
        times.push(performance.now() - start)
      }
      results.push({ ms: median(times), hash })
    }
    const [full, shrunk] = results
    console.log(
      `pdq from file, JPEG ${name}: ${full!.ms.toFixed(1)} ms in full, ${shrunk!.ms.toFixed(1)} ms shrunk on load, which drifts by ${pdq.distance(full!.hash, shrunk!.hash)} bits of 256`,
    )
  }
}

/** A picture with broad forms, edges and grain, as a camera's is. */
async function largeJpeg(): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  const [width, height] = [4032, 3024]
  const size = { width, height, channels: 3 } as const
  const forms = formulaPicture({ ...size, formula: 'cells', parameters: { size: 311, seed: SEED } }).data
  const grain = formulaPicture({ ...size, formula: 'noise', parameters: { seed: SEED } }).data
  const samples = forms.map((sample, i) => (3 * sample + grain[i]!) >> 2)
  return sharp(samples, { raw: size }).blur(2).jpeg({ quality: 90 }).toBuffer()
}

/** Median milliseconds of each task; the tasks take turns of 30 ms, so that other load falls on all of them. */
function medians(tasks: readonly (() => unknown)[]): number[] {
  const times: number[][] = tasks.map(() => [])
  for (let round = -1; round < ROUNDS; round += 1)
    tasks.forEach((task, i) => {
      task()
      const start = performance.now()
      let repeats = 0
      for (; performance.now() - start < 30; repeats += 1) task()
      // The round before the first only warms up.
      if (round >= 0) times[i]!.push((performance.now() - start) / repeats)
    })
  return times.map(median)
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}

function percentMore(a: number, b: number): string {
  return `${(100 * (a / b - 1)).toFixed(0)} %`
}
