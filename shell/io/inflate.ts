// Inflate by node:zlib, as a stream: one piece of input is inflated, its output handed on, and only then the next piece
// read, so that memory stays flat whatever a file claims. A torn stream gives what was inflated up to the tear and says so.

import { createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { IntakePowers } from '@manumit/intake'

/** Deflate expands at most 1,032-fold (zlib's technical notes): a piece makes at most 33 MB before it is handed on. */
const PIECE_BYTES = 32 * 1024

const MAKERS = { raw: createInflateRaw, zlib: createInflate, gzip: createGunzip } as const

type Inflater = ReturnType<(typeof MAKERS)[keyof typeof MAKERS]>

/**
 * IntakePowers' `inflate`. Where the stream is corrupt, the up to 16 KB inflated directly before the fault are not given:
 * zlib hands out whole buffers only. Bytes after the end of the stream are ignored.
 */
export const inflate: IntakePowers['inflate'] = async function* (input, wrapping) {
  const inflater = MAKERS[wrapping]()
  const ready: Uint8Array[] = []
  const failed = { reason: '' }
  inflater.on('data', (chunk: Buffer) => ready.push(chunk))
  inflater.on('error', (error: NodeJS.ErrnoException) => {
    failed.reason = error.code ?? error.message
  })
  try {
    for (const piece of piecesOf(input)) {
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

function* piecesOf(input: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const chunk of input)
    for (let at = 0; at < chunk.length; at += PIECE_BYTES)
      // A copy: the input may reuse its memory while zlib's thread still reads it.
      yield chunk.slice(at, at + PIECE_BYTES)
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
