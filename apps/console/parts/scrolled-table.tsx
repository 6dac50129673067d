// A table that may be wider than its place: it scrolls sideways, and is reached by Tab so that keys can scroll it.

import type { ReactNode } from 'react'

export interface ScrolledTableProps {
  /** What the table holds, for what reads the page out. */
  readonly label: string
  /** Keeps a width that can be read in, however narrow the page. */
  readonly isWide?: true
  readonly children: ReactNode
}

export const ScrolledTable = ({ label, isWide, children }: ScrolledTableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  <section className={isWide ? 'table-wrap table-wide' : 'table-wrap'} tabIndex={0} aria-label={label}>
    <table>{children}</table>
  </section>
)
