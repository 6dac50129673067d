// What people built, bridges apart: a skyline, a harbour, a railway.

import type { Seeded } from '../seeded.ts'
import { box, ellipse, hsl, line, type Point, polygon, repeat } from './svg.ts'

/** Towers with lit windows at dusk. */
export function skyline(seeded: Seeded): string {
  const tower = (i: number): string => {
    const width = seeded.between(48, 92)
    const height = seeded.between(130, 470)
    const x = i * 62 - 20
    const shade = seeded.between(12, 46)
    const columns = Math.floor(width / 13)
    const windows = repeat(columns * Math.floor(height / 18), (k) =>
      seeded.chance(0.45)
        ? box(
            [x + 5 + (k % columns) * 13, 606 - height + Math.floor(k / columns) * 18],
            [7, 10],
            hsl(48, 80, seeded.between(55, 85)),
          )
        : '',
    )
    return box([x, 600 - height], [width, height], hsl(220, 18, shade)) + windows
  }
  return repeat(12, (i) => box([0, i * 50], [800, 51], hsl(265 - i * 8, 45, 22 + i * 5))) + repeat(14, tower)
}

/** Two cranes over stacked containers. */
export function harbourCranes(seeded: Seeded): string {
  const crane = (x: number, size: number): string => {
    const paint = hsl(seeded.between(195, 225), 65, 38)
    return (
      line(
        [
          [x, 450],
          [x + 20 * size, 200],
        ],
        paint,
        11,
      ) +
      line(
        [
          [x + 90 * size, 450],
          [x + 70 * size, 200],
        ],
        paint,
        11,
      ) +
      line(
        [
          [x - 160 * size, 205],
          [x + 190 * size, 205],
        ],
        paint,
        13,
      ) +
      line(
        [
          [x + 45 * size, 110],
          [x - 150 * size, 200],
        ],
        paint,
        5,
      ) +
      line(
        [
          [x + 45 * size, 110],
          [x + 180 * size, 200],
        ],
        paint,
        5,
      ) +
      line(
        [
          [x + 45 * size, 110],
          [x + 45 * size, 205],
        ],
        paint,
        11,
      ) +
      line(
        [
          [x - 110 * size, 205],
          [x - 110 * size, 330],
        ],
        '#222',
        3,
      )
    )
  }
  const stack = repeat(110, (i) => {
    const row = Math.floor(i / 22)
    return seeded.chance(0.85 - row * 0.12)
      ? box(
          [(i % 22) * 37 - 5, 500 - row * 26],
          [35, 24],
          hsl(seeded.pick([8, 28, 130, 205, 45]), 60, seeded.between(28, 62)),
        )
      : ''
  })
  return (
    box([0, 0], [800, 600], hsl(208, 25, 78)) +
    repeat(6, (i) => ellipse([seeded.between(0, 800), 40 + i * 22], [150, 14], 'rgba(255,255,255,0.5)')) +
    crane(seeded.between(190, 240), 1) +
    crane(seeded.between(520, 580), 0.85) +
    stack +
    box([0, 524], [800, 76], '#3d4a55') +
    repeat(60, () =>
      box([seeded.between(0, 800), seeded.between(535, 595)], [seeded.between(12, 60), 4], '#6e8394'),
    )
  )
}

/** Lines that run to the horizon between poles. */
export function railway(seeded: Seeded): string {
  const vanish: Point = [seeded.between(330, 470), 210]
  const rails = repeat(6, (i) =>
    polygon(
      [
        [vanish[0], vanish[1]],
        [i * 150 - 60, 600],
        [i * 150 - 42, 600],
      ],
      '#c9ced3',
    ),
  )
  const sleepers = repeat(26, (i) => {
    const depth = (i / 26) ** 2.2
    return box([0, 214 + depth * 386], [800, 2 + depth * 15], hsl(28, 30, 22))
  })
  const poles = repeat(7, (i) => {
    const depth = (i + 1) / 7
    const x = vanish[0] + (i % 2 ? 1 : -1) * depth ** 2 * 420
    return (
      box([x - depth * 7, 210 - depth * 190], [depth * 14, depth * 300], '#40352c') +
      box([x - depth * 60, 215 - depth * 165], [depth * 120, depth * 9], '#40352c')
    )
  })
  return (
    repeat(7, (i) => box([0, i * 30], [800, 31], hsl(205 - i * 22, 55, 55 + i * 5))) +
    box([0, 210], [800, 390], hsl(40, 18, 52)) +
    repeat(900, () =>
      box(
        [seeded.between(0, 800), 212 + seeded.unit() ** 0.6 * 388],
        [6, 4],
        hsl(38, 15, seeded.between(28, 78)),
      ),
    ) +
    sleepers +
    rails +
    poles
  )
}
