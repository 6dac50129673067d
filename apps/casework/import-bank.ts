// A bank file into a workspace: what can be used is imported, what cannot is set aside with its line number.

import { type ByteSource, type Issue, isIssue, ok, type Result, refuse } from '@manumit/base'
import { fileSource } from '@manumit/io'
import { type BankFileEntry, readBankEntries } from '@manumit/matching'
import type { Bank, BankMaterial, NewBankEntry, Workspace } from '@manumit/store'

const PIECE_BYTES = 1 << 20

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
  /** Lines set aside or read with doubt. */
  readonly issues: readonly Issue[]
}

/** Refusals: those of fileSource and the store; E_BANK_FILE_EMPTY, which leaves an earlier bank of the name as it was. */
export async function importBank({
  workspace,
  path,
  name,
  material,
  bareKind,
}: BankImportRequest): Promise<Result<BankImport>> {
  const file = fileSource(path)
  if (!file.ok) return file
  const issues: Issue[] = []
  const items = readBankEntries(piecesOf(file.value), { name: path, ...(bareKind && { bareKind }) })
  try {
    const first = nextEntry(items, issues)
    if (!first) return refuse('E_BANK_FILE_EMPTY', { path, issues: issues.length })
    const bank = await workspace.banks.import(
      { name, material, source: path },
      entriesFrom(first, items, issues),
    )
    return bank.ok ? ok({ bank: bank.value, issues }) : bank
  } finally {
    file.value.close()
  }
}

function* piecesOf(source: ByteSource): Generator<Uint8Array> {
  for (let at = 0; at < source.size; at += PIECE_BYTES) yield source.read(at, PIECE_BYTES).slice()
}

type Items = Iterator<BankFileEntry | Issue>

function* entriesFrom(first: NewBankEntry, items: Items, issues: Issue[]): Generator<NewBankEntry> {
  for (let entry: NewBankEntry | null = first; entry; entry = nextEntry(items, issues)) yield entry
}

/** The next entry that this version matches, its note with category and source; issues on the way are kept. */
function nextEntry(items: Items, issues: Issue[]): NewBankEntry | null {
  for (let next = items.next(); !next.done; next = items.next()) {
    const item = next.value
    if (isIssue(item)) issues.push(item)
    else if (item.isMatched) {
      const note = [item.category, item.source, item.note].filter(Boolean).join('; ')
      return { kind: item.kind, hash: item.hash, ...(note !== '' && { note }) }
    }
  }
  return null
}
