// Work that looks before it writes is done one after the other, so that nobody else writes in between.

/** A function that begins each work when the one before it has ended, in whatever way. */
export function makeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work, work)
    last = turn.catch(() => {})
    return turn
  }
}
