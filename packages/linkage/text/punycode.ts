// The Unicode form of a host name that stands in ASCII (`xn--…`), for people’s eyes and for look-alikes. RFC 3492, decoding.

const [BASE, T_MIN, T_MAX, SKEW, DAMP, FIRST_BIAS, FIRST_CODE] = [36, 1, 26, 38, 700, 72, 128]
const LONGEST = 63

/** Labels that are no lawful punycode stay as they are. */
export const unicodeHost = (host: string): string =>
  host
    .split('.')
    .map((label) =>
      label.startsWith('xn--') && label.length <= LONGEST ? (decode(label.slice(4)) ?? label) : label,
    )
    .join('.')

function decode(text: string): string | null {
  const dash = text.lastIndexOf('-')
  const output = dash > 0 ? [...text.slice(0, dash)].map((letter) => letter.charCodeAt(0)) : []
  let [code, bias, index] = [FIRST_CODE, FIRST_BIAS, 0]
  for (let at = dash > 0 ? dash + 1 : 0; at < text.length; ) {
    const before = index
    for (let [weight, k] = [1, BASE]; ; k += BASE) {
      const digit = digitOf(text.charCodeAt(at))
      at += 1
      if (digit < 0) return null
      index += digit * weight
      const t = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias
      if (digit < t) break
      weight *= BASE - t
      if (weight > 0x7fffffff) return null
    }
    const length = output.length + 1
    bias = adapt(index - before, length, before === 0)
    code += Math.floor(index / length)
    index %= length
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null
    output.splice(index, 0, code)
    index += 1
  }
  return String.fromCodePoint(...output)
}

/** −1 for what is no digit, also past the end. */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26
  if (code >= 0x61 && code <= 0x7a) return code - 0x61
  return code >= 0x41 && code <= 0x5a ? code - 0x41 : -1
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let left = isFirst ? Math.floor(delta / DAMP) : delta >> 1
  left += Math.floor(left / length)
  let k = 0
  for (; left > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) left = Math.floor(left / (BASE - T_MIN))
  return k + Math.floor(((BASE - T_MIN + 1) * left) / (left + SKEW))
}
