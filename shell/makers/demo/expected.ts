// What the demonstration case holds, as its expected.json says it: the answer key of whoever reads it. The story's part names
// what a person can discover; a test holds it against the recipes.

import type { DemoPictures } from './pictures.ts'

/** What the two phones say together, and what only seems so. Numbers in E.164, times in UTC. */
export interface DemoStory {
  /** One person under two names: to be proposed as a candidate, with what speaks against it. */
  readonly samePerson: DemoPair
  /** Her two numbers: the later one begins when the earlier one falls silent. */
  readonly succession: {
    readonly earlier: string
    readonly later: string
    readonly lastOfEarlier: string
    readonly firstOfLater: string
  }
  /** A help line that many entries list under other names: it joins nobody. */
  readonly hub: { readonly number: string; readonly title: string; readonly entries: number }
  /** Two people who use one shop's telephone: to be proposed with less weight than `samePerson`, or not at all. */
  readonly decoy: DemoPair
  /** Names of the net that only this case knows, by how they are first met. */
  readonly newNames: readonly { readonly kind: 'domain' | 'invite' | 'app'; readonly name: string }[]
}

/** An entry of phone A and one of phone B, and the identifiers both list. */
export interface DemoPair {
  readonly onA: string
  readonly onB: string
  readonly shared: readonly string[]
}

/** The story's answers; `hub.entries` is counted when the case is made. */
export const DEMO_STORY = {
  samePerson: {
    onA: 'Vera Lungu',
    onB: 'Lena depot',
    shared: ['+447700900461', '+447700900466', 'office@harvest-bridge.example'],
  },
  succession: {
    earlier: '+447700900461',
    later: '+447700900466',
    lastOfEarlier: '2026-03-12T18:05:00Z',
    firstOfLater: '2026-03-13T07:05:00Z',
  },
  hub: { number: '+447700900222', title: 'Fair Work Line (invented)' },
  decoy: { onA: 'Tom Hale', onB: 'Kadri Sepp', shared: ['+447700900640'] },
  newNames: [
    { kind: 'domain', name: 'harvest-bridge.example' },
    { kind: 'domain', name: 'harvestbridge-pay.example' },
    { kind: 'invite', name: 'EXAMPLEmondayvan' },
    { kind: 'app', name: 'example.harvestbridge.pay' },
  ],
} as const

/** What `expected.json` says: counts per source, the story, and what a matcher should find. */
export interface DemoCase {
  readonly note: string
  readonly phones: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Numbers that records of both phones name, in E.164. */
  readonly sharedNumbers: readonly string[]
  readonly story: DemoStory
  readonly pictures: DemoPictures
}
