// Accounts and their passkeys.

import type { DatabaseSync } from 'node:sqlite'
import { ok, type Result, refuse, type Utc } from '@manumit/base'
import { atOnce } from './access-database.ts'
import type { Account, AccountStore, LinkStore, NewAccount, Passkey } from './access-ports.ts'

interface AccountRow {
  readonly key: string
  readonly name: string
  readonly role: string
  readonly state: 'active' | 'disabled'
  readonly created_at: number
  readonly last_seen_at: number | null
  readonly password_hash: string | null
  readonly recovery_hash: string
}

/**
 * What makes two names one: they differ in case, width or characters that nobody sees alone. A judgement carries its
 * author's name, so that no two authors may look the same.
 */
export const accountKey = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()

export function makeAccountStore(
  database: DatabaseSync,
  { now, links }: { readonly now: () => Utc; readonly links: LinkStore },
): AccountStore {
  const passkeysOf = (key: string): Passkey[] =>
    database
      .prepare('select * from passkey where account = ? order by rowid')
      .all(key)
      .map((row) => ({
        credentialId: String(row.credential_id),
        publicKey: row.public_key as Uint8Array,
        counter: Number(row.counter),
        transports: JSON.parse(String(row.transports)),
      }))
  const accountOf = (row: AccountRow): Account => ({
    name: row.name,
    role: row.role,
    state: row.state,
    createdAt: row.created_at as Utc,
    lastSeenAt: row.last_seen_at as Utc | null,
    passwordHash: row.password_hash,
    recoveryHash: row.recovery_hash,
    passkeys: passkeysOf(row.key),
  })
  const get = (name: string): Result<Account> => {
    const row = database.prepare('select * from account where key = ?').get(accountKey(name))
    return row ? ok(accountOf(row as unknown as AccountRow)) : refuse('E_ACCOUNT_UNKNOWN', { name })
  }
  const endSessions = (name: string): unknown =>
    database.prepare('delete from session where account = ?').run(accountKey(name))
  return {
    list: () =>
      database
        .prepare('select * from account order by created_at, key')
        .all()
        .map((row) => accountOf(row as unknown as AccountRow)),
    get,
    claim: (account, linkHash) =>
      atOnce(database, () => {
        if (get(account.name).ok) return refuse('E_ACCOUNT_EXISTS', { name: account.name })
        const link = links.use(linkHash)
        if (!link.ok) return link
        insert(database, account, now())
        return get(account.name)
      }),
    change: (name, { role, state }) =>
      atOnce(database, () => {
        const found = get(name)
        if (!found.ok) return found
        database
          .prepare('update account set role = ?, state = ? where key = ?')
          .run(role ?? found.value.role, state ?? found.value.state, accountKey(name))
        const after = get(name)
        if (after.ok && (after.value.role !== found.value.role || after.value.state !== found.value.state))
          endSessions(name)
        return after
      }),
    recover: (name, { passwordHash, recoveryHash, usedHash }) =>
      atOnce(database, () => {
        const { changes } = database
          .prepare(
            'update account set password_hash = ?, recovery_hash = ? where key = ? and recovery_hash = ?',
          )
          .run(passwordHash, recoveryHash, accountKey(name), usedHash)
        if (changes === 0) return refuse('E_SIGN_IN')
        endSessions(name)
        return ok(undefined)
      }),
    setPasswordHash: (name, hash) =>
      database.prepare('update account set password_hash = ? where key = ?').run(hash, accountKey(name)),
    setCounter: (credentialId, counter) =>
      database.prepare('update passkey set counter = ? where credential_id = ?').run(counter, credentialId),
  }
}

function insert(database: DatabaseSync, account: NewAccount, at: Utc): void {
  const key = accountKey(account.name)
  database
    .prepare(`insert into account values (?, ?, ?, 'active', ?, null, ?, ?)`)
    .run(key, account.name, account.role, at, account.passwordHash, account.recoveryHash)
  for (const { credentialId, publicKey, counter, transports } of account.passkeys)
    database
      .prepare('insert into passkey values (?, ?, ?, ?, ?)')
      .run(credentialId, key, publicKey, counter, JSON.stringify(transports))
}
