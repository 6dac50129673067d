// One-time links and sessions: both known by the hash of their token alone, so that whoever reads the file gets in nowhere.

import type { DatabaseSync } from 'node:sqlite'
import { ok, type Result, refuse, type Utc } from '@manumit/base'
import { accountKey } from './access-accounts.ts'
import type { Link, LinkStore, Session, SessionLimits, SessionStore } from './access-ports.ts'

/** A use is written down at most this often: not each call is worth a write. */
const NOTED_EVERY = 30_000_000

export function makeLinkStore(database: DatabaseSync, now: () => Utc): LinkStore {
  const get = (hash: string): Result<Link> => {
    const row = database
      .prepare('select * from link where hash = ? and used_at is null and expires_at > ?')
      .get(hash, now())
    return row ? ok(linkOf(row)) : refuse('E_LINK_UNKNOWN')
  }
  return {
    add({ hash, purpose, role, account, madeBy, expiresAt }, { inPlaceOf } = {}) {
      if (inPlaceOf !== undefined)
        database.prepare('delete from link where purpose = ? and used_at is null').run(inPlaceOf)
      database
        .prepare('insert into link values (?, ?, ?, ?, ?, ?, null)')
        .run(hash, purpose, role, account, madeBy, expiresAt)
    },
    get,
    use(hash) {
      const found = get(hash)
      if (!found.ok) return found
      const { changes } = database
        .prepare('update link set used_at = ? where hash = ? and used_at is null')
        .run(now(), hash)
      return changes === 1 ? found : refuse('E_LINK_UNKNOWN')
    },
    waiting: (purpose) =>
      database
        .prepare(
          'select * from link where purpose = ? and used_at is null and expires_at > ? order by expires_at',
        )
        .all(purpose, now())
        .map(linkOf),
  }
}

const linkOf = (row: Readonly<Record<string, unknown>>): Link => ({
  hash: String(row.hash),
  purpose: row.purpose as Link['purpose'],
  role: String(row.role),
  account: row.account as string | null,
  madeBy: String(row.made_by),
  expiresAt: row.expires_at as Utc,
})

export function makeSessionStore(database: DatabaseSync, now: () => Utc): SessionStore {
  const read = database.prepare(
    `select name, role, session.created_at, seen_at from session join account on account.key = session.account
     where hash = ? and state = 'active'`,
  )
  const note = database.prepare('update session set seen_at = ? where hash = ?')
  const noteAccount = database.prepare('update account set last_seen_at = ? where name = ?')
  const end = (hash: string): unknown => database.prepare('delete from session where hash = ?').run(hash)

  const look = (hash: string, limits: SessionLimits): Found | null => {
    const row = read.get(hash)
    if (!row) return null
    const createdAt = row.created_at as Utc
    const seenAt = row.seen_at as Utc
    const expiresAt = endOf({ createdAt, seenAt }, limits)
    if (now() < expiresAt)
      return { account: String(row.name), role: String(row.role), createdAt, seenAt, expiresAt }
    end(hash)
    return null
  }
  const use = (hash: string, limits: SessionLimits): Session | null => {
    const found = look(hash, limits)
    if (!found) return null
    const at = now()
    if (at - found.seenAt >= NOTED_EVERY) {
      note.run(at, hash)
      noteAccount.run(at, found.account)
    }
    return { ...found, expiresAt: endOf({ createdAt: found.createdAt, seenAt: at }, limits) }
  }
  return {
    open(hash, account, limits) {
      const at = now()
      database.prepare('delete from session where created_at <= ?').run(at - limits.absolute)
      database.prepare('insert into session values (?, ?, ?, ?)').run(hash, accountKey(account), at, at)
      database.prepare('update account set last_seen_at = ? where key = ?').run(at, accountKey(account))
      const session = use(hash, limits)
      if (!session) throw new Error('a session that was just opened is not there')
      return session
    },
    use,
    look,
    end,
    endAll: (account) => database.prepare('delete from session where account = ?').run(accountKey(account)),
  }
}

const endOf = (
  { createdAt, seenAt }: { readonly createdAt: number; readonly seenAt: number },
  { idle, absolute }: SessionLimits,
): Utc => Math.min(createdAt + absolute, seenAt + idle) as Utc

type Found = Session & { readonly seenAt: Utc }
