// The address of a one-time link. The token stands behind the #, which a browser sends to nobody: no log and no referrer
// has it.

const ENTRANCE = '/enter#'

/** `http://localhost:7377` and a token → `http://localhost:7377/enter#<token>`. */
export const linkAddress = (origin: string, token: string): string => `${origin}${ENTRANCE}${token}`

/** The token in the address of a one-time link; null where it is another address. */
export const linkToken = (address: string): string | null => {
  const at = address.indexOf(ENTRANCE)
  return at < 0 ? null : address.slice(at + ENTRANCE.length)
}
