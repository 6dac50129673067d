// Addresses to screens. An address holds a screen and at most record numbers: what is searched for, and whom it is about,
// stays in memory, because a browser writes addresses down.

export interface Match {
  readonly params: Readonly<Record<string, string>>
}

/** Whether `path` is of the form `pattern` (`/records/:id`); its parts by name, or null. A part that is not UTF-8 is no match. */
export function matchPath(pattern: string, path: string): Match | null {
  const wanted = pattern.split('/')
  const given = path.replace(/(?<=.)\/$/, '').split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    if (!part.startsWith(':')) {
      if (part !== given[i]) return null
      continue
    }
    // Parts are numbers and short names: what would need decoding is nothing we made.
    if (!/^[\w.~-]+$/.test(given[i]!)) return null
    params[part.slice(1)] = given[i]!
  }
  return { params }
}

/** The first whose path fits, with its parts. */
export function findScreen<S extends { readonly path: string }>(
  screens: readonly S[],
  path: string,
): (Match & { readonly screen: S }) | null {
  for (const screen of screens) {
    const match = matchPath(screen.path, path)
    if (match) return { screen, params: match.params }
  }
  return null
}
