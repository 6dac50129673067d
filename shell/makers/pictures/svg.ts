// Small words for drawing: shapes as SVG text on a sheet of 800 × 600. No text elements: fonts differ between machines,
// and a picture must have the same bytes on each run.

/** Size of the sheet, in units of its own. */
export const SHEET_WIDTH = 800
export const SHEET_HEIGHT = 600

/** Units of the sheet, from its upper left corner. */
export type Point = readonly [number, number]

const short = (value: number): string => String(Math.round(value * 10) / 10)
const pointsText = (points: readonly Point[]): string =>
  points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ')

/** A filled polygon. */
export const polygon = (points: readonly Point[], fill: string): string =>
  `<polygon points="${pointsText(points)}" fill="${fill}"/>`

/** An open line through the points. */
export const line = (points: readonly Point[], stroke: string, width: number): string =>
  `<polyline points="${pointsText(points)}" fill="none" stroke="${stroke}" stroke-width="${short(width)}"/>`

/** A filled rectangle, by its upper left corner. */
export const box = (at: Point, size: Point, fill: string): string =>
  `<rect x="${short(at[0])}" y="${short(at[1])}" width="${short(size[0])}" height="${short(size[1])}" fill="${fill}"/>`

/** A filled ellipse. */
export const ellipse = (centre: Point, radii: Point, fill: string): string =>
  `<ellipse cx="${short(centre[0])}" cy="${short(centre[1])}" rx="${short(radii[0])}" ry="${short(radii[1])}" fill="${fill}"/>`

/** A circle, its line only. */
export const ring = (centre: Point, radius: number, stroke: string, width = 8): string =>
  `<circle cx="${short(centre[0])}" cy="${short(centre[1])}" r="${short(radius)}" fill="none" stroke="${stroke}" stroke-width="${short(width)}"/>`

/** Whole numbers from 0 to `count` − 1, mapped and joined. */
export const repeat = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join('')

/** A colour: degrees, per cent, per cent. */
export const hsl = (hue: number, saturation: number, lightness: number): string =>
  `hsl(${Math.round(((hue % 360) + 360) % 360)},${Math.round(saturation)}%,${Math.round(lightness)}%)`

/** The sheet as a document of this size, its background painted. */
export const sheet = (width: number, height: number, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}" preserveAspectRatio="none">${body}</svg>`
