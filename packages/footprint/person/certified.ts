// What a claim of lower risk does to the rest: a share of a country's commodity sold as better leaves the worse part to
// everybody else. Buying alone makes nobody free.

/**
 * φ of the part without the claim, such that the whole keeps its people: φ' = φ (1 − c ρ) ÷ (1 − c).
 *
 * @param share  c: share of the output sold with the claim, 0 ≤ c < 1
 * @param ratio  ρ: intensity of the claimed part against the whole; 1 without evidence
 * @source section 7 of the model's reference
 */
export const intensityOfRest = (
  intensity: number,
  { share, ratio }: { readonly share: number; readonly ratio: number },
): number => (intensity * (1 - share * ratio)) / (1 - share)
