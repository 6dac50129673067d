// A table that may be wider than its place: it scrolls sideways, and is reached by Tab so that keys can scroll it.

import type { ReactNode } from 'react'

export interface TableScrollProps {
  /** What the table holds, for what reads the page out. */
  readonly label: string
  readonly children: ReactNode
}

export const TableScroll = ({ label, children }: TableScrollProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  <section className="table-wrap" aria-label={label} tabIndex={0}>
    {children}
  </section>
)
