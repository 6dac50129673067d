import type { Observation } from '@manumit/model'
import type { Mention } from './identifier.ts'

export interface IdentifierOptions {
  /** ISO 3166 code of the country whose national numbers the texts use; absent: only numbers with a country code are read. */
  readonly defaultRegion?: string
}

/** The identifiers a record names: its parties, entries and addresses, and those inside its texts. */
export function identifiersIn(_observation: Observation, _options: IdentifierOptions = {}): Mention[] {
  return []
}

/** The identifiers inside one text, in order of place. */
export function identifiersInText(
  _text: string,
  _options: IdentifierOptions & { readonly field?: string } = {},
): Mention[] {
  return []
}
