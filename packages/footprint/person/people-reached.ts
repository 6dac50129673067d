// How many different people in forced labour worked on any of a person's things in a year: another quantity than the share,
// under its own name. It does not add up over consumers, and is never the headline.

import { exp } from '../numbers/functions.ts'

export interface Cell {
  /** F_rk: people in forced labour in this country and commodity. */
  readonly people: number
  /** t_rk: expected number of meetings of the person's things with somebody in forced labour there. */
  readonly meetings: number
}

/**
 * R = Σ F (1 − exp(−t / F)). Never more than Σ t, never more than Σ F.
 *
 * @source section 6 of the model's reference
 */
export const peopleReached = (cells: readonly Cell[]): number =>
  cells.reduce(
    (sum, { people, meetings }) => (people > 0 ? sum + people * shareReached(meetings / people) : sum),
    0,
  )

const SMALL = 1e-4

/** 1 − e⁻ˣ. For a small x by its series: the difference would keep none of the digits that count. */
const shareReached = (x: number): number =>
  x < SMALL ? x * (1 - (x / 2) * (1 - (x / 3) * (1 - x / 4))) : 1 - exp(-x)
