// A list that comes in pages: rows so far, the cursor of the next page, what is under way, what was refused. Pure; screens
// hold one in their state.

import type { Refusal, Result } from '@manumit/base'

export interface PagedList<Row> {
  readonly rows: readonly Row[]
  /** Cursor of the next page; null where there is none. */
  readonly next: string | null
  readonly isAsking: boolean
  readonly refusal: Refusal | null
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

/** Rows asked for at once. */
export const PAGE_ROWS = 100

/** Before the first answer. */
export const askingList: PagedList<never> = { rows: [], next: null, isAsking: true, refusal: null }

/** The list while an answer is awaited: what stands stays in sight. */
export const asking = <Row>(list: PagedList<Row>): PagedList<Row> => ({
  ...list,
  isAsking: true,
  refusal: null,
})

/** Whether there is nothing to list, and that is the answer. */
export const isEmpty = ({ rows, isAsking, refusal }: PagedList<unknown>): boolean =>
  rows.length === 0 && !isAsking && refusal === null

/** The list with an answer: the first page replaces what stood, a further one follows it. A refusal keeps the rows. */
export function withPage<Row>(
  list: PagedList<Row>,
  result: Result<Page<Row>>,
  isFirst: boolean,
): PagedList<Row> {
  if (!result.ok) return { ...list, isAsking: false, refusal: result.error }
  return {
    rows: isFirst ? result.value.rows : [...list.rows, ...result.value.rows],
    next: result.value.next,
    isAsking: false,
    refusal: null,
  }
}

/** The list with one row in place of the one that is the same. */
export const withRow = <Row>(
  list: PagedList<Row>,
  row: Row,
  isSame: (other: Row) => boolean,
): PagedList<Row> => ({
  ...list,
  rows: list.rows.map((other) => (isSame(other) ? row : other)),
})
