// Coming in and going out; accounts, invitations, approvals. Each change of who may do what stands in the workspace's log.

import { ok, type Result, refuse, type Utc } from '@manumit/base'
import { linkAddress, mayDo, permissionsOf, ROLES, type Role } from '@manumit/contract'
import { type Account, type Approval, accountKey, type Link, type NewAccount } from '@manumit/store'
import type { SessionRoutes } from '../areas.ts'
import type { DeskContext } from '../desk-context.ts'
import type { HandlersOf } from '../handler.ts'
import { START } from '../links.ts'
import {
  hashOf,
  hashPassword,
  isPassword,
  isSame,
  makeRecoveryCode,
  makeToken,
  NOBODYS_HASH,
  recoveryHashOf,
} from '../secrets.ts'
import { noteView } from '../view-log.ts'
import { NOBODY } from '../visitor.ts'
import { isWeakPassword } from '../weak-password.ts'

/** By these the log names whoever is no account: nobody may sign what they do with one. */
const NAMES_OF_NOBODY: ReadonlySet<string> = new Set([NOBODY, START].map(accountKey))
const INVITATION_LIFE = 7 * 86_400_000_000

export const sessionHandlers: HandlersOf<SessionRoutes, DeskContext> = {
  async 'session.status'(_, { access, visitor, workspace }) {
    const { session, isOurs } = visitor
    if (!session || !isOurs)
      return ok({ state: access.accounts.list().length === 0 ? 'unclaimed' : 'signed-out' })
    return ok({
      state: 'signed-in',
      name: session.actor,
      role: session.role,
      permissions: [...permissionsOf[session.role]],
      workspace: { name: workspace.info.name, kind: workspace.info.kind },
      expiresAt: session.expiresAt,
      atRest: 'unencrypted',
      csrf: session.csrf,
    })
  },

  async 'session.link'({ token }, context) {
    const found = linkOf(token, context)
    if (!found.ok) return found
    const { purpose, role, account, expiresAt } = found.value
    return ok({ purpose, role: roleOf(role), name: account, expiresAt })
  },

  async 'session.claim'({ token, name, by }, context) {
    const { access, powers, visitor, workspace } = context
    const link = linkOf(token, context)
    if (!link.ok) return link
    if (link.value.purpose === 'sign-in') return refuse('E_LINK_UNKNOWN')
    if (NAMES_OF_NOBODY.has(accountKey(name))) return refuse('E_ACCOUNT_EXISTS', { name })
    const secret = await secretOf(by, name, context)
    if (!secret.ok) return secret
    const recoveryCode = makeRecoveryCode(powers.randomBytes)
    const account = {
      name,
      role: link.value.role,
      recoveryHash: recoveryHashOf(recoveryCode),
      ...secret.value,
    }
    // Who invited may have been let out while the password was hashed.
    const stands = linkOf(token, context)
    if (!stands.ok) return stands
    const claimed = access.accounts.claim(account, link.value.hash)
    if (!claimed.ok) return claimed
    await workspace.asActor(name).audit.append('account.made', `account:${name}`, {
      role: account.role,
      by: by.kind,
      invitedBy: link.value.madeBy,
    })
    visitor.signIn(name)
    return ok({ recoveryCode })
  },

  async 'session.passkeyOptions'(input, context) {
    const { access, passkeys } = context
    if (input.purpose === 'make') {
      const link = linkOf(input.token, context)
      return link.ok ? ok({ options: await passkeys.optionsToMake(input.name) }) : link
    }
    const account = access.accounts.get(input.name)
    return ok({ options: await passkeys.optionsToUse(input.name, account.ok ? account.value.passkeys : []) })
  },

  async 'session.signIn'({ name, by }, context) {
    const { access, attempts, visitor, workspace } = context
    const guess = by.kind === 'password' ? attempts.begin(accountKey(name)) : null
    if (guess && !guess.ok) return guess
    const found = access.accounts.get(name)
    const account = found.ok && found.value.state === 'active' ? found.value : null
    const proved = await prove(account, by, context)
    if (!proved.ok || !account) {
      await noteRefused(account, by.kind, context)
      return proved.ok ? refuse('E_SIGN_IN') : proved
    }
    guess?.value.succeeded()
    await workspace.asActor(account.name).audit.append('session.opened', `account:${account.name}`, {
      by: by.kind,
    })
    visitor.signIn(account.name)
    return ok({})
  },

  async 'session.recover'({ name, recoveryCode, password }, context) {
    const { access, powers, visitor, workspace } = context
    const found = access.accounts.get(name)
    const account = found.ok && found.value.state === 'active' ? found.value : null
    const usedHash = recoveryHashOf(recoveryCode)
    // The code first: nobody without it makes the desk compute the hash of a password.
    if (!account || !isSame(usedHash, account.recoveryHash)) {
      await noteRefused(account, 'recovery code', context)
      return refuse('E_SIGN_IN')
    }
    if (isWeakPassword(password, name)) return refuse('E_PASSWORD_WEAK')
    const passwordHash = await hashPassword(password, powers.randomBytes)
    const next = makeRecoveryCode(powers.randomBytes)
    const secrets = { passwordHash, recoveryHash: recoveryHashOf(next), usedHash }
    const recovered = access.accounts.recover(name, secrets)
    if (!recovered.ok) return recovered
    await workspace.asActor(account.name).audit.append('account.recovered', `account:${account.name}`)
    visitor.signIn(account.name)
    return ok({ recoveryCode: next })
  },

  async 'session.signOut'({ everywhere = false }, { access, actor, visitor, workspace }) {
    if (everywhere) access.sessions.endAll(actor)
    visitor.signOut()
    await workspace.audit.append('session.closed', `account:${actor}`, { everywhere })
    return ok({})
  },

  async 'accounts.list'(_, { access }) {
    return ok({
      accounts: access.accounts.list().map(wireAccount),
      invitations: access.links
        .waiting('invitation')
        .filter((link) => mayStillInvite(link, access))
        .map(({ hash, role, madeBy, expiresAt }) => ({
          id: hash.slice(0, 16),
          role: roleOf(role),
          invitedBy: madeBy,
          expiresAt,
        })),
    })
  },

  async 'accounts.invite'({ role }, { access, actor, origin, powers, workspace }) {
    const token = makeToken(powers.randomBytes)
    const expiresAt = (powers.now() + INVITATION_LIFE) as Utc
    access.links.add({
      hash: hashOf(token),
      purpose: 'invitation',
      role,
      account: null,
      madeBy: actor,
      expiresAt,
    })
    await workspace.audit.append('account.invited', `role:${role}`, { role })
    return ok({ link: linkAddress(origin, token), expiresAt })
  },

  async 'accounts.change'({ name, role, state }, { access, workspace }) {
    const found = access.accounts.get(name)
    if (!found.ok) return found
    const before = found.value
    const after = { role: role ?? before.role, state: state ?? before.state }
    const isLast = access.accounts.list().filter(isActiveOwner).length === 1
    if (isLast && isActiveOwner(before) && !isActiveOwner(after))
      return refuse('E_LAST_OWNER', { name: before.name })
    const changed = access.accounts.change(name, after)
    if (!changed.ok) return changed
    await workspace.audit.append('account.changed', `account:${before.name}`, {
      before: { role: before.role, state: before.state },
      after,
    })
    return ok(wireAccount(changed.value))
  },

  async 'approvals.list'({ state }, { access }) {
    return ok({ approvals: access.approvals.list(state).map(wireApproval) })
  },

  async 'approvals.decide'({ id, decision, reason }, context) {
    const { access, actor, workspace } = context
    const found = access.approvals.get(id)
    if (!found.ok) return found
    const { requestedBy, route, state, decidedBy } = found.value
    if (state !== 'waiting') return refuse('E_APPROVAL_DECIDED', { by: decidedBy ?? '' })
    if (requestedBy === actor) return refuse('E_APPROVAL_OWN')
    // Decided before it is done: two who decide at once do not do it twice. What then cannot be done is refused, and logged.
    const decided = access.approvals.decide(id, { state: decision, decidedBy: actor, decisionReason: reason })
    if (!decided.ok) return decided
    await workspace.audit.append(`approval.${decision}`, `approval:${id}`, { route, requestedBy, reason })
    if (decision === 'approved') {
      const done = await performApproved(decided.value, context)
      if (!done.ok) {
        await workspace.audit.append('approval.undone', `approval:${id}`, { route, code: done.error.code })
        return done
      }
    }
    return ok(wireApproval(decided.value))
  },
}

