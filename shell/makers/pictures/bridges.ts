// Five bridges. Positions and colours come from the seed, the kind of bridge from the function.

import type { Seeded } from '../seeded.ts'
import { box, ellipse, hsl, line, type Point, polygon, repeat, ring } from './svg.ts'

/** Sky in bands, and water in broken stripes below `horizon`. */
function skyAndWater(seeded: Seeded, horizon: number): string {
  const hue = seeded.between(185, 225)
  const sky = repeat(12, (i) =>
    box([0, (i * horizon) / 12], [800, horizon / 12 + 1], hsl(hue, 45, 48 + i * 3.5)),
  )
  const water = box([0, horizon], [800, 600 - horizon], hsl(hue + 12, 50, 28))
  const waves = repeat(140, () => {
    const y = horizon + 6 + seeded.unit() ** 1.3 * (594 - horizon)
    const length = 12 + (y - horizon) * 0.4
    return box(
      [seeded.between(-40, 800), y],
      [length, 1.5 + (y - horizon) / 60],
      hsl(hue + 8, 40, seeded.between(36, 62)),
    )
  })
  const clouds = repeat(seeded.between(4, 7), () => {
    const at: Point = [seeded.between(40, 760), seeded.between(30, horizon * 0.5)]
    return repeat(5, (i) =>
      ellipse([at[0] + i * 22 - 44, at[1] + (i % 2) * 8], [34, 15], 'rgba(255,255,255,0.75)'),
    )
  })
  return sky + clouds + water + waves
}

/** Two towers, a hanging cable, a deck over water. */
export function suspensionBridge(seeded: Seeded): string {
  const horizon = seeded.between(380, 430)
  const deck = horizon - 40
  const towers = [seeded.between(170, 230), seeded.between(560, 630)] as const
  const top = seeded.between(90, 140)
  const red = hsl(seeded.between(0, 18), 70, 40)
  const cable = (x: number): number => {
    const [left, right] = towers
    if (x < left) return top + ((left - x) / left) * (deck - top)
    if (x > right) return top + ((x - right) / (800 - right)) * (deck - top)
    const half = (right - left) / 2
    return deck - 18 - (deck - 18 - top) * ((x - left - half) / half) ** 2
  }
  const curve = Array.from({ length: 81 }, (_, i): Point => [i * 10, cable(i * 10)])
  return (
    skyAndWater(seeded, horizon) +
    repeat(50, (i) =>
      line(
        [
          [i * 16 + 4, cable(i * 16 + 4)],
          [i * 16 + 4, deck],
        ],
        '#422',
        2,
      ),
    ) +
    line(curve, '#311', 6) +
    box([0, deck], [800, 14], '#3a3a40') +
    towers
      .map(
        (x) =>
          box([x - 13, top - 14], [9, 600 - top], red) +
          box([x + 5, top - 14], [9, 600 - top], red) +
          repeat(6, (i) => box([x - 13, top + i * 48], [26, 9], red)),
      )
      .join('')
  )
}

/** A steel arch over a river between hills. */
export function archBridge(seeded: Seeded): string {
  const horizon = seeded.between(420, 460)
  const deck = seeded.between(300, 330)
  const rise = seeded.between(190, 230)
  const steel = hsl(seeded.between(90, 160), 22, 26)
  const arch = (x: number, lift: number): number => deck + 90 - (rise + lift) * (1 - ((x - 400) / 330) ** 2)
  const curve = (lift: number) =>
    Array.from({ length: 67 }, (_, i): Point => [70 + i * 10, arch(70 + i * 10, lift)])
  const hills = polygon(
    [
      [0, horizon],
      [0, 250],
      [120, 190],
      [260, 300],
      [430, 230],
      [600, 320],
      [700, 200],
      [800, 170],
      [800, horizon],
    ],
    hsl(110, 30, 34),
  )
  return (
    skyAndWater(seeded, horizon) +
    hills +
    line(curve(0), steel, 9) +
    line(curve(34), steel, 9) +
    repeat(33, (i) =>
      line(
        [
          [80 + i * 20, arch(80 + i * 20, 0)],
          [90 + i * 20, arch(90 + i * 20, 34)],
        ],
        steel,
        4,
      ),
    ) +
    repeat(22, (i) =>
      line(
        [
          [85 + i * 30, arch(85 + i * 30, 0)],
          [85 + i * 30, deck],
        ],
        '#222',
        3,
      ),
    ) +
    box([0, deck], [800, 18], '#57524d') +
    box([40, deck], [46, 300], '#8f8678') +
    box([714, deck], [46, 300], '#8f8678')
  )
}

