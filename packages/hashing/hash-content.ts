// Takes from a content what a kind is computed on, or refuses. Checks the shape once, so that computations need not.

import { ok, type Result, refuse } from '@manumit/base'
import type { HashContent, Pixels } from './hash-kind.ts'

/** The bytes of a content; E_HASH_CONTENT when it holds a picture. */
export function bytesOf(content: HashContent, kind: string): Result<Uint8Array> {
  return 'bytes' in content ? ok(content.bytes) : refuse('E_HASH_CONTENT', { kind, content: 'bytes' })
}

/** The picture of a content; E_HASH_CONTENT when it holds bytes, E_HASH_PIXELS when the samples do not fill it exactly. */
export function pixelsOf(content: HashContent, kind: string): Result<Pixels> {
  if (!('pixels' in content)) return refuse('E_HASH_CONTENT', { kind, content: 'pixels' })
  const { width, height, channels, data } = content.pixels
  const expected = width * height * channels
  const whole = Number.isInteger(width) && Number.isInteger(height) && width >= 0 && height >= 0
  return whole && data.length === expected
    ? ok(content.pixels)
    : refuse('E_HASH_PIXELS', { samples: data.length, expected })
}
