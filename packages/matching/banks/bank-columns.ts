// The head of a table of hashes: which column holds what. Names are free in case and order, and other columns do no harm.

import { kindOfName } from './kind-names.ts'
import { fieldsOf } from './table-rows.ts'

export interface BankColumns {
  readonly delimiter: string
  /** How many columns there are. */
  readonly width: number
  /** Columns that hold hashes: of the kind in their head, or of the kind the row names. */
  readonly hashes: readonly { readonly column: number; readonly kind: string | null }[]
  readonly type: number | null
  readonly quality: number | null
  readonly category: number | null
  readonly source: number | null
  readonly note: number | null
}

const NAMES = {
  type: ['hash_type', 'type', 'kind', 'algorithm', 'signal_type', 'hash_algorithm'],
  hash: ['hash', 'value', 'hash_value', 'hash_digest', 'digest', 'signal', 'indicator'],
  quality: ['quality'],
  category: ['category', 'classification'],
  source: ['source', 'origin'],
  note: ['note', 'notes', 'comment', 'description', 'path'],
} as const

/** What no head looks like: the shortest digest is an MD5 of 32 digits. */
const VALUE = /^[0-9a-z+/=]{32,}$/

/** The columns a first line declares; null where it is no head but an entry already. */
export function bankColumns(line: string): BankColumns | null {
  for (const delimiter of [',', ';', '\t']) {
    const heads = fieldsOf(line, delimiter)?.map((head) =>
      head
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
    )
    // A kind's name heads a column, unless a value stands beside it: `pdq,0f…` is an entry.
    if (!heads || heads.some((head) => VALUE.test(head))) continue
    const place = (names: readonly string[]): number | null => {
      const at = heads.findIndex((head) => names.includes(head))
      return at === -1 ? null : at
    }
    const type = place(NAMES.type)
    const named = place(NAMES.hash)
    const ofKind = heads.flatMap((head, column) => {
      const kind = kindOfName(head)
      return kind === null ? [] : [{ column, kind }]
    })
    const hashes = named === null ? ofKind : [{ column: named, kind: null }]
    if (hashes.length === 0) continue
    return {
      delimiter,
      width: heads.length,
      hashes,
      type,
      quality: place(NAMES.quality),
      category: place(NAMES.category),
      source: place(NAMES.source),
      note: place(NAMES.note),
    }
  }
  return null
}
