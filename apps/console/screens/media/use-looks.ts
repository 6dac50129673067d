// Looks at pictures on this screen, with everything that ends a look: the window losing the focus or being hidden, a pointer
// taken away. In memory only.

import { useEffect, useReducer } from 'react'
import { type LookEvent, type Looks, noLooks, updateLooks } from './hold.ts'

export function useLooks(): readonly [Looks, (event: LookEvent) => void] {
  const [looks, look] = useReducer(updateLooks, noLooks)
  useEffect(() => {
    const lost = () => look({ is: 'lost', at: performance.now() })
    const ends = ['blur', 'pagehide', 'pointercancel'] as const
    for (const end of ends) addEventListener(end, lost)
    document.addEventListener('visibilitychange', lost)
    return () => {
      for (const end of ends) removeEventListener(end, lost)
      document.removeEventListener('visibilitychange', lost)
    }
  }, [])
  return [looks, look]
}
