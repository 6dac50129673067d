// What the parts of the graph screen share: what they are given, and reasons in words.

import { en } from '../../messages/en.ts'
import { kindsLabel } from '../../parts/kind.tsx'
import type { GraphEvent, GraphState } from './graph.ts'
import type { ShownGraph } from './graph-model.ts'

export interface GraphPartProps {
  readonly state: GraphState
  readonly shown: ShownGraph
  readonly send: (event: GraphEvent) => void
  readonly choose: (key: string) => void
}

/** A reason in words: a kind of record, or what is said of two persons. */
export function reasonLabel(reason: string): string {
  const key = `graph.reason.${reason}`
  return Object.hasOwn(en, key) ? en[key as keyof typeof en] : kindsLabel(reason)
}
