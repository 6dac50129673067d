/** What a numbering plan, and a dated table where one is supplied, say of a number. Nothing about who holds it. */
export interface NumberFacts {
  /** mobile, fixed, fixed-or-mobile, voip, toll-free, premium, shared-cost, personal, pager, uan, voicemail, short-code, fiction, unknown. */
  readonly type: string
  /** ISO 3166 code; null where the plan gives none. */
  readonly region: string | null
  readonly carrier: string | null
  readonly prepaid: boolean | null
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

/** Facts of a `phone:` or `short-code:` key; null for other kinds. */
export function numberFacts(_key: string, _carriers?: CarrierTable): NumberFacts | null {
  return null
}
