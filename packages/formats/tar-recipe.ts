// Recipes that become tar archives, right or wrong on purpose: for tests. Readers never import it.

export interface TarMemberRecipe {
  readonly name?: string
  readonly prefix?: string
  readonly type?: string
  readonly content?: string
  readonly size?: string
  readonly link?: string
  readonly magic?: string
  readonly mtime?: string
  readonly raw?: Readonly<Record<number, number>>
}

const utf8 = (text: string) => new TextEncoder().encode(text)

/** One member: header with its checksum, and content. */
export function member({ content = '', magic = 'ustar\x0000', ...recipe }: TarMemberRecipe): Uint8Array {
  const data = utf8(content)
  const block = new Uint8Array(512 + Math.ceil(data.length / 512) * 512)
  const put = (at: number, text: string) => block.set(utf8(text), at)
  put(0, recipe.name ?? '')
  put(100, '0000644\0')
  put(124, recipe.size ?? `${data.length.toString(8).padStart(11, '0')}\0`)
  put(136, recipe.mtime ?? '14524770000\0')
  put(148, '        ')
  put(156, recipe.type ?? '0')
  put(157, recipe.link ?? '')
  put(257, magic)
  put(345, recipe.prefix ?? '')
  for (const [at, byte] of Object.entries(recipe.raw ?? {})) block[Number(at)] = byte
  const sum = block.subarray(0, 512).reduce((total, byte) => total + byte, 0)
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `)
  block.set(data, 512)
  return block
}

/** A pax header for the member behind it. */
export const pax = (records: Record<string, string>, type = 'x') =>
  member({
    name: 'PaxHeaders/x',
    type,
    content: Object.entries(records)
      .map(([key, value]) => {
        const rest = utf8(` ${key}=${value}\n`).length
        const guess = rest + String(rest + 2).length
        const length = String(guess).length + rest
        return `${length} ${key}=${value}\n`
      })
      .join(''),
  })

/** Members and the two blocks of zeros that close an archive. */
export function tar(...members: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(members.reduce((sum, one) => sum + one.length, 1024))
  let at = 0
  for (const one of members) {
    whole.set(one, at)
    at += one.length
  }
  return whole
}
