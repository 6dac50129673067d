import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MapState, mapMachine, spanOf, updateMap } from './map.ts'
import { bucketsOf, coordinatesText, gapsOf, type Place, placesWithin } from './places.ts'
import {
  boundsOf,
  gridStepOf,
  moved,
  pixelsOf,
  projectionOf,
  scaleBarOf,
  viewOf,
  wholeWorld,
  zoomed,
} from './view-box.ts'

const HOUR = 3_600_000_000
const SIZE = { width: 800, height: 500 }

const place = (utc: number | null, latitude = 50, longitude = 10): Place => ({
  record: { id: 1, kind: 'picture', sourceId: 1, utc, time: '', state: 'live', via: null, caption: '' },
  latitude,
  longitude,
  accuracyMetres: null,
  statedBy: '',
})

describe('places in time', () => {
  it('counts every record with a UTC in exactly one bucket, and makes no more than can be drawn', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4e15 }), { minLength: 1, maxLength: 50 }), (times) => {
        const buckets = bucketsOf(times.map((time) => place(time)))
        expect(buckets.reduce((sum, bucket) => sum + bucket.places, 0)).toBe(times.length)
        expect(buckets.length).toBeLessThanOrEqual(121)
        for (const bucket of buckets)
          expect(
            placesWithin(
              times.map((time) => place(time)),
              bucket,
            ),
          ).toHaveLength(bucket.places)
      }),
    )
  })

  it('has no bucket for records without UTC, which only the whole shows', () => {
    expect(bucketsOf([place(null)])).toEqual([])
    expect(placesWithin([place(null), place(5)], { from: 0, to: 10 })).toHaveLength(1)
    expect(placesWithin([place(null), place(5)], null)).toHaveLength(2)
  })

  it('names the longest stretches without a record, longest first', () => {
    const places = [0, 1, 11, 14, 15].map((hours) => place(hours * HOUR))
    expect(gapsOf(places, 2 * HOUR, 5)).toEqual([
      { from: 1 * HOUR, to: 11 * HOUR },
      { from: 11 * HOUR, to: 14 * HOUR },
    ])
    expect(gapsOf(places, 2 * HOUR, 1)).toHaveLength(1)
  })

  it('writes coordinates with their hemisphere', () => {
    expect(coordinatesText({ latitude: -33.856159, longitude: 151.215256 })).toBe('33.85616° S, 151.21526° E')
  })
})

