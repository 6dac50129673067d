// Scrolling through more rows than a browser lets an element be high (16 to 33 million pixels). The element stays at most
// MAX_PIXELS high. Small steps move by their own pixels; a jump of the scrollbar moves in proportion; when scrolling rests,
// the scrollbar is put where it belongs. Pure: the view sets scrollTop and tells what it became.

/** Half of the lowest limit known (Firefox, 17.8 million). */
export const MAX_PIXELS = 8_000_000

export interface Scroll {
  readonly rows: number
  readonly rowPixels: number
  readonly viewPixels: number
  /** Where the view stands among rows × rowPixels. */
  readonly top: number
  /** The element's scrollTop that was last told or set. */
  readonly barTop: number
}

/** Height of the scrolled element. */
export const scrolledPixels = ({ rows, rowPixels }: Pick<Scroll, 'rows' | 'rowPixels'>): number =>
  Math.min(rows * rowPixels, MAX_PIXELS)

const range = (scroll: Scroll): number => Math.max(0, scroll.rows * scroll.rowPixels - scroll.viewPixels)
const barRange = (scroll: Scroll): number => Math.max(0, scrolledPixels(scroll) - scroll.viewPixels)

/** After the browser moved the bar to `barTop`. */
export function scrolled(scroll: Scroll, barTop: number): Scroll {
  const step = barTop - scroll.barTop
  const isAtEnd = barTop <= 0 || barTop >= barRange(scroll)
  const isJump = Math.abs(step) > scroll.viewPixels || isAtEnd || range(scroll) === barRange(scroll)
  const top = isJump ? inProportion(scroll, barTop) : clamp(scroll.top + step, 0, range(scroll))
  return { ...scroll, top, barTop }
}

const inProportion = (scroll: Scroll, barTop: number): number =>
  barRange(scroll) === 0 ? 0 : clamp((barTop / barRange(scroll)) * range(scroll), 0, range(scroll))

/** The bar where it belongs: for when scrolling rests, or the view was moved otherwise. */
export const settled = (scroll: Scroll): Scroll => ({
  ...scroll,
  barTop: range(scroll) === 0 ? 0 : Math.round((scroll.top / range(scroll)) * barRange(scroll)),
})

/** The view moved so that its first row is `row`, as far as the end lets it. */
export const movedTo = (scroll: Scroll, row: number): Scroll =>
  settled({ ...scroll, top: clamp(row * scroll.rowPixels, 0, range(scroll)) })

/** The least move that shows `row` whole. */
export function shownRow(scroll: Scroll, row: number): Scroll {
  const above = row * scroll.rowPixels
  const below = above + scroll.rowPixels - scroll.viewPixels
  if (scroll.top > above) return settled({ ...scroll, top: above })
  if (scroll.top < below) return settled({ ...scroll, top: clamp(below, 0, range(scroll)) })
  return scroll
}

/** With other sizes, the first row stays where it is. */
export function resized(
  scroll: Scroll,
  sizes: Partial<Pick<Scroll, 'rows' | 'rowPixels' | 'viewPixels'>>,
): Scroll {
  const first = scroll.rowPixels === 0 ? 0 : scroll.top / scroll.rowPixels
  return movedTo({ ...scroll, ...sizes }, first)
}

/** Rows in view: [first, end). */
export function rowsInView(scroll: Scroll): { readonly first: number; readonly end: number } {
  if (scroll.rows === 0 || scroll.rowPixels === 0) return { first: 0, end: 0 }
  return {
    first: clamp(Math.floor(scroll.top / scroll.rowPixels), 0, scroll.rows - 1),
    end: Math.min(scroll.rows, Math.ceil((scroll.top + scroll.viewPixels) / scroll.rowPixels)),
  }
}

/** Where a row is drawn, from the top of the scrolled element. */
export const rowTop = (scroll: Scroll, row: number): number =>
  row * scroll.rowPixels - scroll.top + scroll.barTop

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
