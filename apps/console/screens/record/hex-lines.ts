// Bytes as lines of sixteen, cut where a mark begins or ends: what the hex view draws. Marks may overlap; the narrowest
// that covers a byte has it. Pure.

export interface Mark {
  readonly start: number
  readonly end: number
  readonly name: string
}

export interface Run {
  /** Number of the mark that has these bytes; null: none. */
  readonly mark: number | null
  /** First byte, from the first byte shown. */
  readonly start: number
  /** `0d 00 01` */
  readonly hex: string
  /** One character a byte; what is not printable ASCII is a dot. */
  readonly ascii: string
}

export interface HexLine {
  readonly start: number
  readonly runs: readonly Run[]
}

const LINE_BYTES = 16

/** Each byte's mark; marks outside the bytes have none. */
export function ownersOf(marks: readonly Mark[], bytes: number): (number | null)[] {
  const owners: (number | null)[] = Array.from({ length: bytes }, () => null)
  const widestFirst = marks
    .map((mark, number) => ({ ...mark, number }))
    .sort((a, b) => b.end - b.start - (a.end - a.start))
  for (const { start, end, number } of widestFirst)
    for (let at = Math.max(0, start); at < Math.min(end, bytes); at++) owners[at] = number
  return owners
}

/** @param hex  two digits a byte, as the route gives it. */
export function hexLines(hex: string, marks: readonly Mark[]): HexLine[] {
  const bytes = Math.floor(hex.length / 2)
  const owners = ownersOf(marks, bytes)
  const lines: HexLine[] = []
  for (let start = 0; start < bytes; start += LINE_BYTES) {
    const end = Math.min(start + LINE_BYTES, bytes)
    const runs: Run[] = []
    for (let from = start; from < end; ) {
      let to = from + 1
      while (to < end && owners[to] === owners[from]) to++
      runs.push({ mark: owners[from]!, start: from, ...written(hex, from, to) })
      from = to
    }
    lines.push({ start, runs })
  }
  return lines
}

function written(hex: string, from: number, to: number): { readonly hex: string; readonly ascii: string } {
  const pairs = hex.slice(from * 2, to * 2).match(/../g) ?? []
  return {
    hex: pairs.join(' '),
    ascii: pairs
      .map((pair) => Number.parseInt(pair, 16))
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'))
      .join(''),
  }
}

/** An offset as a hex editor writes it. */
export const offsetText = (offset: number): string => offset.toString(16).padStart(8, '0')
