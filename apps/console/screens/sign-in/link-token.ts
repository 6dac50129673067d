// The token of a one-time link, read from the address. The contract's linkToken says the same; it is repeated here because
// only types are taken from the contract, and a test holds the two together.

/** Where one-time links lead: `/enter#<token>`. */
export const ENTRANCE = '/enter'

/** The token behind the entrance's #; null where the address is another, or names none. */
export const tokenOf = ({
  pathname,
  hash,
}: {
  readonly pathname: string
  readonly hash: string
}): string | null => (pathname === ENTRANCE && hash.length > 1 ? hash.slice(1) : null)
