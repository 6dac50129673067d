// What a numbering plan, and a dated table where one is supplied, say of a number. Nothing about who holds it, and nothing
// about whether it is thrown away: that cannot be known from a number.

import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { z } from 'zod'
import { partsOfKey } from './identifier.ts'
import { fictionRegion } from './text/fiction-numbers.ts'

/** Version and day of the numbering plans in use; a test holds them to the installed package. */
export const NUMBER_PLANS = { title: 'libphonenumber-js 1.13.16, metadata.max', date: '2026-11-10' } as const

export interface NumberFacts {
  /** One of NUMBER_TYPES. */
  readonly type: string
  /** ISO 3166 code; null where the plan gives none. */
  readonly region: string | null
  readonly carrier: string | null
  readonly prepaid: boolean | null
  /** Which plan and table say so, with their dates. */
  readonly source: string
}

/** A dated table of carriers: number ranges by their leading digits. Read from data by the caller. */
export interface CarrierTable {
  readonly title: string
  /** ISO date of the edition. */
  readonly date: string
  /** E.164 prefix with plus; the longest one that fits counts. */
  readonly ranges: readonly {
    readonly prefix: string
    readonly carrier: string
    readonly prepaid: boolean | null
  }[]
}

const carrierFile = z.strictObject({
  title: z.string().min(1),
  date: z.iso.date(),
  ranges: z.array(
    z.strictObject({
      prefix: z.string().regex(/^\+[1-9]\d{0,14}$/),
      carrier: z.string().min(1),
      prepaid: z.boolean().nullable(),
    }),
  ),
})

/** A table of carriers read from a file, parsed; null where it is not of that form. */
export function parseCarrierTable(content: unknown): CarrierTable | null {
  const parsed = carrierFile.safeParse(content)
  return parsed.success ? parsed.data : null
}

/** The plans' own types, in words of ours. `fiction`: from a range kept for it. */
const TYPES: Readonly<Record<string, string>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  FIXED_LINE_OR_MOBILE: 'fixed-or-mobile',
  VOIP: 'voip',
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared-cost',
  PERSONAL_NUMBER: 'personal',
  PAGER: 'pager',
  UAN: 'company',
  VOICEMAIL: 'voicemail',
}

/** Each type a number may have. */
export const NUMBER_TYPES: readonly string[] = [...Object.values(TYPES), 'short-code', 'fiction', 'unknown']

/** Facts of a `phone:` or `short-code:` key; null for other kinds. */
export function numberFacts(key: string, carriers?: CarrierTable): NumberFacts | null {
  const parts = partsOfKey(key)
  if (parts?.kind === 'short-code') {
    const region = parts.text.slice(0, 2)
    return {
      type: 'short-code',
      region: region === 'ZZ' ? null : region,
      carrier: null,
      prepaid: null,
      source: 'its length, as recorded',
    }
  }
  if (parts?.kind !== 'phone') return null
  const parsed = parsePhoneNumberFromString(parts.text)
  const fiction = fictionRegion(parts.text)
  const range = carriers && longestRange(parts.text, carriers)
  const type = parsed?.getType()
  return {
    type: fiction ? 'fiction' : ((type && TYPES[type]) ?? 'unknown'),
    region: parsed?.country ?? fiction,
    carrier: range?.carrier ?? null,
    prepaid: range?.prepaid ?? null,
    source: `${NUMBER_PLANS.title} of ${NUMBER_PLANS.date}${range ? `; ${carriers.title} of ${carriers.date}` : ''}`,
  }
}

function longestRange(number: string, carriers: CarrierTable): CarrierTable['ranges'][number] | undefined {
  let best: CarrierTable['ranges'][number] | undefined
  for (const range of carriers.ranges)
    if (number.startsWith(range.prefix) && range.prefix.length > (best?.prefix.length ?? 0)) best = range
  return best
}
