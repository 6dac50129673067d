// The picture folder and the bank of the demonstration case, and what a matcher should find in them. Hashes of the bank come
// from the reference PDQ; whether a copy is near enough is measured, not asserted.

import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { computePdq, computePdqDihedral, distanceOfHex } from '@manumit/hashing'
import sharp from 'sharp'
import { z } from 'zod'
import { type EditName, editPicture, edits } from '../pictures/edits.ts'
import { makePicture } from '../pictures/picture.ts'
import { recipeYaml } from '../recipe.ts'

const editNames = Object.keys(edits) as [EditName, ...EditName[]]
const known = z.strictObject({
  id: z.string(),
  scene: z.string(),
  drawing: z.string(),
  category: z.string(),
  note: z.string(),
})
const file = z.union([
  z.strictObject({ path: z.string(), of: z.string(), edit: z.enum(editNames).optional() }),
  /** Only this share of the known picture's bytes. */
  z.strictObject({ path: z.string(), of: z.string(), torn: z.number().gt(0).lt(1) }),
  z.strictObject({ path: z.string(), scene: z.string(), drawing: z.string() }),
  z.strictObject({ path: z.string(), text: z.string() }),
])
const recipeSchema = z.strictObject({ source: z.string(), known: z.array(known), files: z.array(file) })
type DemoFile = z.output<typeof file>

/** How a known picture's copy can be found, or why the file is no such copy. */
export type ExpectedPicture =
  | 'digest'
  | 'pdq'
  | 'pdq-orientations'
  | 'missed'
  | 'unrelated'
  | 'torn'
  | 'not-a-picture'

/** One file of the picture folder, and what a matcher should say of it. */
export interface DemoPicture {
  /** Path in the picture folder. */
  readonly path: string
  readonly sha256: string
  readonly expected: ExpectedPicture
  /** The entry of the bank it was made from. */
  readonly entry?: string
  readonly edit?: string
  /** Bits of difference to that entry: by the plain hash, and by the nearest of the eight orientations. */
  readonly distance?: number
  readonly orientationDistance?: number
}

/** One known picture. */
export interface BankEntry {
  readonly id: string
  readonly pdq: string
  readonly quality: number
  readonly sha256: string
}

/** The bank's entries and the folder's files, in the recipe's order. */
export interface DemoPictures {
  readonly entries: readonly BankEntry[]
  readonly files: readonly DemoPicture[]
}

interface Known extends BankEntry {
  readonly bytes: Uint8Array
  readonly orientations: readonly string[]
}

/** Writes `pictures/` and `bank.csv` into the folder. */
export async function makeDemoPictures(folder: string): Promise<DemoPictures> {
  const recipe = recipeSchema.parse(recipeYaml('demo-pictures.yaml'))
  const knownById = new Map<string, Known>()
  const lines = ['hash_type,hash,category,source,note']
  for (const entry of recipe.known) {
    const bytes = await makePicture({ scene: entry.scene, seed: entry.drawing })
    const pixels = await pixelsOfFile(bytes)
    const { text, quality } = computePdq(pixels)
    const orientations = Object.values(computePdqDihedral(pixels).hashes)
    knownById.set(entry.id, {
      id: entry.id,
      pdq: text,
      quality,
      sha256: digest('sha256', bytes),
      bytes,
      orientations,
    })
    const rows = [['pdq', text], ...DIGESTS.map((kind) => [kind, digest(kind, bytes)])]
    for (const [kind, hash] of rows)
      lines.push(
        [kind, hash, entry.category, recipe.source, `${entry.id}: ${entry.note}`].map(csvCell).join(','),
      )
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'bank.csv'), `${lines.join('\n')}\n`)
  const files: DemoPicture[] = []
  for (const declared of recipe.files) {
    const { bytes, ...described } = await makeFile(declared, knownById)
    const target = join(folder, 'pictures', declared.path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, bytes)
    files.push({ path: declared.path, sha256: digest('sha256', bytes), ...described })
  }
  const entries = [...knownById.values()].map(({ id, pdq, quality, sha256 }) => ({
    id,
    pdq,
    quality,
    sha256,
  }))
  return { entries, files }
}

const DIGESTS = ['md5', 'sha1', 'sha256'] as const

const digest = (kind: (typeof DIGESTS)[number], bytes: Uint8Array): string =>
  createHash(kind).update(bytes).digest('hex')

const csvCell = (text: string | undefined): string =>
  /[",\n]/.test(text ?? '') ? `"${text!.replaceAll('"', '""')}"` : (text ?? '')

type MadeFile = Omit<DemoPicture, 'path' | 'sha256'> & { readonly bytes: Uint8Array }

async function makeFile(declared: DemoFile, knownById: ReadonlyMap<string, Known>): Promise<MadeFile> {
  if ('text' in declared) return { bytes: new TextEncoder().encode(declared.text), expected: 'not-a-picture' }
  if ('scene' in declared)
    return {
      bytes: await makePicture({ scene: declared.scene, seed: declared.drawing }),
      expected: 'unrelated',
    }
  const entry = knownById.get(declared.of)
  if (!entry) throw new Error(`recipe: no known picture '${declared.of}'`)
  if ('torn' in declared) {
    const kept = Math.floor(entry.bytes.length * declared.torn)
    return { bytes: entry.bytes.slice(0, kept), expected: 'torn', entry: entry.id }
  }
  if (declared.edit === undefined)
    return { bytes: entry.bytes, expected: 'digest', entry: entry.id, distance: 0 }
  return editedCopy(entry, declared.edit)
}

const REACHES = { plain: 'pdq', orientations: 'pdq-orientations', none: 'missed' } as const

async function editedCopy(entry: Known, edit: EditName): Promise<MadeFile> {
  const bytes = await editPicture(entry.bytes, edit)
  const { text } = computePdq(await pixelsOfFile(bytes))
  const orientationDistance = Math.min(...entry.orientations.map((hash) => distanceOfHex(hash, text)))
  return {
    bytes,
    expected: REACHES[edits[edit].reach],
    entry: entry.id,
    edit,
    distance: distanceOfHex(entry.pdq, text),
    orientationDistance,
  }
}

/** Decoded as PDQ wants it: profile and orientation ignored, alpha dropped. */
async function pixelsOfFile(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes, { ignoreIcc: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const channels = info.channels === 1 ? 1 : 3
  return { width: info.width, height: info.height, channels, data: new Uint8Array(data) } as const
}
