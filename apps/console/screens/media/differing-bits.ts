// Two hashes side by side: which of their bits differ, so that a distance can be counted by eye and not only believed.

/** One hexadecimal digit of two hashes. */
export interface HashDigit {
  readonly left: string
  readonly right: string
  /** 0–4. */
  readonly differing: number
}

const HEX = /^[0-9a-f]*$/i

/** Digit by digit; null where the two cannot be compared so: other lengths, or no hexadecimal text. */
export function differingDigits(left: string, right: string): readonly HashDigit[] | null {
  if (left.length !== right.length || left === '' || !HEX.test(left) || !HEX.test(right)) return null
  return Array.from(left, (digit, index) => {
    const other = right[index]!
    return {
      left: digit,
      right: other,
      differing: ones(Number.parseInt(digit, 16) ^ Number.parseInt(other, 16)),
    }
  })
}

const ones = (bits: number): number => (bits & 1) + ((bits >> 1) & 1) + ((bits >> 2) & 1) + ((bits >> 3) & 1)

/** Bits that differ and bits compared. */
export const distanceOf = (
  digits: readonly HashDigit[],
): { readonly differing: number; readonly bits: number } => ({
  differing: digits.reduce((sum, digit) => sum + digit.differing, 0),
  bits: digits.length * 4,
})
