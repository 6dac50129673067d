// Single keys of a queue, heard only while the focus is inside it, so that speech input elsewhere sets nothing off.

import { type KeyboardEvent, useRef } from 'react'

/** After `g` the frame waits so long for a screen's letter: that letter is not ours. */
const GO_MILLISECONDS = 1500

/** For `onKeyDown` of the element around the queue. */
export function useQueueKeys(acts: Readonly<Record<string, () => void>>): (event: KeyboardEvent) => void {
  const goAt = useRef(Number.NEGATIVE_INFINITY)
  return (event) => {
    const target = event.target as Element
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (target.closest('input:not([type=radio], [type=checkbox]), textarea, select, dialog')) return
    const isGo = event.timeStamp - goAt.current < GO_MILLISECONDS
    goAt.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
    const act = acts[event.key]
    if (act === undefined || isGo) return
    event.preventDefault()
    act()
  }
}
