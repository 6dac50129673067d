// A bank file into a workspace: what can be used is imported, what cannot is set aside with its line number.

import { type ByteSource, type Issue, isIssue, ok, type Result, refuse } from '@manumit/base'
import { fileSource } from '@manumit/io'
import { type BankFileEntry, readBankEntries } from '@manumit/matching'
import type { Bank, BankMaterial, NewBankEntry, Workspace } from '@manumit/store'

const PIECE_BYTES = 1 << 20
/** Kept one by one; a file of millions of bad lines is no reason to hold them all. */
const ISSUES_KEPT = 1_000

export interface BankImportRequest {
  readonly workspace: Workspace
  readonly path: string
  readonly name: string
  readonly material: BankMaterial
  /** What a bare value of 64 digits is; it may be either. */
  readonly bareKind?: 'pdq' | 'sha256'
}

export interface BankImport {
  readonly bank: Bank
  /** The first lines set aside or read with doubt. */
  readonly issues: readonly Issue[]
  /** How many there are. */
  readonly issueCount: number
}

/** Refusals: E_PATH_EMPTY, those of fileSource and the store; E_BANK_FILE_EMPTY, which leaves an earlier bank of the name as it was. */
export async function importBank({
  workspace,
  path,
  name,
  material,
  bareKind,
}: BankImportRequest): Promise<Result<BankImport>> {
  if (path === '') return refuse('E_PATH_EMPTY')
  const file = fileSource(path)
  if (!file.ok) return file
  const issues = { kept: [] as Issue[], count: 0 }
  const items = readBankEntries(piecesOf(file.value), { name: path, ...(bareKind && { bareKind }) })
  try {
    const first = nextEntry(items, issues)
    if (!first) return refuse('E_BANK_FILE_EMPTY', { path, issues: issues.count })
    const bank = await workspace.banks.import(
      { name, material, source: path },
      entriesFrom(first, items, issues),
    )
    return bank.ok ? ok({ bank: bank.value, issues: issues.kept, issueCount: issues.count }) : bank
  } finally {
    file.value.close()
  }
}

function* piecesOf(source: ByteSource): Generator<Uint8Array> {
  for (let at = 0; at < source.size; at += PIECE_BYTES) yield source.read(at, PIECE_BYTES).slice()
}

type Items = Iterator<BankFileEntry | Issue>

interface SetAside {
  readonly kept: Issue[]
  count: number
}

function* entriesFrom(first: NewBankEntry, items: Items, issues: SetAside): Generator<NewBankEntry> {
  for (let entry: NewBankEntry | null = first; entry; entry = nextEntry(items, issues)) yield entry
}

/** The next entry that this version matches, its note with category and source; issues on the way are kept. */
function nextEntry(items: Items, issues: SetAside): NewBankEntry | null {
  for (let next = items.next(); !next.done; next = items.next()) {
    const item = next.value
    if (isIssue(item)) {
      issues.count++
      if (issues.kept.length < ISSUES_KEPT) issues.kept.push(item)
    } else if (item.isMatched) {
      const note = [item.category, item.source, item.note].filter(Boolean).join('; ')
      return { kind: item.kind, hash: item.hash, ...(note !== '' && { note }) }
    }
  }
  return null
}
