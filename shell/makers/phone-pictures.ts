// The pictures a recipe puts on a phone: a drawn scene as a JPEG, with the EXIF the recipe states.

import { withExif } from './exif.ts'
import { makePicture } from './pictures/picture.ts'
import type { PictureRecipe, ReadPhoneRecipe } from './recipe.ts'

/** A picture of the recipe and its JPEG. */
export interface Photo extends PictureRecipe {
  readonly bytes: Uint8Array
}

/** The phone's pictures, drawn, with their EXIF; in the recipe's order. */
export function photosOf({ pictures, device, seed }: ReadPhoneRecipe): Promise<Photo[]> {
  return Promise.all(
    pictures.map(async (picture) => {
      const drawing = picture.drawing ?? `${seed}/${picture.id}`
      const drawn = await makePicture({ scene: picture.scene, seed: drawing, width: 800, height: 600 })
      return { ...picture, bytes: withExif(drawn, exifOf(picture, picture.camera ?? device)) }
    }),
  )
}

type Camera = NonNullable<PictureRecipe['camera']>

function exifOf(picture: PictureRecipe, camera: Camera) {
  const { taken, offset, latitude, longitude, altitude } = picture
  const place =
    latitude === undefined || longitude === undefined
      ? undefined
      : { latitude, longitude, ...(altitude === undefined ? {} : { altitudeMetres: altitude }) }
  const zoned = taken !== undefined && offset !== undefined
  return {
    make: camera.make,
    model: camera.model,
    software: camera.system,
    orientation: 1,
    ...(taken === undefined ? {} : { takenLocal: taken }),
    ...(offset === undefined ? {} : { offset }),
    ...(place === undefined ? {} : { place }),
    ...(place && zoned ? { gpsUtc: new Date(`${taken}${offset}`).toISOString().slice(0, 19) } : {}),
    byteOrder: camera.make === 'Apple' ? ('big' as const) : ('little' as const),
  }
}
