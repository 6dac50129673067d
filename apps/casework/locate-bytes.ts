// From a record's place to the bytes themselves: opens the evidence again, read-only, finds the file, and cuts out the cell of
// the row or the range. Says which files it read and their digests now; whether these are the right ones is the caller's to say.

import { type ByteSource, ok, type Result, refuse } from '@manumit/base'
import { type CellPart, openSqlite, type PagePlace, type StateId } from '@manumit/formats'
import { companionsOf, makePathIndex, openEvidence, type TreeEntry } from '@manumit/intake'
import { digestSource, makeIntakePowers } from '@manumit/io'
import { isRowPlace, type Place, type RangePlace, type RowPlace } from '@manumit/model'
import { evidenceInput } from './evidence-input.ts'

/** Bytes shown at most; a longer record says that it was cut. */
export const SHOWN_BYTES = 65_536

export interface LocateRequest {
  /** Where the evidence was added from. */
  readonly evidence: string
  /** Path of the file inside it. */
  readonly path: string
  readonly place: Place
  readonly spoolFolder: string
}

export interface Mark {
  /** [start, end) from the first byte shown. */
  readonly start: number
  readonly end: number
  readonly name: string
}

export interface LocatedBytes {
  /** Path of the file the bytes lie in: the record's, or its write-ahead log. */
  readonly file: string
  readonly offset: number
  readonly bytes: Uint8Array
  /** Bytes there are, of which `bytes` are the first. */
  readonly whole: number
  readonly marks: readonly Mark[]
  /** From 1; null for a range of bytes. */
  readonly pageNumber: number | null
  /** Where a long row goes on. */
  readonly overflow: readonly {
    readonly file: string
    readonly offset: number
    readonly bytes: number
    readonly pageNumber: number
  }[]
  /** Each file read, with its SHA-256 now. */
  readonly read: readonly { readonly path: string; readonly sha256: string }[]
}

/** Refuses E_EVIDENCE_MISSING where evidence, file or bytes are not there any more. */
export async function locateBytes({
  evidence,
  path,
  place,
  spoolFolder,
}: LocateRequest): Promise<Result<LocatedBytes>> {
  const missing = refuse('E_EVIDENCE_MISSING', { path: evidence })
  const held = evidenceInput(evidence)
  if (!held.ok) return missing
  const powers = makeIntakePowers({ spoolFolder })
  try {
    const tree = await openEvidence(held.value.input, powers)
    if (!tree.ok) return missing
    const index = makePathIndex(tree.value)
    const entry = [...tree.value.entries, ...tree.value.containers].find((each) => each.path === path)
    if (!entry) return refuse('E_EVIDENCE_MISSING', { path })
    const found = await withOpened([entry, companionsOf(index, entry).wal], (opened) => locate(opened, place))
    tree.value.close()
    return found ?? refuse('E_EVIDENCE_MISSING', { path })
  } finally {
    powers.close()
    held.value.close()
  }
}

interface Opened {
  readonly path: string
  readonly bytes: ByteSource
}

/** The file and the log beside it, where there is one; null where the file cannot be read. */
async function withOpened<T>(
  [entry, wal]: readonly [TreeEntry, TreeEntry | undefined],
  work: (opened: { readonly main: Opened; readonly wal: Opened | null }) => T,
): Promise<T | null> {
  const main = await entry.open()
  const log = await wal?.open()
  try {
    if (!main.bytes) return null
    return work({
      main: { path: entry.path, bytes: main.bytes },
      wal: wal && log?.bytes ? { path: wal.path, bytes: log.bytes } : null,
    })
  } finally {
    main.close()
    log?.close()
  }
}

function locate(
  { main, wal }: { readonly main: Opened; readonly wal: Opened | null },
  place: Place,
): Result<LocatedBytes> {
  if (!isRowPlace(place)) return ok({ ...rangeOf(main, place), read: [digestOf(main)] })
  const read = [main, ...(wal ? [wal] : [])].map(digestOf)
  const row = rowOf(main, wal, place)
  // The file may be another by now; its digest says so, and whoever asked looks at that first.
  return ok(row ? { ...row, read } : { ...nothingOf(main), read })
}

const digestOf = ({ path, bytes }: Opened) => ({ path, sha256: digestSource(bytes).digests.sha256 as string })

const nothingOf = ({ path }: Opened) => ({
  file: path,
  offset: 0,
  bytes: new Uint8Array(),
  whole: 0,
  marks: [],
  pageNumber: null,
  overflow: [],
})

function rangeOf({ path, bytes }: Opened, { offset, length }: RangePlace) {
  const whole = Math.max(0, Math.min(length, bytes.size - offset))
  const shown = bytes.read(offset, Math.min(whole, SHOWN_BYTES)).slice()
  return { ...nothingOf({ path, bytes }), offset, bytes: shown, whole }
}

function rowOf(main: Opened, wal: Opened | null, { table, rowid, via }: RowPlace) {
  const opened = openSqlite({ main: main.bytes, ...(wal && { wal: wal.bytes }) })
  const row = opened.ok ? opened.value.locate({ table, rowid, state: via satisfies StateId }) : null
  if (row === null) return null
  const fileOf = ({ file }: PagePlace): Opened => (file === 'wal' && wal ? wal : main)
  const { path, bytes } = fileOf(row)
  return {
    file: path,
    offset: row.cellOffset,
    bytes: bytes.read(row.cellOffset, Math.min(row.cellBytes, SHOWN_BYTES)).slice(),
    whole: row.cellBytes + row.overflow.reduce((sum, page) => sum + page.bytes, 0),
    marks: row.parts.map((part) => ({ start: part.start, end: part.end, name: partName(part) })),
    pageNumber: row.page,
    overflow: row.overflow.map((page) => ({
      file: fileOf(page).path,
      offset: page.offset + 4,
      bytes: page.bytes,
      pageNumber: page.page,
    })),
  }
}

const PART_NAMES = {
  'payload-length': 'length of the record',
  rowid: 'rowid',
  'header-length': 'length of the header',
  'overflow-page': 'number of the next page',
} as const

function partName({ kind, column }: CellPart): string {
  if (kind === 'column') return column ?? 'a value no column is declared for'
  if (kind === 'type') return column === null ? 'type of a value' : `type of ${column}`
  return PART_NAMES[kind]
}
