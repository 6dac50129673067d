import fc from 'fast-check'
import { expect, it } from 'vitest'
import { circlesOf, pointsOf } from './map-points.ts'
import type { Place } from './places.ts'
import { viewOf } from './view-box.ts'

const SIZE = { width: 600, height: 400 }
const place = (
  id: number,
  latitude: number,
  longitude: number,
  accuracyMetres: number | null = null,
): Place => ({
  record: { id, kind: 'picture', sourceId: 1, utc: null, time: '', state: 'live', via: null, caption: '' },
  latitude,
  longitude,
  accuracyMetres,
  statedBy: '',
})

it('draws each place in view in exactly one point', () => {
  const near = fc.tuple(
    fc.double({ min: 50, max: 50.2, noNaN: true }),
    fc.double({ min: 10, max: 10.2, noNaN: true }),
  )
  fc.assert(
    fc.property(fc.array(near, { minLength: 1, maxLength: 60 }), (coordinates) => {
      const places = coordinates.map(([latitude, longitude], id) => place(id, latitude, longitude))
      const points = pointsOf(places, viewOf(places, SIZE), SIZE)
      const ids = points.flatMap((point) => point.places.map(({ record }) => record.id))
      expect(ids.toSorted((a, b) => a - b)).toEqual(places.map((_, id) => id))
    }),
  )
})

it('draws nothing for what is no place on Earth, and a circle only where an accuracy is stated', () => {
  const places = [place(1, 50, 10, 400), place(2, 50.001, 10.001), place(3, 91, 10, 400), place(4, 50, 10, 0)]
  const view = viewOf(places, SIZE)
  expect(
    pointsOf(places, view, SIZE)
      .flatMap((point) => point.places.map(({ record }) => record.id))
      .toSorted(),
  ).toEqual([1, 2, 4])
  const circles = circlesOf({ places, view, size: SIZE, most: 10 })
  expect(circles.map(({ id }) => id)).toEqual([1])
  // Two kilometres are as wide as the drawing.
  expect(circles[0]!.radius).toBeCloseTo((400 / 2000) * SIZE.width, 0)
})
