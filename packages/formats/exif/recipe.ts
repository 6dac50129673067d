// Recipes that become blocks of EXIF and the picture files around them, without any picture: for tests. Readers never
// import it.

/** [tag, type, values]: text for type 2, bytes for 1 and 7, pairs flattened for 5 and 10, or a directory for a pointer. */
export type TagRecipe = readonly [
  tag: number,
  type: number,
  values: string | readonly number[] | DirectoryRecipe,
]

export interface DirectoryRecipe {
  readonly tags: readonly TagRecipe[]
}

const WIDTH: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 4,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 4,
  13: 4,
}

/** A TIFF block: directories one after another, each followed by its longer values. */
export function tiff(root: DirectoryRecipe, { little = true, next = 0 } = {}): Uint8Array {
  const number = (value: number, width: number) => {
    const bytes = Array.from(
      { length: width },
      (_, i) => Math.floor((value < 0 ? value + 256 ** width : value) / 256 ** i) % 256,
    )
    return little ? bytes : bytes.reverse()
  }
  const out: number[] = [...(little ? [0x49, 0x49] : [0x4d, 0x4d]), ...number(42, 2), ...number(8, 4)]
  const directory = ({ tags }: DirectoryRecipe, following: number): number => {
    const offset = out.length
    out.push(...number(tags.length, 2), ...new Array<number>(tags.length * 12 + 4).fill(0))
    const patch = (at: number, bytes: readonly number[]) => {
      bytes.forEach((byte, i) => {
        out[at + i] = byte
      })
    }
    tags.forEach(([tag, type, values], i) => {
      const width = WIDTH[type] ?? 1
      const isDirectory = typeof values === 'object' && 'tags' in values
      const list = isDirectory
        ? [directory(values, 0)]
        : typeof values === 'string'
          ? [...new TextEncoder().encode(`${values}\0`)]
          : values
      const bytes = list.flatMap((value) => number(value, width))
      const count = type === 5 || type === 10 ? list.length / 2 : list.length
      const at = offset + 2 + i * 12
      patch(at, [...number(tag, 2), ...number(type, 2), ...number(count, 4)])
      if (bytes.length <= 4) patch(at + 8, bytes)
      else {
        patch(at + 8, number(out.length, 4))
        for (const byte of bytes) out.push(byte)
      }
    })
    patch(offset + 2 + tags.length * 12, number(following, 4))
    return offset
  }
  directory(root, next)
  return Uint8Array.from(out)
}

const ascii = (text: string) => [...text].map((c) => c.charCodeAt(0))
const big = (value: number, width: number) =>
  Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** (width - 1 - i)) % 256)

export const jpeg = (block: Uint8Array, { width = 640, height = 480 } = {}): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0x4a, 0x46],
    ...[0xff, 0xe1, ...big(block.length + 8, 2), ...ascii('Exif\0\0'), ...block],
    ...[0xff, 0xff, 0xc0, 0, 11, 8, ...big(height, 2), ...big(width, 2), 1, 1, 0x11, 0],
    ...[0xff, 0xda, 0, 2, 0x11, 0x22, 0xff, 0xd9],
  ])

export function png(block: Uint8Array, { width = 640, height = 480 } = {}): Uint8Array {
  const chunk = (type: string, bytes: readonly number[]) => [
    ...big(bytes.length, 4),
    ...ascii(type),
    ...bytes,
    0,
    0,
    0,
    0,
  ]
  return Uint8Array.from([
    ...[0x89, ...ascii('PNG\r\n\x1a\n')],
    ...chunk('IHDR', [...big(width, 4), ...big(height, 4), 8, 0, 0, 0, 0]),
    ...chunk('eXIf', [...block]),
    ...chunk('IEND', []),
  ])
}

export function webp(block: Uint8Array, { width = 640, height = 480 } = {}): Uint8Array {
  const little = (value: number, size: number) => big(value, size).reverse()
  const chunk = (type: string, bytes: readonly number[]) => [
    ...ascii(type),
    ...little(bytes.length, 4),
    ...bytes,
    ...(bytes.length % 2 ? [0] : []),
  ]
  const body = [
    ...ascii('WEBP'),
    ...chunk('VP8X', [8, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)]),
    ...chunk('EXIF', [...block]),
  ]
  return Uint8Array.from([...ascii('RIFF'), ...little(body.length, 4), ...body])
}

export interface HeifOptions {
  readonly width?: number
  readonly height?: number
  /** Pieces the item is cut in. */
  readonly pieces?: number
  /** In the idat box of the index, not behind it. */
  readonly inIdat?: boolean
  readonly brand?: string
}

export function heif(
  block: Uint8Array,
  { width = 640, height = 480, pieces = 1, inIdat = false, brand = 'heic' }: HeifOptions = {},
): Uint8Array {
  const box = (type: string, ...parts: readonly (readonly number[])[]) => {
    const bytes = parts.flat()
    return [...big(bytes.length + 8, 4), ...ascii(type), ...bytes]
  }
  const item = [0, 0, 0, 6, ...ascii('Exif\0\0'), ...block]
  const cuts = Array.from({ length: pieces + 1 }, (_, i) => Math.floor((item.length * i) / pieces))
  const ftyp = box('ftyp', ascii(brand), big(0, 4), ascii('mif1'))
  const meta = (start: number) =>
    box(
      'meta',
      big(0, 4),
      box('pitm', big(0, 4), big(1, 2)),
      box(
        'iinf',
        big(0, 4),
        big(2, 2),
        box('infe', [2, 0, 0, 0], big(1, 2), big(0, 2), ascii('hvc1\0')),
        box('infe', [2, 0, 0, 1], big(2, 2), big(0, 2), ascii('Exif\0')),
      ),
      box(
        'iloc',
        [1, 0, 0, 0, 0x44, 0x00],
        big(1, 2),
        big(2, 2),
        big(inIdat ? 1 : 0, 2),
        big(0, 2),
        big(pieces, 2),
        cuts
          .slice(1)
          .flatMap((cut, i) => [...big((inIdat ? 0 : start) + cuts[i]!, 4), ...big(cut - cuts[i]!, 4)]),
      ),
      box(
        'iprp',
        box('ipco', box('free', big(0, 4)), box('ispe', big(0, 4), big(width, 4), big(height, 4))),
        box('ipma', big(0, 4), big(1, 4), big(1, 2), [2, 1, 0x82]),
      ),
      inIdat ? box('idat', item) : [],
    )
  const length = ftyp.length + meta(0).length
  return Uint8Array.from([...ftyp, ...meta(length + 8), ...(inIdat ? [] : box('mdat', item))])
}
