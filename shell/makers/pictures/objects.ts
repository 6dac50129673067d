// Things and patterns: a teapot, windmill, balloons, sailing boats, tiles, rings.

import type { Seeded } from '../seeded.ts'
import { box, ellipse, hsl, line, type Point, polygon, repeat, ring } from './svg.ts'

const turned = (centre: Point, radius: number, angle: number): Point => [
  centre[0] + radius * Math.cos(angle),
  centre[1] + radius * Math.sin(angle),
]

/** A dotted teapot on a chequered cloth. */
export function teapot(seeded: Seeded): string {
  const hue = seeded.between(180, 340)
  const cloth = repeat(80, (i) =>
    box(
      [(i % 10) * 80, 380 + Math.floor(i / 10) * 30],
      [80, 30],
      (i + Math.floor(i / 10)) % 2 ? '#f4ead5' : '#b5473c',
    ),
  )
  const glaze = hsl(hue, 45, 46)
  const dots = repeat(60, () => {
    const at = turned([390, 330], 150 * Math.sqrt(seeded.unit()), seeded.unit() * 6.28)
    return ellipse([at[0], 330 + (at[1] - 330) * 0.75], [9, 9], hsl(hue + 150, 70, 78))
  })
  return (
    repeat(20, (i) => box([i * 40, 0], [40, 380], i % 2 ? hsl(55, 30, 82) : hsl(80, 22, 70))) +
    cloth +
    ring([570, 320], 78, glaze, 26) +
    polygon(
      [
        [250, 330],
        [120, 200],
        [150, 186],
        [290, 270],
      ],
      glaze,
    ) +
    ellipse([390, 330], [190, 140], glaze) +
    dots +
    ellipse([390, 200], [90, 22], hsl(hue, 45, 32)) +
    ellipse([390, 172], [20, 20], hsl(hue, 45, 30)) +
    ellipse([330, 280], [50, 30], 'rgba(255,255,255,0.5)') +
    box([300, 452], [180, 18], hsl(hue, 40, 24))
  )
}

/** A mill in a field of tulips. */
export function windmill(seeded: Seeded): string {
  const centre: Point = [seeded.between(420, 480), 215]
  const tilt = seeded.unit() * 1.5
  const sails = repeat(4, (i) => {
    const angle = tilt + (i * Math.PI) / 2
    const rungs = repeat(9, (k) =>
      line([turned(centre, 40 + k * 20, angle), turned(centre, 42 + k * 20, angle + 0.28)], '#6b4a2d', 5),
    )
    return line([centre, turned(centre, 215, angle)], '#4a3018', 11) + rungs
  })
  const tulips = repeat(17, (row) =>
    repeat(60, (i) =>
      ellipse(
        [i * 14 + (row % 2) * 7, 445 + row * 10],
        [5, 6],
        hsl([350, 48, 285, 20][row % 4]!, 75, seeded.between(40, 64)),
      ),
    ),
  )
  return (
    repeat(11, (i) => box([0, i * 40], [800, 41], hsl(198, 60, 56 + i * 3.4))) +
    repeat(8, () =>
      ellipse([seeded.between(0, 360), seeded.between(40, 220)], [70, 18], 'rgba(255,255,255,0.85)'),
    ) +
    box([0, 430], [800, 170], '#3f6b2f') +
    polygon(
      [
        [centre[0] - 60, 215],
        [centre[0] + 60, 215],
        [centre[0] + 98, 440],
        [centre[0] - 98, 440],
      ],
      '#7a4b36',
    ) +
    polygon(
      [
        [centre[0] - 72, 215],
        [centre[0], 130],
        [centre[0] + 72, 215],
      ],
      '#2f2a28',
    ) +
    box([centre[0] - 20, 370], [40, 70], '#2b1c14') +
    sails +
    tulips
  )
}

