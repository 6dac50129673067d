// The address of a one-time link. The token stands behind the #, which a browser sends to nobody: no log and no referrer
// has it.

const FRAGMENT = '#link='

/** `http://localhost:7377` and a token → `http://localhost:7377/#link=<token>`. */
export const linkAddress = (origin: string, token: string): string => `${origin}/${FRAGMENT}${token}`

/** The token in an address's fragment (`location.hash`); null where it names none. */
export const linkToken = (fragment: string): string | null =>
  fragment.startsWith(FRAGMENT) ? fragment.slice(FRAGMENT.length) : null
