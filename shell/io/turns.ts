// Turns: work of known size waits until it fits beside what is under way, first come, first served. It knows no pictures.

export interface Turns {
  /** Waits until so much fits beside what is under way; call what it gives when done. */
  enter(amount: number): Promise<() => void>
}

/** At most `limit` under way together; what is larger than that goes alone. */
export function makeTurns(limit: number): Turns {
  const waiting: { readonly amount: number; readonly start: () => void }[] = []
  let underWay = 0
  const fits = (amount: number): boolean => underWay === 0 || underWay + amount <= limit
  const startNext = (): void => {
    for (let next = waiting[0]; next && fits(next.amount); next = waiting[0]) {
      waiting.shift()
      underWay += next.amount
      next.start()
    }
  }
  return {
    enter: (amount) =>
      new Promise((resolve) => {
        const leave = (): void => {
          underWay -= amount
          startNext()
        }
        waiting.push({ amount, start: () => resolve(leave) })
        startNext()
      }),
  }
}
