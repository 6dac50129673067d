// Ties a machine to a component: its state and the function that sends it events.

import { useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { FrameContext } from './frame-context.ts'
import type { Machine } from './machine.ts'
import { runMachine } from './run-machine.ts'

/**
 * @param make  called once, when the component appears.
 * @param keep  a name under which the state outlives the component, in memory and until sign-out: coming back to a screen
 *   finds it as it was. What was unanswered when it was left is asked again by the event that `resume` makes.
 */
export function useMachine<State, Event>(
  make: () => Machine<State, Event>,
  keep: { readonly name: string; readonly resume: Event } | null = null,
): readonly [State, (event: Event) => void] {
  const frame = useContext(FrameContext)
  const [running] = useState(() =>
    runMachine(make(), frame.powers, keep ? (frame.kept.get(keep.name) as State | undefined) : undefined),
  )
  useEffect(() => {
    const isBack = keep !== null && frame.kept.has(keep.name)
    const end = running.begin()
    if (isBack && keep) running.send(keep.resume)
    return () => {
      if (keep) frame.kept.set(keep.name, running.state())
      end()
    }
  }, [running])
  return [useSyncExternalStore(running.listen, running.state), running.send]
}
