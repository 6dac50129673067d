// What a person told: where they live, with how many, and how much of what they buy or own. "I don't know" is an answer, kept
// as such; what does not apply drops out.

/** Where a quantity comes from. A default that was kept is wider than what was told. */
export type AnswerState = 'answered' | 'default'

/** Bought so many a year, or owned and kept for some years. */
export type Quantity =
  | { readonly kind: 'bought'; readonly perYear: number }
  | { readonly kind: 'owned'; readonly number: number; readonly yearsKept: number }

export interface ItemAnswer {
  readonly product: string
  readonly state: AnswerState
  readonly quantity: Quantity
  /** Share bought second-hand, 0–1: it adds nothing (cut-off rule: a thing counts for its first owner). */
  readonly secondHand: number
  /** How much longer repair makes it last, as a share of its life: 0 for none. */
  readonly repair: number
  /** Used by the household together. */
  readonly isShared: boolean
}

export interface Answers {
  /** ISO 3166-1 alpha-3. */
  readonly country: string
  /** People in the household, ≥ 1. */
  readonly household: number
  /** Services count besides goods. */
  readonly withServices: boolean
  readonly items: readonly ItemAnswer[]
}

/** q: units a year that count for this person. */
export function unitsPerYear(
  { quantity, secondHand, repair, isShared }: ItemAnswer,
  household: number,
): number {
  const bought = quantity.kind === 'bought' ? quantity.perYear : quantity.number / quantity.yearsKept
  return (bought * (1 - secondHand)) / (1 + repair) / (isShared ? household : 1)
}
