// A link within the console: a real address (so it opens in a new tab and is read out as a link), followed without loading.

import type { MouseEvent, ReactNode } from 'react'
import { useFrame } from '../frame/frame-context.ts'

export interface LinkProps {
  readonly to: string
  /** Handed to the screen in memory. */
  readonly carried?: unknown
  readonly className?: string
  readonly current?: boolean
  readonly label?: string
  /** Not reached by Tab: the list around it opens it by key. */
  readonly unreached?: boolean
  readonly children: ReactNode
}

export function Link({ to, carried, className, current, label, unreached, children }: LinkProps) {
  const { powers } = useFrame()
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    powers.go(to, carried)
  }
  return (
    <a
      href={to}
      onClick={follow}
      {...(className && { className })}
      {...(current && { 'aria-current': 'page' })}
      {...(label && { 'aria-label': label })}
      {...(unreached && { tabIndex: -1 })}
    >
      {children}
    </a>
  )
}
