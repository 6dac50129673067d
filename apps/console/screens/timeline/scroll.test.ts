import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  MAX_PIXELS,
  movedTo,
  resized,
  rowsInView,
  rowTop,
  type Scroll,
  scrolled,
  scrolledPixels,
  settled,
  shownRow,
} from './scroll.ts'

const million: Scroll = { rows: 1_000_000, rowPixels: 36, viewPixels: 720, top: 0, barTop: 0 }
const few: Scroll = { ...million, rows: 100 }

it('a million rows fit into what a browser lets an element be', () => {
  expect(scrolledPixels(million)).toBe(MAX_PIXELS)
  expect(scrolledPixels(few)).toBe(3600)
})

it('a small step moves by its own pixels, however many rows there are', () => {
  const middle = movedTo(million, 500_000)
  expect(scrolled(middle, middle.barTop + 100).top).toBe(middle.top + 100)
})

it('a jump of the bar moves in proportion, and its ends are the first and the last row', () => {
  const end = scrolled(million, MAX_PIXELS - 720)
  expect(rowsInView(end)).toEqual({ first: 999_980, end: 1_000_000 })
  expect(rowsInView(scrolled(end, 0)).first).toBe(0)
  expect(rowsInView(scrolled(million, MAX_PIXELS / 2)).first).toBeGreaterThan(490_000)
})

it('with few rows the bar is the position', () => {
  expect(scrolled(few, 1234)).toEqual({ ...few, top: 1234, barTop: 1234 })
})

it('whatever moves, the rows in view are drawn inside the view', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3_000_000 }),
      fc.array(fc.integer({ min: -3_000, max: MAX_PIXELS })),
      (rows, moves) => {
        let scroll: Scroll = resized(million, { rows })
        for (const move of moves) {
          const bar = Math.max(
            0,
            Math.min(
              scrolledPixels(scroll) - scroll.viewPixels,
              move < 0 ? scroll.barTop + move + 1500 : move,
            ),
          )
          scroll = scrolled(scroll, bar)
          for (const now of [scroll, settled(scroll)]) {
            const { first, end } = rowsInView(now)
            expect(end).toBeGreaterThan(first)
            expect(end - first).toBeLessThanOrEqual(21)
            const y = rowTop(now, first) - now.barTop
            expect(y).toBeGreaterThan(-36.001)
            expect(y).toBeLessThan(720)
          }
        }
      },
    ),
  )
})

it('settling moves no row', () => {
  const moved = scrolled(movedTo(million, 70_000), movedTo(million, 70_000).barTop + 400)
  expect(settled(moved).top).toBe(moved.top)
})

it('shows a row with the least move', () => {
  expect(rowsInView(shownRow(million, 25)).end).toBe(26)
  expect(shownRow(million, 3)).toBe(million)
  expect(rowsInView(shownRow(movedTo(million, 100), 40)).first).toBe(40)
})

it('keeps its first row when rows get taller', () => {
  expect(rowsInView(resized(movedTo(million, 4321), { rowPixels: 60 })).first).toBe(4321)
})