/** A truss on piers. */
export function trussBridge(seeded: Seeded): string {
  const horizon = seeded.between(330, 360)
  const top = seeded.between(130, 170)
  const bottom = top + seeded.between(130, 160)
  const rust = hsl(seeded.between(12, 30), 55, 30)
  const panel = 50
  return (
    skyAndWater(seeded, horizon) +
    box([0, bottom], [800, 22], rust) +
    box([0, top], [800, 14], rust) +
    repeat(17, (i) => box([i * panel - 4, top], [8, bottom - top], rust)) +
    repeat(16, (i) =>
      line(
        i % 2
          ? [
              [i * panel, top],
              [(i + 1) * panel, bottom],
            ]
          : [
              [i * panel, bottom],
              [(i + 1) * panel, top],
            ],
        rust,
        8,
      ),
    ) +
    repeat(3, (i) =>
      polygon(
        [
          [150 + i * 240, bottom + 22],
          [210 + i * 240, bottom + 22],
          [224 + i * 240, 600],
          [136 + i * 240, 600],
        ],
        hsl(35, 12, 62 - i * 6),
      ),
    )
  )
}

/** Two rows of stone arches. */
export function stoneAqueduct(seeded: Seeded): string {
  const hue = seeded.between(28, 42)
  const stone = hsl(hue, 32, 62)
  const open = hsl(205, 45, 76)
  const arches = (y: number, count: number, height: number) =>
    repeat(count, (i) => {
      const width = 800 / count
      const x = i * width + width * 0.18
      return (
        box([x, y + width * 0.32], [width * 0.64, height - width * 0.32], open) +
        ellipse([x + width * 0.32, y + width * 0.32], [width * 0.32, width * 0.32], open)
      )
    })
  const bricks = repeat(420, () =>
    box(
      [seeded.between(-10, 800), 130 + seeded.between(0, 23) * 17],
      [seeded.between(18, 36), 14],
      hsl(hue + seeded.between(-6, 6), 30, seeded.between(48, 72)),
    ),
  )
  return (
    box([0, 0], [800, 600], open) +
    box([0, 130], [800, 400], stone) +
    bricks +
    arches(170, seeded.between(9, 11), 110) +
    arches(310, seeded.between(5, 6), 230) +
    box([0, 285], [800, 12], hsl(hue, 30, 38)) +
    polygon(
      [
        [0, 600],
        [0, 505],
        [200, 535],
        [420, 500],
        [640, 540],
        [800, 500],
        [800, 600],
      ],
      hsl(95, 35, 30),
    ) +
    repeat(90, () =>
      ellipse(
        [seeded.between(0, 800), seeded.between(535, 600)],
        [9, 5],
        hsl(90, 40, seeded.between(18, 45)),
      ),
    )
  )
}

/** One pylon and its fan of cables, by night. */
export function cableStayedBridge(seeded: Seeded): string {
  const x = seeded.between(480, 560)
  const deck = seeded.between(390, 420)
  const night = seeded.between(215, 250)
  const lights = repeat(260, () => {
    const y = seeded.between(deck - 110, deck - 10)
    return box([seeded.between(0, 800), y], [5, 7], hsl(seeded.between(35, 55), 85, seeded.between(45, 80)))
  })
  const stays = repeat(
    24,
    (i) =>
      line(
        [
          [x, 60 + i * 9],
          [x - 60 - i * 22, deck],
        ],
        '#dde',
        2.5,
      ) +
      line(
        [
          [x, 60 + i * 9],
          [x + 40 + i * 13, deck],
        ],
        '#dde',
        2.5,
      ),
  )
  return (
    repeat(10, (i) => box([0, i * 60], [800, 61], hsl(night, 45, 8 + i * 2))) +
    ring([140, 110], 36, '#f5eec8', 18) +
    repeat(14, (i) =>
      box(
        [i * 60, deck - 40 - ((i * 37) % 90)],
        [52, 130 + ((i * 37) % 90)],
        hsl(night, 20, 13 + (i % 4) * 3),
      ),
    ) +
    lights +
    polygon(
      [
        [0, deck + 18],
        [800, deck + 18],
        [800, 600],
        [0, 600],
      ],
      hsl(night, 50, 12),
    ) +
    repeat(150, () =>
      box(
        [seeded.between(0, 800), seeded.between(deck + 30, 600)],
        [seeded.between(8, 46), 3],
        hsl(45, 70, seeded.between(25, 60)),
      ),
    ) +
    stays +
    polygon(
      [
        [x - 8, 40],
        [x + 8, 40],
        [x + 24, 600],
        [x - 24, 600],
      ],
      '#c9c9d2',
    ) +
    box([0, deck], [800, 18], '#8b8b95')
  )
}