/** The requester may have lost the right meanwhile: what was approved is done only for who may still do it. */
async function performApproved(
  approval: Approval,
  { access, perform }: DeskContext,
): Promise<Result<unknown>> {
  const requester = access.accounts.get(approval.requestedBy)
  if (!requester.ok) return requester
  const { name, role, state } = requester.value
  if (state !== 'active') return refuse('E_ACCOUNT_UNKNOWN', { name })
  return perform(approval.route as Parameters<typeof perform>[0], approval.input, {
    actor: name,
    role: roleOf(role),
  })
}

function linkOf(token: string, { access }: DeskContext): Result<Link> {
  const found = access.links.get(hashOf(token))
  return !found.ok || mayStillInvite(found.value, access) ? found : refuse('E_LINK_UNKNOWN')
}

/** An invitation is worth what its maker is: somebody let out comes back by none. */
function mayStillInvite({ purpose, madeBy }: Link, { accounts }: DeskContext['access']): boolean {
  if (purpose !== 'invitation') return true
  const maker = accounts.get(madeBy)
  return maker.ok && maker.value.state === 'active' && mayDo(roleOf(maker.value.role), 'administer')
}

/** Once a minute for each account and way in. A name nobody has stays out of the log: it may be a password, mistyped. */
const noteRefused = (account: Account | null, by: string, context: DeskContext): Promise<void> =>
  noteView(context, 'session.refused', account ? `account:${account.name}` : 'account', { by })

