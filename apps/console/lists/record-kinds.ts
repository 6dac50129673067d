// Kinds of record, as the model lists them, for filters and scopes.

import { observationKinds } from '@manumit/model'

export const RECORD_KINDS: readonly string[] = observationKinds.map(({ id }) => id)
