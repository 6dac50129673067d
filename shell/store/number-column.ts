// Numbers one after the other in a growing block of memory, outside the heap: a list of a batch's length would be copied
// by the collector again and again while the batch grows.

type Numbers = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

/** Numbers to begin with; it doubles when they are full. */
const FIRST_CAPACITY = 1 << 5

/** A column of numbers of one width. */
export class NumberColumn<Values extends Numbers> {
  readonly #make: (length: number) => Values
  #values: Values
  #count = 0

  constructor(make: (length: number) => Values, capacity = FIRST_CAPACITY) {
    this.#make = make
    this.#values = make(capacity)
  }

  get count(): number {
    return this.#count
  }

  push(value: number): void {
    if (this.#count === this.#values.length) this.#grow()
    this.#values[this.#count++] = value
  }

  /** The i-th number from 0. */
  at(i: number): number {
    return this.#values[i]!
  }

  /** The numbers as an array: the column's own memory, which must not be added to any more. */
  finish(): Values {
    return this.#values.subarray(0, this.#count) as Values
  }

  #grow(): void {
    const grown = this.#make(Math.max(16, 2 * this.#values.length))
    grown.set(this.#values)
    this.#values = grown
  }
}

export const bytesColumn = (capacity?: number): NumberColumn<Uint8Array<ArrayBuffer>> =>
  new NumberColumn((length) => new Uint8Array(length), capacity)
export const integersColumn = (capacity?: number): NumberColumn<Uint32Array<ArrayBuffer>> =>
  new NumberColumn((length) => new Uint32Array(length), capacity)
export const doublesColumn = (capacity?: number): NumberColumn<Float64Array<ArrayBuffer>> =>
  new NumberColumn((length) => new Float64Array(length), capacity)
