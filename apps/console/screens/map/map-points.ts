// Records on the drawing: those that would cover each other are one point with their number. Pure.

import { isOnEarth, type Place } from './places.ts'
import { type MapSize, type MapView, pixelsOf, projectionOf } from './view-box.ts'

export interface MapPoint {
  readonly x: number
  readonly y: number
  readonly places: readonly Place[]
}

export interface AccuracyCircle {
  readonly id: number
  readonly x: number
  readonly y: number
  readonly radius: number
}

const CELL = 14

/** Points in view, by cells of a few pixels; each lies in the middle of its places. */
export function pointsOf(places: readonly Place[], view: MapView, size: MapSize): readonly MapPoint[] {
  const cells = new Map<string, { x: number; y: number; places: Place[] }>()
  for (const { place, x, y } of projected(places, view, size)) {
    if (x < -CELL || y < -CELL || x > size.width + CELL || y > size.height + CELL) continue
    const key = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`
    const cell = cells.get(key) ?? { x: 0, y: 0, places: [] }
    cells.set(key, { x: cell.x + x, y: cell.y + y, places: [...cell.places, place] })
  }
  return [...cells.values()]
    .map((cell) => ({ ...cell, x: cell.x / cell.places.length, y: cell.y / cell.places.length }))
    .sort((a, b) => a.places.length - b.places.length)
}

/** Circles of stated accuracy large enough to be seen, at most so many. */
export function circlesOf(options: {
  readonly places: readonly Place[]
  readonly view: MapView
  readonly size: MapSize
  readonly most: number
}): readonly AccuracyCircle[] {
  const { places, view, size, most } = options
  return projected(places, view, size)
    .flatMap(({ place, x, y }) => {
      if (place.accuracyMetres === null || !(place.accuracyMetres > 0)) return []
      const radius = pixelsOf(place.accuracyMetres, place.latitude, view)
      return radius < 4 || radius > 4 * size.width ? [] : [{ id: place.record.id, x, y, radius }]
    })
    .slice(0, most)
}

function projected(places: readonly Place[], view: MapView, size: MapSize) {
  const project = projectionOf(view, size)
  return places.filter(isOnEarth).flatMap((place) => {
    const point = project([place.longitude, place.latitude])
    return point === null ? [] : [{ place, x: point[0], y: point[1] }]
  })
}
