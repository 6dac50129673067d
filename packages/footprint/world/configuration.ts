// A configuration of the model: each judgement that could be made otherwise, by name. `baseline-v1` is kept so that results
// can be compared with those published for it; what people are shown is another one.

export interface Configuration {
  readonly id: string
  /**
   * δ_r: what part of a country's estimate stands for the private economy, where most of it is imposed by the state. 1 for
   * a country that is not named. A judgement.
   */
  readonly privatePart: Readonly<Record<string, number>>
  /** Weight of employment beside the GTAP row in the structure that RAS begins with, 0–1. */
  readonly employmentWeight: number
  /** How those who do not work in agriculture divide over mining, manufacturing, construction and services. */
  readonly outsideAgriculture: readonly [number, number, number, number]
  /** m_rk: how much likelier forced labour is taken to be where the list ties a good of a country to it. */
  readonly multipliers: { readonly forced: number; readonly child: number }
}

/** As section 4 of the model's reference states it. */
export const baselineV1: Configuration = {
  id: 'baseline-v1',
  privatePart: { PRK: 0.1, ERI: 0.2 },
  employmentWeight: 0.5,
  outsideAgriculture: [0.013, 0.2, 0.12, 0.667],
  multipliers: { forced: 5, child: 1.5 },
}
