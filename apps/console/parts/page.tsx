// The frame of a screen: its heading, which gets the focus when the screen opens, tools beside it, and the content.

import { type ReactNode, useEffect, useRef } from 'react'

export interface PageProps {
  readonly title: string
  /** One or two sentences under the title. */
  readonly lead?: ReactNode
  /** Buttons at the right of the title. */
  readonly tools?: ReactNode
  /** `fill`: the content takes the rest of the window's height and scrolls within. */
  readonly layout?: 'flow' | 'fill'
  readonly children: ReactNode
}

export function Page({ title, lead, tools, layout = 'flow', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Manumit`
    // What is typed into is left alone: a screen may have put the focus there itself.
    if (document.activeElement === document.body || document.activeElement?.closest('nav'))
      heading.current?.focus({ preventScroll: true })
  }, [title])
  return (
    <div className={`page page-${layout}`}>
      <header className="page-head">
        <div className="page-title">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <div className="lead">{lead}</div>}
        </div>
        {tools && <div className="tools">{tools}</div>}
      </header>
      {children}
    </div>
  )
}
