// Lists that linking takes from outside the case: identifiers known to be shared by many, names of the net known to many,
// ranges of carriers. Each has its source and date. Only the names come with the program: who answers which number changes.

import { readFileSync } from 'node:fs'
import type { Baseline, CarrierTable, KnownHub } from '@manumit/linkage'
import { parse } from 'yaml'
import { z } from 'zod'

export interface LinkLists {
  readonly knownHubs: readonly KnownHub[]
  readonly baseline: Baseline
  readonly carriers: CarrierTable | null
}

const Names = z.strictObject({ title: z.string(), date: z.iso.date(), names: z.array(z.string()) })

/** The list of widely known names that comes with the program; no hubs, no carriers. */
export function defaultLists(): LinkLists {
  const file = new URL('../../data/names/widely-known.yaml', import.meta.url)
  return { knownHubs: [], baseline: Names.parse(parse(readFileSync(file, 'utf8'))), carriers: null }
}
