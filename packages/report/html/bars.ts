// Counts over time as a drawing: stacked bars, the largest count and the ends of the axis in figures, a key below.

import type { Bars } from '../document.ts'
import { grouped } from '../printed-text.ts'
import { escaped } from './escape.ts'

const WIDTH = 920
const HEIGHT = 200
const LEFT = 44
const BASE = 172
const TOP = 12
/** Colours that the style has; further series share the last. */
const COLOURS = 8

export function barsHtml({ caption, summary, series, bars }: Bars): string {
  const sums = bars.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0))
  const most = sums.reduce((a, b) => Math.max(a, b), 1)
  const step = (WIDTH - LEFT) / Math.max(1, bars.length)
  const drawn = bars.map(({ counts }, i) => {
    let y = BASE
    return counts
      .map((count, s) => {
        if (count === 0) return ''
        const height = (count / most) * (BASE - TOP)
        y -= height
        return `<rect class="s${Math.min(s, COLOURS - 1)}" x="${fixed(LEFT + i * step)}" y="${fixed(y)}" width="${fixed(Math.max(1, Math.min(step - 1, 28)))}" height="${fixed(height)}"/>`
      })
      .join('')
  })
  const labels = labelled(bars.length).map((i) => {
    const isLast = i === bars.length - 1 && i > 0
    const x = isLast ? WIDTH : LEFT + i * step
    return `<text x="${fixed(x)}" y="${BASE + 18}"${isLast ? ' text-anchor="end"' : ''}>${escaped(bars[i]!.label)}</text>`
  })
  return `<figure><figcaption>${escaped(caption)}</figcaption>
<div class="scroll" tabindex="0" role="region" aria-label="Drawing"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(`${caption}. ${summary}`)}">
<line class="axis" x1="${LEFT}" y1="${BASE}" x2="${WIDTH}" y2="${BASE}" stroke-width="1"/><line class="axis" x1="${LEFT}" y1="${TOP}" x2="${WIDTH}" y2="${TOP}" stroke-width="1" stroke-dasharray="2 4"/>
<text x="${LEFT - 6}" y="${TOP + 4}" text-anchor="end">${grouped(most)}</text><text x="${LEFT - 6}" y="${BASE + 4}" text-anchor="end">0</text>
${drawn.join('')}
${labels.join('')}</svg></div>
<ul class="key">${series.map((name, s) => `<li><i class="s${Math.min(s, COLOURS - 1)}"></i>${escaped(name)}</li>`).join('')}</ul>
<p>${escaped(summary)}</p></figure>
`
}

/** Two decimals: the same digits on every machine. */
const fixed = (value: number): string => String(Math.round(value * 100) / 100)

/** Which bars get a label: the first, the middle where there is room, the last. */
function labelled(bars: number): number[] {
  if (bars <= 1) return [0]
  return bars < 5 ? [0, bars - 1] : [0, Math.floor(bars / 2), bars - 1]
}
