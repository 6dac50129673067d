// exp, log and cos of our own. Engines compute theirs differently in the last digits, and a result has to be the same bytes on
// server, in the browser and on the command line. Only + − × ÷, which IEEE 754 fixes, and the bits of a number are used.

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const SQRT_HALF = Math.SQRT1_2

const float = new Float64Array(1)
const bits = new BigUint64Array(float.buffer)

/** Terms enough for half a unit in the last place on the reduced range. */
const EXP_TERMS = Array.from({ length: 14 }, (_, n) => 1 / factorial(n))
const COS_TERMS = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? 1 : -1) / factorial(2 * n))
const SIN_TERMS = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? 1 : -1) / factorial(2 * n + 1))

/**
 * eˣ, within two units in the last place of the true value.
 *
 * @source argument reduction of fdlibm (Sun Microsystems 1993): x = k ln 2 + r, |r| ≤ ln 2 / 2; then the series of eʳ
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY
  if (x < -745.1332191019412) return 0
  const k = Math.round(x / Math.LN2)
  const r = x - k * LN2_HIGH - k * LN2_LOW
  return scaled(series(EXP_TERMS, r), k)
}

/**
 * ln x, within two units in the last place; NaN below 0, −∞ at 0.
 *
 * @source x = 2ᵉ m, √½ ≤ m < √2; then ln m = 2 artanh((m − 1) / (m + 1))
 */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN
  if (x === 0) return Number.NEGATIVE_INFINITY
  if (x === Number.POSITIVE_INFINITY) return x
  let { exponent, mantissa } = parts(x)
  if (mantissa < SQRT_HALF) {
    mantissa *= 2
    exponent--
  }
  const f = (mantissa - 1) / (mantissa + 1)
  const square = f * f
  let sum = 0
  for (let n = 25; n >= 3; n -= 2) sum = square * (sum + 1 / n)
  const fraction = 2 * f * (1 + sum)
  return exponent * LN2_HIGH + (fraction + exponent * LN2_LOW)
}

/** cos of so many turns: cosTurns(u) = cos 2πu. u is taken modulo 1, which is exact. */
export function cosTurns(u: number): number {
  const turn = u - Math.floor(u)
  // Quarters of a turn: the nearest one, and what is left within ±⅛.
  const quarter = Math.round(turn * 4)
  const angle = (turn - quarter / 4) * (2 * Math.PI)
  const square = angle * angle
  switch (quarter & 3) {
    case 0:
      return series(COS_TERMS, square)
    case 1:
      return -angle * series(SIN_TERMS, square)
    case 2:
      return -series(COS_TERMS, square)
    default:
      return angle * series(SIN_TERMS, square)
  }
}

/** Σ terms[n] xⁿ, by Horner's rule. */
function series(terms: readonly number[], x: number): number {
  let sum = 0
  for (let n = terms.length - 1; n >= 0; n--) sum = sum * x + terms[n]!
  return sum
}

/** x · 2ᵏ, in two steps, since the factor itself may lie outside the range of numbers. */
function scaled(x: number, k: number): number {
  const half = Math.trunc(k / 2)
  return x * powerOfTwo(half) * powerOfTwo(k - half)
}

function powerOfTwo(k: number): number {
  bits[0] = BigInt(k + 1023) << 52n
  return float[0]!
}

/** x = mantissa · 2^exponent, ½ ≤ mantissa < 1. */
function parts(x: number): { exponent: number; mantissa: number } {
  // Below the normal range the leading 1 is not kept: bring it there first.
  const shift = x < 2.2250738585072014e-308 ? 54 : 0
  float[0] = shift === 0 ? x : x * 18014398509481984
  const exponent = Number(bits[0]! >> 52n) - 1022 - shift
  bits[0] = (bits[0]! & 0xf_ffff_ffff_ffffn) | (1022n << 52n)
  return { exponent, mantissa: float[0]! }
}

function factorial(n: number): number {
  let product = 1
  for (let i = 2; i <= n; i++) product *= i
  return product
}