type ClaimBy = Parameters<HandlersOf<SessionRoutes>['session.claim']>[0]['by']

async function secretOf(
  by: ClaimBy,
  name: string,
  { passkeys, powers }: DeskContext,
): Promise<Result<Pick<NewAccount, 'passwordHash' | 'passkeys'>>> {
  if (by.kind === 'passkey') {
    const made = await passkeys.checkMade(name, by.response)
    return made.ok ? ok({ passwordHash: null, passkeys: [made.value] }) : made
  }
  if (isWeakPassword(by.password, name)) return refuse('E_PASSWORD_WEAK')
  return ok({ passwordHash: await hashPassword(by.password, powers.randomBytes), passkeys: [] })
}

type SignInBy = Parameters<HandlersOf<SessionRoutes>['session.signIn']>[0]['by']

/** Name and secret go together. A name nobody has is refused as a wrong secret is, and as slowly. */
async function prove(account: Account | null, by: SignInBy, context: DeskContext): Promise<Result<void>> {
  const { access, passkeys } = context
  if (by.kind === 'link') {
    const link = access.links.get(hashOf(by.token))
    const isTheirs =
      link.ok && account && link.value.purpose === 'sign-in' && link.value.account === account.name
    if (!isTheirs) return refuse('E_LINK_UNKNOWN')
    const used = access.links.use(link.value.hash)
    return used.ok ? ok(undefined) : used
  }
  if (by.kind === 'passkey') {
    const used = await passkeys.checkUsed(account?.name ?? '', account?.passkeys ?? [], by.response)
    if (!used.ok) return refuse('E_SIGN_IN')
    access.accounts.setCounter(used.value.credentialId, used.value.counter)
    return ok(undefined)
  }
  const isRight = await isPassword(by.password, account?.passwordHash ?? NOBODYS_HASH)
  return isRight ? ok(undefined) : refuse('E_SIGN_IN')
}

const isActiveOwner = ({ role, state }: { readonly role: string; readonly state: string }): boolean =>
  role === 'owner' && state === 'active'

/** A role this version does not know may nothing: it reads as the narrowest one that is. */
const roleOf = (text: string): Role => ROLES.find((role) => role === text) ?? 'read-only'

const wireAccount = ({ name, role, state, createdAt, lastSeenAt, passkeys }: Account) => ({
  name,
  role: roleOf(role),
  state,
  createdAt,
  lastSeenAt,
  hasPasskey: passkeys.length > 0,
})

const wireApproval = (approval: Approval) => ({ ...approval })