/** Ten striped balloons. */
export function balloons(seeded: Seeded): string {
  const balloon = (i: number): string => {
    const size = 60 + ((i * 29) % 70)
    const at: Point = [
      90 + (i % 4) * 200 + seeded.between(-40, 40),
      100 + Math.floor(i / 4) * 175 + seeded.between(-30, 30),
    ]
    const hue = seeded.between(0, 359)
    const stripes = repeat(5, (k) =>
      ellipse(at, [size * (1 - k * 0.2), size * 1.15], hsl(hue + k * 70, 75, k % 2 ? 72 : 42)),
    )
    const basket = box([at[0] - size * 0.16, at[1] + size * 1.5], [size * 0.32, size * 0.26], '#5d3a1a')
    return (
      stripes +
      line(
        [
          [at[0] - size * 0.5, at[1] + size],
          [at[0] - size * 0.14, at[1] + size * 1.5],
        ],
        '#333',
        3,
      ) +
      line(
        [
          [at[0] + size * 0.5, at[1] + size],
          [at[0] + size * 0.14, at[1] + size * 1.5],
        ],
        '#333',
        3,
      ) +
      basket
    )
  }
  return (
    repeat(12, (i) => box([0, i * 50], [800, 51], hsl(210 + i * 3, 65, 78 - i * 2))) + repeat(10, balloon)
  )
}

/** Nine boats on a bright sea. */
export function sailingBoats(seeded: Seeded): string {
  const boat = (x: number, y: number, size: number): string => {
    const hue = seeded.between(0, 359)
    return (
      polygon(
        [
          [x, y - size * 2.4],
          [x, y],
          [x + size * 1.2, y],
        ],
        hsl(hue, 60, 84),
      ) +
      polygon(
        [
          [x - 5, y - size * 2.1],
          [x - 5, y],
          [x - size * 0.8, y],
        ],
        hsl(hue + 40, 70, 58),
      ) +
      polygon(
        [
          [x - size, y + 6],
          [x + size * 1.3, y + 6],
          [x + size * 0.9, y + size * 0.5],
          [x - size * 0.7, y + size * 0.5],
        ],
        '#3a2a20',
      )
    )
  }
  const sea = repeat(240, () => {
    const y = 230 + seeded.unit() ** 1.2 * 370
    return box(
      [seeded.between(-50, 800), y],
      [20 + (y - 230) * 0.3, 2 + (y - 230) / 70],
      hsl(172, 45, seeded.between(30, 66)),
    )
  })
  return (
    box([0, 0], [800, 230], hsl(32, 80, 80)) +
    ellipse([seeded.between(80, 720), 150], [70, 70], '#fff1b0') +
    box([0, 230], [800, 370], hsl(176, 52, 36)) +
    sea +
    repeat(9, (i) => boat(seeded.between(60, 740), 270 + i * 36, 26 + i * 7))
  )
}

/** A floor of three patterns. */
export function tiles(seeded: Seeded): string {
  const side = 100
  const hue = seeded.between(0, 359)
  const motif = (x: number, y: number, kind: number): string => {
    const ground = box([x, y], [side, side], kind % 2 ? hsl(hue, 40, 84) : hsl(hue + 180, 42, 30))
    const ink = kind % 2 ? hsl(hue + 180, 55, 32) : hsl(hue, 60, 78)
    if (kind < 2)
      return (
        ground +
        polygon(
          [
            [x + 50, y + 8],
            [x + 92, y + 50],
            [x + 50, y + 92],
            [x + 8, y + 50],
          ],
          ink,
        ) +
        ring([x + 50, y + 50], 18, hsl(hue + 90, 60, 50), 9)
      )
    if (kind < 4) return ground + ring([x, y], 60, ink, 20) + ring([x + side, y + side], 60, ink, 20)
    return ground + repeat(4, (i) => box([x + 8 + i * 24, y + 8], [12, 84], ink))
  }
  return repeat(48, (i) => motif((i % 8) * side, Math.floor(i / 8) * side, seeded.below(6)))
}

/** Rings round three centres. */
export function rings(seeded: Seeded): string {
  const centres = Array.from({ length: 3 }, (): Point => [seeded.between(60, 740), seeded.between(60, 540)])
  const hue = seeded.between(0, 359)
  return (
    box([0, 0], [800, 600], hsl(hue, 35, 82)) +
    centres
      .map((centre, c) =>
        repeat(12, (i) => ring(centre, 24 + i * 44, hsl(hue + c * 110, 65, i % 2 ? 30 : 58), 19)),
      )
      .join('') +
    repeat(60, () =>
      ellipse(
        [seeded.between(0, 800), seeded.between(0, 600)],
        [11, 11],
        hsl(hue + 60, 70, seeded.between(20, 90)),
      ),
    )
  )
}
