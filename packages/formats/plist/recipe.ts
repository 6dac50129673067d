// Recipes that become binary property lists and keyed archives, object by object: for tests, which must be able to write
// what no library would. Readers never import it.

/** The bytes of one object; `refs` stands for references, written in the width chosen. */
export type ObjectRecipe = readonly (number | { readonly refs: readonly number[] })[]

export interface BinaryRecipe {
  readonly objects: readonly ObjectRecipe[]
  readonly top?: number
  readonly refSize?: number
  readonly offsetSize?: number
}

export function binaryPlist({ objects, top = 0, refSize = 1, offsetSize = 2 }: BinaryRecipe): Uint8Array {
  const out: number[] = [...ascii('bplist00')]
  const offsets = objects.map((object) => {
    const offset = out.length
    for (const part of object)
      if (typeof part === 'number') out.push(part)
      else for (const ref of part.refs) out.push(...bigEndian(ref, refSize))
    return offset
  })
  const table = out.length
  for (const offset of offsets) out.push(...bigEndian(offset, offsetSize))
  out.push(0, 0, 0, 0, 0, 0, offsetSize, refSize)
  for (const number of [objects.length, top, table]) out.push(...bigEndian(number, 8))
  return Uint8Array.from(out)
}

export const ascii = (text: string): number[] => [...text].map((c) => c.charCodeAt(0))

export const text = (value: string): ObjectRecipe => [
  0x50 | Math.min(value.length, 15),
  ...longCount(value),
  ...ascii(value),
]

const longCount = (value: string): number[] => (value.length < 15 ? [] : [0x10, value.length])

export const array = (...refs: number[]): ObjectRecipe => [0xa0 | refs.length, { refs }]

export const dict = (keys: readonly number[], values: readonly number[]): ObjectRecipe => [
  0xd0 | keys.length,
  { refs: keys },
  { refs: values },
]

export const bigEndian = (value: number, width: number): number[] =>
  Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** (width - 1 - i)) % 256)