describe('the view of the map', () => {
  const anyPlaces = fc.array(
    fc.tuple(fc.double({ min: -80, max: 80, noNaN: true }), fc.double({ min: -170, max: 170, noNaN: true })),
    { minLength: 1, maxLength: 20 },
  )

  it('fits each place into the drawing', () => {
    fc.assert(
      fc.property(anyPlaces, (coordinates) => {
        const places = coordinates.map(([latitude, longitude]) => place(0, latitude, longitude))
        const view = viewOf(places, SIZE)
        // A world wider than the drawing is high cannot be made smaller; its sides still fit.
        if (view.world <= 0.91 * SIZE.width) return
        const project = projectionOf(view, SIZE)
        for (const { latitude, longitude } of places) {
          const [x, y] = project([longitude, latitude])!
          expect(x).toBeGreaterThanOrEqual(-1)
          expect(x).toBeLessThanOrEqual(SIZE.width + 1)
          expect(y).toBeGreaterThanOrEqual(-1)
          expect(y).toBeLessThanOrEqual(SIZE.height + 1)
        }
      }),
    )
  })

  it('shows two kilometres around a single place, not a pixel that claims a doorstep', () => {
    const view = viewOf([place(0)], SIZE)
    expect(pixelsOf(2000, 50, view)).toBeCloseTo(SIZE.width, 0)
  })

  it('shows the whole world for no place, and leaves out what is no place on Earth', () => {
    expect(viewOf([place(0, 95, 400)], SIZE)).toEqual(wholeWorld(SIZE))
  })

  it('keeps what lies under the pointer there while zooming', () => {
    const view = viewOf([place(0), place(0, 51, 11)], SIZE)
    const at = { x: 600, y: 120 }
    const before = projectionOf(view, SIZE).invert!([at.x, at.y])!
    const after = projectionOf(zoomed(view, SIZE, 2, at), SIZE).invert!([at.x, at.y])!
    expect(after[0]).toBeCloseTo(before[0], 3)
    expect(after[1]).toBeCloseTo(before[1], 3)
  })

  it('moves by pixels and back', () => {
    const view = viewOf([place(0), place(0, 51, 11)], SIZE)
    const back = moved(moved(view, SIZE, { x: 40, y: -30 }), SIZE, { x: -40, y: 30 })
    expect(back.latitude).toBeCloseTo(view.latitude, 6)
    expect(back.longitude).toBeCloseTo(view.longitude, 6)
  })

  it('draws a scale bar of a round length', () => {
    const { metres, pixels } = scaleBarOf(viewOf([place(0)], SIZE), 120)
    expect([100, 200, 500]).toContain(metres)
    expect(pixels).toBeLessThanOrEqual(120)
    expect(pixels).toBeCloseTo(pixelsOf(metres, 50, viewOf([place(0)], SIZE)), 3)
  })

  it('crosses the view with a few lines of its grid at each scale', () => {
    for (const world of [800, 1e4, 1e5, 1e6, 1e7]) {
      const [west, , east] = boundsOf({ longitude: 10, latitude: 50, world }, SIZE)
      const lines = (east - west) / gridStepOf({ longitude: 10, latitude: 50, world }, SIZE)
      expect(lines).toBeGreaterThanOrEqual(3.9)
      expect(lines).toBeLessThan(13)
    }
  })
})

describe('the map screen', () => {
  const told = (places: readonly Place[]): MapState =>
    updateMap(mapMachine().start()[0], {
      is: 'told',
      result: { ok: true, value: { places: [...places], without: 3, isCut: false } },
    })[0]

  it('plays from the first span to the last, one after another, and stops there', () => {
    let state = updateMap(told([place(0), place(30 * HOUR)]), { is: 'play' })[0]
    expect(spanOf(state)).toMatchObject({ from: 0 })
    const seen = [state.window!.at]
    for (let step = 0; state.isPlaying && step < 500; step++) {
      state = updateMap(state, { is: 'tick' })[0]
      if (state.isPlaying) seen.push(state.window!.at)
    }
    expect(seen).toEqual(state.buckets.map((_, index) => index))
    expect(updateMap(state, { is: 'play' })[0].window!.at).toBe(0)
  })

  it('does not move on after a pause, though a tick was under way', () => {
    const playing = updateMap(told([place(0), place(30 * HOUR)]), { is: 'play' })[0]
    const paused = updateMap(playing, { is: 'pause' })[0]
    expect(updateMap(paused, { is: 'tick' })).toEqual([paused, []])
  })

  it('has nothing to play where no record has a UTC', () => {
    const state = told([place(null)])
    expect(updateMap(state, { is: 'play' })).toEqual([state, []])
    expect(spanOf(state)).toBeNull()
  })

  it('shows up to a moment, or only one span', () => {
    const state = told([place(0), place(30 * HOUR)])
    const at = state.buckets.length - 1
    const only = spanOf(updateMap(state, { is: 'window', window: { at, isUpTo: false } })[0])!
    const upTo = spanOf(updateMap(state, { is: 'window', window: { at, isUpTo: true } })[0])!
    expect(upTo.to).toBe(only.to)
    expect(upTo.from).toBe(0)
    expect(only.from).toBeGreaterThan(0)
  })

  it('asks nothing for days the wrong way round', () => {
    const [first] = updateMap(told([]), { is: 'filter', part: { fromDay: '2024-02-02' } })
    expect(updateMap(first, { is: 'filter', part: { toDay: '2024-02-01' } })[1]).toEqual([])
  })
})
