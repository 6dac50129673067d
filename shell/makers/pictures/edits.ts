// Edited copies of a picture, as copies go about: packed harder, scaled, turned, cropped, marked. Some of them plain PDQ
// misses; the table says which, as measured on the demo's own pictures and shown by a test.

import sharp, { type Sharp } from 'sharp'

interface Size {
  readonly width: number
  readonly height: number
}

/** What a matcher can expect of the edit: near by the plain hash, near by one of the eight orientations, or neither. */
export type EditReach = 'plain' | 'orientations' | 'none'

interface EditDeclaration {
  readonly reach: EditReach
  readonly apply: (picture: Sharp, size: Size) => Sharp
}

const LOGO_SIDE_SHARE = 0.07

/** The edits by name. */
export const edits = {
  'jpeg-q50': { reach: 'plain', apply: (picture) => picture.jpeg({ quality: 50 }) },
  'half-size': {
    reach: 'plain',
    apply: (picture, { width }) => picture.resize({ width: Math.round(width / 2) }),
  },
  grey: { reach: 'plain', apply: (picture) => picture.greyscale() },
  brighter: { reach: 'plain', apply: (picture) => picture.modulate({ brightness: 1.12 }) },
  logo: {
    reach: 'plain',
    apply: (picture, size) => picture.composite([{ input: logoFor(size), gravity: 'southeast' }]),
  },
  'crop-2': { reach: 'plain', apply: (picture, size) => cropped(picture, size, 0.01) },
  mirrored: { reach: 'orientations', apply: (picture) => picture.flop() },
  'quarter-turn': { reach: 'orientations', apply: (picture) => picture.rotate(90) },
  'crop-10': { reach: 'none', apply: (picture, size) => cropped(picture, size, 0.1) },
  border: { reach: 'none', apply: (picture, size) => bordered(picture, size) },
} as const satisfies Readonly<Record<string, EditDeclaration>>

/** A name in `edits`. */
export type EditName = keyof typeof edits

/** The edited copy as a JPEG without EXIF. */
export async function editPicture(original: Uint8Array, edit: EditName): Promise<Uint8Array> {
  const { width, height } = await sharp(original).metadata()
  const declared: EditDeclaration = edits[edit]
  const copy = declared.apply(sharp(original), { width, height })
  const file = edit === 'jpeg-q50' ? copy : copy.jpeg({ quality: 88 })
  return new Uint8Array(await file.toBuffer())
}

/** `share` of each side is cut away all round. */
function cropped(picture: Sharp, { width, height }: Size, share: number): Sharp {
  const left = Math.round(width * share)
  const top = Math.round(height * share)
  return picture.extract({ left, top, width: width - 2 * left, height: height - 2 * top })
}

function bordered(picture: Sharp, { width }: Size): Sharp {
  const side = Math.round(width * 0.06)
  return picture.extend({ top: side, bottom: side, left: side, right: side, background: '#101010' })
}

/** A plain mark: two bars in a disc, half a hundredth of the area. */
function logoFor({ width, height }: Size): Buffer {
  const side = Math.round(Math.sqrt(width * height) * LOGO_SIDE_SHARE)
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9" fill="#ffffff" stroke="#333333"/><rect x="5" y="6" width="10" height="3" fill="#333333"/><rect x="5" y="11" width="10" height="3" fill="#333333"/></svg>`,
  )
}
