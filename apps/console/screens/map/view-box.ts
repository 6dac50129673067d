// The part of the Earth that is drawn, in Mercator's projection: shapes keep their angles, so a circle of accuracy stays a
// circle. Fitting, zooming and moving are arithmetic on a centre and a scale; no tiles, nothing is fetched.

import { geoMercator } from 'd3-geo'
import { isOnEarth, type Place } from './places.ts'

export interface MapSize {
  readonly width: number
  readonly height: number
}

export interface MapView {
  readonly longitude: number
  readonly latitude: number
  /** Pixels for the whole way round the equator. */
  readonly world: number
}

/** Mean radius of the Earth (IUGG), metres. */
const EARTH_METRES = 6_371_008.8
const ROUND_METRES = 2 * Math.PI * EARTH_METRES
/** Beyond this Mercator goes to infinity. */
const HIGHEST_LATITUDE = 84
/** At this scale a pixel is about a metre: closer, and a picture would claim more than coordinates say. */
const LARGEST_WORLD = ROUND_METRES
const FIT = 0.8
/** Width of what is shown around a single place. */
const LEAST_METRES = 2000

export const wholeWorld = (size: MapSize): MapView => ({
  longitude: 0,
  latitude: 25,
  world: Math.max(size.width, 320),
})

/** Places on Earth that have them all in view, with room around; the whole world for none. */
export function viewOf(
  places: readonly Pick<Place, 'latitude' | 'longitude' | 'accuracyMetres'>[],
  size: MapSize,
): MapView {
  const points = places.filter(isOnEarth).map((place) => mercator(place))
  if (points.length === 0) return wholeWorld(size)
  const left = least(points.map(({ x }) => x))
  const right = -least(points.map(({ x }) => -x))
  const top = least(points.map(({ y }) => y))
  const bottom = -least(points.map(({ y }) => -y))
  const centre = unMercator({ x: (left + right) / 2, y: (top + bottom) / 2 })
  const world = Math.min(
    (FIT * size.width) / Math.max(right - left, 1e-12),
    (FIT * size.height) / Math.max(bottom - top, 1e-12),
    (size.width * ROUND_METRES * Math.cos((centre.latitude * Math.PI) / 180)) / LEAST_METRES,
  )
  return bounded({ ...centre, world }, size)
}

/** Zoomed by a factor about a point of the drawing (its middle, where none is given). */
export function zoomed(
  view: MapView,
  size: MapSize,
  factor: number,
  at: { readonly x: number; readonly y: number } | null = null,
): MapView {
  const next = bounded({ ...view, world: view.world * factor }, size)
  if (at === null) return next
  const offset = { x: at.x - size.width / 2, y: at.y - size.height / 2 }
  const grown = next.world / view.world
  return moved(next, size, { x: offset.x * (grown - 1), y: offset.y * (grown - 1) })
}

/** Moved so that what lay `by` pixels right and down of the middle comes to the middle. */
export function moved(view: MapView, size: MapSize, by: { readonly x: number; readonly y: number }): MapView {
  const middle = mercator(view)
  const centre = unMercator({ x: middle.x + by.x / view.world, y: middle.y + by.y / view.world })
  return bounded({ ...centre, world: view.world }, size)
}

/** d3's projection for a view: from [longitude, latitude] to pixels. */
export const projectionOf = (view: MapView, size: MapSize) =>
  geoMercator()
    .scale(view.world / (2 * Math.PI))
    .center([view.longitude, view.latitude])
    .translate([size.width / 2, size.height / 2])
    .clipExtent([
      [-16, -16],
      [size.width + 16, size.height + 16],
    ])

/** Pixels for so many metres at a latitude. */
export const pixelsOf = (metres: number, latitude: number, view: MapView): number =>
  (metres * view.world) / (ROUND_METRES * Math.max(Math.cos((latitude * Math.PI) / 180), 0.01))

/** A round number of metres that fits a scale bar of at most so many pixels. */
export function scaleBarOf(
  view: MapView,
  most: number,
): { readonly metres: number; readonly pixels: number } {
  const perPixel = 1 / pixelsOf(1, view.latitude, view)
  const power = 10 ** Math.floor(Math.log10(most * perPixel))
  const metres = [5, 2, 1].map((digit) => digit * power).find((size) => size <= most * perPixel) ?? power
  return { metres, pixels: metres / perPixel }
}

/** Whole or decimal degrees between two lines of the grid, so that about four cross the view. */
export function gridStepOf(view: MapView, size: MapSize): number {
  const degrees = (360 * size.width) / view.world / 4
  return [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005].find((step) => step <= degrees) ?? 0.002
}

/** West, south, east, north of what is in view, in degrees. */
export function boundsOf(view: MapView, size: MapSize): readonly [number, number, number, number] {
  const middle = mercator(view)
  const half = { x: size.width / 2 / view.world, y: size.height / 2 / view.world }
  const low = unMercator({ x: middle.x - half.x, y: middle.y + half.y })
  const high = unMercator({ x: middle.x + half.x, y: middle.y - half.y })
  return [Math.max(low.longitude, -180), low.latitude, Math.min(high.longitude, 180), high.latitude]
}

const bounded = (view: MapView, size: MapSize): MapView => ({
  longitude: clamp(view.longitude, -180, 180),
  latitude: clamp(view.latitude, -HIGHEST_LATITUDE, HIGHEST_LATITUDE),
  world: clamp(view.world, Math.max(size.width, 320) * 0.9, LARGEST_WORLD),
})

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

const least = (values: readonly number[]): number =>
  values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)

/** 0–1 round the equator from 180° west; 0 at the top. */
function mercator({ longitude, latitude }: { readonly longitude: number; readonly latitude: number }): {
  readonly x: number
  readonly y: number
} {
  const bound = clamp(latitude, -HIGHEST_LATITUDE, HIGHEST_LATITUDE)
  const y = Math.log(Math.tan(Math.PI / 4 + (bound * Math.PI) / 360)) / (2 * Math.PI)
  return { x: (longitude + 180) / 360, y: 0.5 - y }
}

const unMercator = ({
  x,
  y,
}: {
  readonly x: number
  readonly y: number
}): { readonly longitude: number; readonly latitude: number } => ({
  longitude: x * 360 - 180,
  latitude: (360 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI))) / Math.PI - 90,
})
