// Work done a few pieces at a time, its results in the order of the pieces. Memory holds the pieces under way and no more.

export async function* inOrder<In, Out>(
  pieces: Iterable<In>,
  { atOnce }: { readonly atOnce: number },
  work: (piece: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const underWay: Promise<Out>[] = []
  for (const piece of pieces) {
    const result = work(piece)
    // What fails is thrown when its turn comes, and is not unhandled until then.
    result.catch(() => {})
    underWay.push(result)
    if (underWay.length >= atOnce) yield await underWay.shift()!
  }
  while (underWay.length > 0) yield await underWay.shift()!
}
