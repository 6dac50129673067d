// The picture folder and the two banks of the demonstration case, and what a matcher should find in them. Hashes of the banks
// come from the reference PDQ; whether a copy is near enough is measured, not asserted.

import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { computePdq, computePdqDihedral, distanceOfHex } from '@manumit/hashing'
import sharp from 'sharp'
import { z } from 'zod'
import { type EditName, editPicture, edits } from '../pictures/edits.ts'
import { makePicture } from '../pictures/picture.ts'
import { recipeYaml } from '../recipe.ts'

/**
 * The case's banks: the name to import each file under, and its material. The second holds patterns and is labelled as
 * unlawful material only so that text-only handling can be seen.
 */
export const DEMO_BANKS = [
  { file: 'bank.csv', name: 'demo', material: 'demonstration' },
  { file: 'bank-text-only.csv', name: 'text-only', material: 'unlawful' },
] as const

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
const recipeSchema = z.strictObject({
  demonstration: z.array(known),
  'text-only': z.array(known),
  files: z.array(file),
})
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

interface Expectation {
  readonly expected: ExpectedPicture
  /** The entry of the bank it was made from. */
  readonly entry?: string
  readonly edit?: string
  /** Bits of difference to that entry: by the plain hash, and by the nearest of the eight orientations. */
  readonly distance?: number
  readonly orientationDistance?: number
}

/** One file of the picture folder, and what a matcher should say of it with the first bank. */
export interface DemoPicture extends Expectation {
  /** Path in the picture folder. */
  readonly path: string
  readonly sha256: string
  /** What it should say with the second bank; absent where the file was made from none of its entries. */
  readonly textOnly?: Expectation
}

/** One known picture. */
export interface BankEntry {
  readonly id: string
  readonly pdq: string
  readonly quality: number
  readonly sha256: string
}

/** The entries of both banks and the folder's files, in the recipe's order. */
export interface DemoPictures {
  readonly entries: readonly BankEntry[]
  readonly textOnlyEntries: readonly BankEntry[]
  readonly files: readonly DemoPicture[]
}

interface Known extends BankEntry {
  readonly bytes: Uint8Array
  readonly orientations: readonly string[]
  readonly line: Pick<z.output<typeof known>, 'category' | 'note'>
}

/** Writes `pictures/` and the files of `DEMO_BANKS` into the folder. */
export async function makeDemoPictures(folder: string): Promise<DemoPictures> {
  const recipe = recipeSchema.parse(recipeYaml('demo-pictures.yaml'))
  const [shown, textOnly] = await Promise.all(
    [recipe.demonstration, recipe['text-only']].map((entries) => Promise.all(entries.map(makeKnown))),
  )
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, DEMO_BANKS[0].file), bankText(shown!))
  writeFileSync(join(folder, DEMO_BANKS[1].file), bankText(textOnly!))
  const ofShown = byId(shown!)
  const ofTextOnly = byId(textOnly!)
  const files = await Promise.all(
    recipe.files.map(async (declared): Promise<DemoPicture> => {
      const secret = 'of' in declared && ofTextOnly.has(declared.of)
      const { bytes, ...found } = await makeFile(declared, secret ? ofTextOnly : ofShown)
      const target = join(folder, 'pictures', declared.path)
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, bytes)
      const named = { path: declared.path, sha256: digest('sha256', bytes) }
      return secret ? { ...named, expected: 'unrelated', textOnly: found } : { ...named, ...found }
    }),
  )
  return { entries: shown!.map(entryOf), textOnlyEntries: textOnly!.map(entryOf), files }
}

const KNOWN_SIZE = { width: 800, height: 600 }

async function makeKnown({ id, scene, drawing, category, note }: z.output<typeof known>): Promise<Known> {
  const bytes = await makePicture({ scene, seed: drawing, ...KNOWN_SIZE })
  const pixels = await pixelsOfFile(bytes)
  const { text, quality } = computePdq(pixels)
  const orientations = Object.values(computePdqDihedral(pixels).hashes)
  const line = { category, note }
  return { id, pdq: text, quality, sha256: digest('sha256', bytes), bytes, orientations, line }
}

const byId = (entries: readonly Known[]) => new Map(entries.map((entry) => [entry.id, entry]))
const entryOf = ({ id, pdq, quality, sha256 }: Known): BankEntry => ({ id, pdq, quality, sha256 })

const DIGESTS = ['md5', 'sha1', 'sha256'] as const
const BANK_SOURCE = 'manumit demonstration'

/** Four lines an entry, a hash kind each, as lists are handed over. */
function bankText(entries: readonly Known[]): string {
  const lines = entries.flatMap(({ id, pdq, bytes, line }) =>
    [['pdq', pdq], ...DIGESTS.map((kind) => [kind, digest(kind, bytes)])].map(([kind, hash]) =>
      [kind, hash, line.category, BANK_SOURCE, `${id}: ${line.note}`].map(csvCell).join(','),
    ),
  )
  return `hash_type,hash,category,source,note\n${lines.join('\n')}\n`
}

const digest = (kind: (typeof DIGESTS)[number], bytes: Uint8Array): string =>
  createHash(kind).update(bytes).digest('hex')

const csvCell = (text: string | undefined): string =>
  /[",\n]/.test(text ?? '') ? `"${text!.replaceAll('"', '""')}"` : (text ?? '')

type MadeFile = Expectation & { readonly bytes: Uint8Array }

async function makeFile(declared: DemoFile, knownById: ReadonlyMap<string, Known>): Promise<MadeFile> {
  if ('text' in declared) return { bytes: new TextEncoder().encode(declared.text), expected: 'not-a-picture' }
  if ('scene' in declared)
    return {
      bytes: await makePicture({ scene: declared.scene, seed: declared.drawing, ...KNOWN_SIZE }),
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
