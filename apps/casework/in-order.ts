// Work done a few pieces at a time, its results in the order of the pieces. Memory holds the pieces under way and no more.

export async function* inOrder<In, Out>(
  pieces: Iterable<In>,
  { atOnce }: { readonly atOnce: number },
  work: (piece: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const underWay: Promise<Out>[] = []
  for (const piece of pieces) {
    underWay.push(work(piece))
    if (underWay.length >= atOnce) yield await underWay.shift()!
  }
  while (underWay.length > 0) yield await underWay.shift()!
}
