// Inflate by node:zlib, as a stream: one piece of input is inflated, its output handed on, and only then the next piece
// read, so that memory stays flat whatever a file claims. A torn stream gives what was inflated up to the tear and says so.

import {
  createGunzip,
  createInflate,
  createInflateRaw,
  gunzipSync,
  inflateRawSync,
  inflateSync,
} from 'node:zlib'
import type { IntakePowers } from '@manumit/intake'

/** Deflate expands at most 1,032-fold (zlib's technical notes): a piece makes at most 33 MB before it is handed on. */
const PIECE_BYTES = 32 * 1024

/** Most files of a phone are small: inflating them at once is some five times as fast as setting up a stream. */
const AT_ONCE_BYTES = 4 * 1024 * 1024

const AT_ONCE = { raw: inflateRawSync, zlib: inflateSync, gzip: gunzipSync } as const

const MAKERS = { raw: createInflateRaw, zlib: createInflate, gzip: createGunzip } as const

type Inflater = ReturnType<(typeof MAKERS)[keyof typeof MAKERS]>

/**
 * IntakePowers' `inflate`. Where the stream is corrupt, the up to 16 KB inflated directly before the fault are not given:
 * zlib hands out whole buffers only. Bytes after the end of the stream are ignored.
 */
export const inflate: IntakePowers['inflate'] = async function* (input, wrapping) {
  const pieces = piecesOf(input)
  const first = pieces.next()
  const second = pieces.next()
  if (!first.done && second.done) {
    const whole = inflatedAtOnce(first.value, wrapping)
    if (whole !== null) {
      yield whole
      return
    }
  }
  yield* inflatedAsStream(joined(first, second, pieces), wrapping)
}

/** null where it is large or torn: then the stream tells what can be had. */
function inflatedAtOnce(packed: Uint8Array, wrapping: keyof typeof AT_ONCE): Uint8Array | null {
  try {
    return AT_ONCE[wrapping](packed, { maxOutputLength: AT_ONCE_BYTES })
  } catch {
    return null
  }
}

async function* inflatedAsStream(
  pieces: Iterable<Uint8Array>,
  wrapping: keyof typeof MAKERS,
): AsyncGenerator<Uint8Array | { readonly torn: string }> {
  const inflater = MAKERS[wrapping]()
  const ready: Uint8Array[] = []
  const failed = { reason: '' }
  inflater.on('data', (chunk: Buffer) => ready.push(chunk))
  inflater.on('error', (error: NodeJS.ErrnoException) => {
    failed.reason = error.code ?? error.message
  })
  try {
    for (const piece of pieces) {
      await step(inflater, (done) => inflater.write(piece, done))
      yield* ready.splice(0)
      if (failed.reason || inflater.readableEnded) break
    }
    if (!failed.reason && !inflater.readableEnded) await step(inflater, () => inflater.end())
    yield* ready.splice(0)
    if (failed.reason) yield { torn: failed.reason }
  } finally {
    inflater.destroy()
  }
}

function* piecesOf(input: Iterable<Uint8Array>): Generator<Uint8Array, void> {
  for (const chunk of input)
    for (let at = 0; at < chunk.length; at += PIECE_BYTES)
      // A copy: the input may reuse its memory while zlib's thread still reads it.
      yield chunk.slice(at, at + PIECE_BYTES)
}

function* joined(
  first: IteratorResult<Uint8Array, void>,
  second: IteratorResult<Uint8Array, void>,
  rest: Iterable<Uint8Array>,
): Generator<Uint8Array> {
  if (!first.done) yield first.value
  if (!second.done) yield second.value
  yield* rest
}

/** One act on the inflater, until it is done, the stream has ended, or it failed. */
function step(inflater: Inflater, act: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      inflater.off('end', settle).off('close', settle).off('error', settle)
      resolve()
    }
    inflater.once('end', settle).once('close', settle).once('error', settle)
    act(settle)
  })
}
