// A picture file → 8-bit RGB, as the PDQ reference expects it: colour profiles and EXIF orientation ignored, alpha
// dropped (the colour under it kept), palettes expanded, the high byte of 16 bits, the first frame of an animation.
// Any other choice is another picture and gives another hash. HEIC is recognised but not decoded: no decoder for its
// codec comes with sharp.

import { type Issue, ok, type Result, refuse } from '@manumit/base'
import { type Pixels, REDUCED_SIDE } from '@manumit/hashing'
import type { SharpInput } from 'sharp'
import { ioIssue } from './errors.ts'
import { type PictureFormat, pictureFormat } from './picture-format.ts'
import { makeTurns, type Turns } from './turns.ts'

/** Pixels of a picture that are decoded unless the caller allows more: 100 million take 300 MB. */
export const DEFAULT_MAX_PIXELS = 100_000_000

/** Pixels decoded at a time in all: a folder of pictures at the limit takes the memory of one. */
const PIXELS_AT_ONCE = DEFAULT_MAX_PIXELS

export interface DecodeOptions {
  /** Largest width × height that is decoded; larger ones are refused before anything is allocated. */
  readonly maxPixels?: number
  /**
   * Lets the JPEG and WebP decoders give the picture at 1/2, 1/4 or 1/8, neither side below 512. Saves more than half the
   * time on 12 megapixels and changes the pixels: PDQ drifts by a few bits (median 2, most 8 on the reference's pictures;
   * the bench prints it). Never for hashes that are shared; good enough to look for near matches in a hurry.
   */
  readonly shrinkOnLoad?: boolean
}

export interface DecodedPicture {
  /** Always three channels; grey is given as R = G = B. */
  readonly pixels: Pixels
  readonly format: PictureFormat
  /** Size of the picture in the file, before any shrinking. */
  readonly width: number
  readonly height: number
  /** E_PICTURE_TORN, E_PICTURE_FRAMES. */
  readonly issues: readonly Issue[]
}

export type PictureDecoder = (bytes: Uint8Array, options?: DecodeOptions) => Promise<Result<DecodedPicture>>

/**
 * Makes the decoder. It sets sharp, for the whole process, to one thread a picture and no cache: many pictures go side by
 * side instead, and a cache of evidence is memory for nothing.
 *
 * @returns a function from a file's bytes (which must stay as they are until it answers) to the picture; it refuses with E_PICTURE_FORMAT, E_PICTURE_UNREADABLE or
 *   E_PICTURE_TOO_LARGE, and never throws on content
 */
export function makePictureDecoder(): PictureDecoder {
  const turns = makeTurns(PIXELS_AT_ONCE)
  let loading: Promise<MakeSharp> | undefined
  return async (bytes, options = {}) => {
    loading ??= loadSharp()
    return decodePicture(bytes, options, { sharp: await loading, turns })
  }
}

type MakeSharp = typeof import('sharp')['default']

/** With the first picture: most programs and threads decode none. */
async function loadSharp(): Promise<MakeSharp> {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}

async function decodePicture(
  bytes: Uint8Array,
  { maxPixels = DEFAULT_MAX_PIXELS, shrinkOnLoad = false }: DecodeOptions,
  { sharp, turns }: { readonly sharp: MakeSharp; readonly turns: Turns },
): Promise<Result<DecodedPicture>> {
  const format = pictureFormat(bytes)
  if (format === null) return refuse('E_PICTURE_FORMAT')

  const header = await attempt(() => sharp(bytes, { failOn: 'none', limitInputPixels: false }).metadata())
  if (!header.ok) return refuse('E_PICTURE_UNREADABLE', { format, reason: header.error })
  // Animated formats report the height of one frame here, since one page is asked for.
  const { width, height, pages = 1 } = header.value
  if (width * height > maxPixels) return refuse('E_PICTURE_TOO_LARGE', { width, height, limit: maxPixels })

  const shrink = shrinkOnLoad ? shrinkFactor({ format, width, height }) : 1
  const leave = await turns.enter(width * height)
  const whole = await attempt(() => raw(bytes, { sharp, failOn: 'error', maxPixels, width, height, shrink }))
  const decoded = whole.ok
    ? whole
    : await attempt(() => raw(bytes, { sharp, failOn: 'none', maxPixels, width, height, shrink }))
  leave()
  if (!decoded.ok) return refuse('E_PICTURE_UNREADABLE', { format, reason: decoded.error })

  const issues: Issue[] = []
  if (!whole.ok) issues.push(ioIssue('E_PICTURE_TORN', undefined, { format, reason: whole.error }))
  if (pages > 1) issues.push(ioIssue('E_PICTURE_FRAMES', undefined, { format, frames: pages }))
  return ok({ pixels: decoded.value, format, width, height, issues })
}

interface RawRequest {
  readonly sharp: MakeSharp
  readonly failOn: 'none' | 'error'
  readonly maxPixels: number
  readonly width: number
  readonly height: number
  readonly shrink: number
}

async function raw(
  bytes: SharpInput,
  { sharp, failOn, maxPixels, width, height, shrink }: RawRequest,
): Promise<Pixels> {
  const file = sharp(bytes, { failOn, limitInputPixels: maxPixels, ignoreIcc: true })
  const sized =
    shrink === 1
      ? file
      : file.resize(Math.ceil(width / shrink), Math.ceil(height / shrink), { fit: 'fill', kernel: 'nearest' })
  // toColourspace also turns grey into three channels, inks into light, and 16 bits into their high byte.
  const { data, info } = await sized
    .removeAlpha()
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3)
    throw new Error(`The decoder gave ${info.channels} channels where three were asked for`)
  const samples = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return { width: info.width, height: info.height, channels: 3, data: samples }
}

/** The most a decoder may shrink on load, 8, 4, 2 or 1, and still leave what PDQ reduces to. Only JPEG and WebP can. */
function shrinkFactor(picture: { format: PictureFormat; width: number; height: number }): number {
  if (picture.format !== 'jpeg' && picture.format !== 'webp') return 1
  const shorter = Math.min(picture.width, picture.height)
  return [8, 4, 2].find((factor) => shorter / factor >= REDUCED_SIDE) ?? 1
}

/** What a third-party decoder gives, or the first line of its complaint. It throws on content; nothing else here does. */
async function attempt<T>(decode: () => Promise<T>): Promise<Result<T, string>> {
  try {
    return ok(await decode())
  } catch (error) {
    const [firstLine] = (error instanceof Error ? error.message : String(error)).split('\n')
    return { ok: false, error: firstLine!.trim() }
  }
}
