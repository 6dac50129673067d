// A table that scrolls sideways where there is no room for it; reached by keys, so that they can scroll it.

import type { ReactNode } from 'react'

export interface ScrolledTableProps {
  readonly label: string
  readonly children: ReactNode
}

export const ScrolledTable = ({ label, children }: ScrolledTableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
  <section className="table-wrap table-wide" tabIndex={0} aria-label={label}>
    <table>{children}</table>
  </section>
)
