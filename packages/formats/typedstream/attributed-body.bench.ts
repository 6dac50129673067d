// Time per message of the exact-layout path and of the general reader, on invented messages of usual lengths.
// Run: node packages/formats/typedstream/attributed-body.bench.ts

import { cpus } from 'node:os'
import { attributedBodyText, generalBody } from './attributed-body.ts'
import { archive, attributed, dictionary, number, plainBody, string, url } from './recipe.ts'

const SEED = 20260502
const MESSAGES = 2_000
const ROUNDS = 100
const WORDS = 'bridge teapot river lantern orchard station window letter garden harbour'.split(' ')

/** A small generator of our own (mulberry32), so that the same seed gives the same messages everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const random = randomFrom(SEED)
const texts = Array.from({ length: MESSAGES }, () =>
  Array.from(
    { length: 1 + Math.floor(random() * 14) },
    () => WORDS[Math.floor(random() * WORDS.length)],
  ).join(' '),
)
const plain = texts.map((text, i) => plainBody(text, { direction: i % 3 === 0 }))
const linked = texts.map((text) =>
  archive(
    attributed(text, [
      {
        length: text.length,
        attributes: dictionary([
          [string('__kIMMessagePartAttributeName'), number(0)],
          [string('__kIMLinkAttributeName'), url('https://example.org/')],
        ]),
      },
    ]),
  ),
)

function microsEach(
  bodies: readonly Uint8Array[],
  read: (bytes: Uint8Array) => { text: string | null },
): number {
  const times = [1, 2, 3, 4, 5].map(() => {
    const start = performance.now()
    let units = 0
    for (let round = 0; round < ROUNDS; round++)
      for (const body of bodies) units += read(body).text?.length ?? 0
    if (units === 0) throw new Error('nothing was read')
    return ((performance.now() - start) * 1000) / (ROUNDS * bodies.length)
  })
  return times.sort((a, b) => a - b)[2]!
}

const fast = microsEach(plain, attributedBodyText)
const general = microsEach(plain, generalBody)
const links = microsEach(linked, attributedBodyText)
console.log(`machine: ${cpus()[0]?.model}, node ${process.version}; ${MESSAGES} messages, seed ${SEED}`)
console.log(`attributedBody, plain message: ${fast.toFixed(2)} µs (target at most 1)`)
console.log(
  `attributedBody, general reader on the same: ${general.toFixed(2)} µs (ratio ${(general / fast).toFixed(1)})`,
)
console.log(`attributedBody, message with a link: ${links.toFixed(2)} µs`)
