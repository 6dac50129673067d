// Which picture format bytes are in, by their first bytes. Only formats that phones and services hold are offered to the
// decoder: text formats such as SVG are programs more than pictures, and stay out.

/** First bytes of each format; null stands for any byte. */
const SIGNATURES: readonly { readonly format: PictureFormat; readonly bytes: readonly (number | null)[] }[] =
  [
    { format: 'jpeg', bytes: [0xff, 0xd8, 0xff] },
    { format: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
    { format: 'gif', bytes: [0x47, 0x49, 0x46, 0x38] },
    { format: 'webp', bytes: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50] },
    { format: 'tiff', bytes: [0x49, 0x49, 0x2a, 0x00] },
    { format: 'tiff', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
    // ISO base media: the brand at byte 8 tells AVIF and HEIC from video.
    { format: 'heif', bytes: [null, null, null, null, 0x66, 0x74, 0x79, 0x70] },
  ]

const HEIF_BRANDS = new Set(['avif', 'avis', 'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])

export type PictureFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'heif'

/** The format, or null where the bytes are of none that is decoded. */
export function pictureFormat(bytes: Uint8Array): PictureFormat | null {
  const found = SIGNATURES.find((signature) =>
    signature.bytes.every((byte, i) => byte === null || bytes[i] === byte),
  )
  if (found?.format !== 'heif') return found?.format ?? null
  const brand = String.fromCharCode(...bytes.subarray(8, 12))
  return HEIF_BRANDS.has(brand) ? 'heif' : null
}
