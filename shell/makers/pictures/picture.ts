// Draws an invented picture as a JPEG: a scene by name, varied by a seed. Bridges, landscapes, things, patterns; nobody is
// in them.

import sharp from 'sharp'
import { type Seeded, seededFrom } from '../seeded.ts'
import { archBridge, cableStayedBridge, stoneAqueduct, suspensionBridge, trussBridge } from './bridges.ts'
import { dunes, forest, lighthouse, mountains, terraces } from './landscapes.ts'
import { balloons, rings, sailingBoats, teapot, tiles, windmill } from './objects.ts'
import { sheet } from './svg.ts'
import { harbourCranes, railway, skyline } from './towns.ts'

/** The scenes by name; each draws on a sheet of 800 × 600. */
export const scenes: Readonly<Record<string, (seeded: Seeded) => string>> = {
  'arch-bridge': archBridge,
  balloons,
  'cable-stayed-bridge': cableStayedBridge,
  dunes,
  forest,
  'harbour-cranes': harbourCranes,
  lighthouse,
  mountains,
  railway,
  rings,
  'sailing-boats': sailingBoats,
  skyline,
  'stone-aqueduct': stoneAqueduct,
  'suspension-bridge': suspensionBridge,
  teapot,
  terraces,
  tiles,
  'truss-bridge': trussBridge,
  windmill,
}

/** What to draw, and how it is stored. */
export interface PictureOptions {
  /** A name in `scenes`. */
  readonly scene: string
  readonly seed?: string
  /** Pixels. */
  readonly width?: number
  readonly height?: number
  /** JPEG quality, 1–100. */
  readonly quality?: number
  readonly format?: 'jpeg' | 'png' | 'webp'
}

/** The picture's file, without EXIF. The same options give the same bytes on the same build of sharp. */
export async function makePicture(options: PictureOptions): Promise<Uint8Array> {
  const { scene, seed = 'manumit', width = 1024, height = 768, quality = 90, format = 'jpeg' } = options
  const draw = scenes[scene]
  if (!draw) throw new Error(`no scene '${scene}'`)
  const svg = sheet(width, height, draw(seededFrom(`${seed}/${scene}`)))
  const drawn = sharp(Buffer.from(svg)).flatten({ background: '#ffffff' })
  const file =
    format === 'png' ? drawn.png() : format === 'webp' ? drawn.webp({ quality }) : drawn.jpeg({ quality })
  return new Uint8Array(await file.toBuffer())
}
