// Lists that linking takes from outside the case: identifiers known to be shared by many, names of the net known to many,
// ranges of carriers. Each has its source and date. None of carriers comes with the program.

import { readFileSync } from 'node:fs'
import {
  type Baseline,
  type CarrierTable,
  type KnownHub,
  parseBaseline,
  parseKnownHubs,
} from '@manumit/linkage'
import { parse } from 'yaml'

export interface LinkLists {
  readonly knownHubs: readonly KnownHub[]
  readonly baseline: Baseline
  readonly carriers: CarrierTable | null
}

/** The lists that come with the program. Throws where the installation is damaged. */
export function defaultLists(): LinkLists {
  const knownHubs = parseKnownHubs(read('known-hubs.yaml'))
  const baseline = parseBaseline(read('known-names.yaml'))
  if (!knownHubs || !baseline) throw new Error('data/lexicon does not hold the lists it should.')
  return { knownHubs, baseline, carriers: null }
}

const read = (name: string): unknown =>
  parse(readFileSync(new URL(`../../data/lexicon/${name}`, import.meta.url), 'utf8'))
