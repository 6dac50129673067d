// Five landscapes: mountains, dunes, a forest, terraces, a coast with its lighthouse.

import type { Seeded } from '../seeded.ts'
import { box, ellipse, hsl, line, type Point, polygon, repeat } from './svg.ts'

/** A rough line from left to right by midpoint displacement. */
function ridge(seeded: Seeded, { y, roughness }: { y: number; roughness: number }): Point[] {
  let points: Point[] = [
    [0, y + seeded.between(-roughness, roughness)],
    [800, y + seeded.between(-roughness, roughness)],
  ]
  for (let step = roughness; step > 2; step *= 0.55) {
    points = points.flatMap((point, i): Point[] => {
      const next = points[i + 1]
      return next
        ? [point, [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2 + (seeded.unit() - 0.5) * 2 * step]]
        : [point]
    })
  }
  return points
}

const under = (points: readonly Point[], fill: string): string =>
  polygon([...points, [800, 600], [0, 600]], fill)

/** Four ridges, snow on the farthest. */
export function mountains(seeded: Seeded): string {
  const hue = seeded.between(205, 235)
  const peaks = repeat(4, (i) => {
    const points = ridge(seeded, { y: 190 + i * 95, roughness: 130 - i * 22 })
    const snow = points
      .filter(([, y]) => y < 210)
      .map(([x, y]) =>
        polygon(
          [
            [x - 9, y + 26],
            [x, y],
            [x + 11, y + 30],
            [x + 2, y + 18],
          ],
          'rgba(255,255,255,0.8)',
        ),
      )
      .join('')
    return under(points, hsl(hue, 24 - i * 4, 62 - i * 15)) + (i === 0 ? snow : '')
  })
  return (
    repeat(10, (i) => box([0, i * 40], [800, 41], hsl(hue + 5, 55, 58 + i * 3))) +
    ellipse([seeded.between(560, 700), 90], [38, 38], '#fff6d8') +
    peaks
  )
}

/** Six crests with their shadows. */
export function dunes(seeded: Seeded): string {
  const hue = seeded.between(26, 40)
  const crest = (i: number): string => {
    const y = 170 + i * 62
    const peak = seeded.between(120, 680)
    const sharp: Point[] = [
      [0, y + 80],
      [peak, y - 46],
      [800, y + 90],
    ]
    const shade: Point[] = [
      [peak, y - 46],
      [800, y + 90],
      [800, 600],
      [peak - 90, 600],
      [peak + 60, y + 120],
    ]
    const ripples = repeat(9, (r) =>
      line(
        [
          [peak - 300, y + 70 + r * 8],
          [peak - 110, y + 30 + r * 10],
          [peak + 10, y + 44 + r * 12],
        ],
        hsl(hue, 50, 44),
        2,
      ),
    )
    return under(sharp, hsl(hue, 68, 66 - i * 2)) + polygon(shade, hsl(hue - 8, 58, 34 + i)) + ripples
  }
  return repeat(8, (i) => box([0, i * 35], [800, 36], hsl(hue + 8, 70, 90 - i * 4))) + repeat(6, crest)
}

/** Four rows of firs. */
export function forest(seeded: Seeded): string {
  const tree = (x: number, y: number, size: number, light: number): string => {
    const hue = seeded.between(95, 150)
    return (
      box([x - size * 0.06, y], [size * 0.12, size * 0.4], hsl(25, 35, light * 0.6)) +
      repeat(3, (i) =>
        polygon(
          [
            [x - size * (0.42 - i * 0.1), y - i * size * 0.36],
            [x + size * (0.42 - i * 0.1), y - i * size * 0.36],
            [x, y - (i + 1.35) * size * 0.42],
          ],
          hsl(hue, 40, light + i * 5),
        ),
      )
    )
  }
  const row = (depth: number) =>
    repeat(15 - depth * 2, () =>
      tree(seeded.between(-20, 820), 250 + depth * 85, 120 + depth * 42, 52 - depth * 10),
    )
  return (
    box([0, 0], [800, 600], hsl(185, 35, 84)) +
    repeat(4, (i) => row(i) + box([0, 300 + i * 85], [800, 90], hsl(100, 30, 46 - i * 8)) + row(i))
  )
}

/** Fields in steps. */
export function terraces(seeded: Seeded): string {
  const bands = repeat(15, (i) => {
    const y = 120 + i * 34
    const wave = Array.from(
      { length: 41 },
      (_, k): Point => [k * 20, y + Math.sin(k / (3 + (i % 4)) + i * 1.7) * (14 + i * 1.6)],
    )
    const plants = repeat(46, () =>
      ellipse(
        [seeded.between(0, 800), y + seeded.between(6, 34)],
        [5, 7],
        hsl(seeded.between(70, 120), 50, seeded.between(22, 52)),
      ),
    )
    return (
      under(wave, hsl(75 + (i % 3) * 22, 45, i % 2 ? 36 : 64)) +
      line(wave, '#4b3621', 4) +
      (i % 2 ? plants : '')
    )
  })
  return box([0, 0], [800, 600], hsl(200, 40, 82)) + bands
}

/** A striped tower on a rock, its beam over the sea. */
export function lighthouse(seeded: Seeded): string {
  const x = seeded.between(190, 260)
  const sea = repeat(16, (i) =>
    box([0, 380 + i * 14], [800, 15], hsl(195 + (i % 3) * 6, 55, i % 2 ? 30 : 48)),
  )
  const foam = repeat(170, () =>
    ellipse(
      [seeded.between(0, 800), seeded.between(385, 600)],
      [seeded.between(6, 30), 3],
      `rgba(255,255,255,${(0.3 + seeded.unit() * 0.5).toFixed(2)})`,
    ),
  )
  const tower = repeat(6, (i) =>
    polygon(
      [
        [x - 44 + i * 4, 420 - i * 52],
        [x + 44 - i * 4, 420 - i * 52],
        [x + 40 - i * 4, 368 - i * 52],
        [x - 40 + i * 4, 368 - i * 52],
      ],
      i % 2 ? '#c8242b' : '#f6f2ea',
    ),
  )
  return (
    repeat(9, (i) => box([0, i * 44], [800, 45], hsl(22 + i * 3, 75, 46 + i * 4))) +
    polygon(
      [
        [x, 88],
        [800, seeded.between(10, 60)],
        [800, 190],
      ],
      'rgba(255,250,200,0.6)',
    ) +
    sea +
    foam +
    polygon(
      [
        [0, 600],
        [0, 400],
        [90, 372],
        [330, 405],
        [430, 470],
        [470, 600],
      ],
      '#5a5148',
    ) +
    repeat(60, () =>
      ellipse(
        [seeded.between(0, 420), seeded.between(430, 600)],
        [14, 8],
        hsl(30, 12, seeded.between(18, 50)),
      ),
    ) +
    tower +
    box([x - 26, 68], [52, 42], '#222') +
    box([x - 16, 74], [32, 30], '#ffe98a') +
    polygon(
      [
        [x - 32, 68],
        [x + 32, 68],
        [x, 32],
      ],
      '#8c1c20',
    )
  )
}
