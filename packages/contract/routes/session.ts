// Coming in: the one-time link, passwords and passkeys, recovery; who is here, and who may come.

import { z } from 'zod'
import { ROLES } from '../permission.ts'
import { defineRoute } from '../route.ts'
import { utc } from '../shapes.ts'

const accountName = z.string().trim().min(1).max(80)
/** Shown in logs and reports as an author's: nothing in it turns writing round, and no letter of one script passes for another's. */
const newName = accountName.refine(
  (name) =>
    !/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Bidi_Control}]/u.test(name) &&
    [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u].filter((script) => script.test(name))
      .length <= 1,
)
const password = z.string().min(12).max(200)
const token = z.string().min(20).max(200)
/** Opaque to us: what the browser's passkey calls take and give. */
const passkey = z.record(z.string(), z.unknown())
const role = z.enum(ROLES)

const account = z.strictObject({
  name: accountName,
  role,
  state: z.enum(['active', 'disabled']),
  createdAt: utc,
  lastSeenAt: utc.nullable(),
  hasPasskey: z.boolean(),
})

export const sessionStatus = defineRoute({
  id: 'session.status',
  summary: 'Whether somebody is signed in, and what they may do.',
  permission: 'open',
  input: z.strictObject({}),
  output: z.discriminatedUnion('state', [
    /** No account yet: the link printed at the start makes the owner. */
    z.strictObject({ state: z.literal('unclaimed') }),
    z.strictObject({ state: z.literal('signed-out') }),
    z.strictObject({
      state: z.literal('signed-in'),
      name: accountName,
      role,
      permissions: z.array(z.string()),
      workspace: z.strictObject({ name: z.string(), kind: z.string() }),
      /** Until when, if nothing is done. */
      expiresAt: utc,
      /** Anything but `encrypted` has to be said on each screen. */
      atRest: z.enum(['unencrypted', 'encrypted']),
      /** The session's other half, as the header x-manumit-csrf with each call, this one too; it came with the answer that signed in. */
      csrf: z.string(),
    }),
  ]),
  refusals: [],
})

export const sessionLink = defineRoute({
  id: 'session.link',
  summary: 'What a one-time link is for: the owner, or somebody invited to a role. Uses nothing up.',
  permission: 'open',
  input: z.strictObject({ token }),
  output: z.strictObject({
    purpose: z.enum(['owner', 'invitation', 'sign-in']),
    role,
    /** Whose account a link of purpose `sign-in` opens; null for the others. */
    name: accountName.nullable(),
    expiresAt: utc,
  }),
  refusals: ['E_LINK_UNKNOWN'],
})

export const sessionClaim = defineRoute({
  id: 'session.claim',
  summary: 'Makes an account from a one-time link and signs in. The recovery code is shown this once.',
  permission: 'open',
  input: z.strictObject({
    token,
    name: newName,
    by: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('password'), password }),
      z.strictObject({ kind: z.literal('passkey'), response: passkey }),
    ]),
  }),
  output: z.strictObject({ recoveryCode: z.string() }),
  refusals: ['E_LINK_UNKNOWN', 'E_ACCOUNT_EXISTS', 'E_PASSWORD_WEAK', 'E_PASSKEY_REFUSED'],
})

export const sessionPasskeyOptions = defineRoute({
  id: 'session.passkeyOptions',
  summary: 'What the browser needs to make a passkey (with a link’s token) or to use one.',
  permission: 'open',
  input: z.discriminatedUnion('purpose', [
    z.strictObject({ purpose: z.literal('make'), token, name: accountName }),
    z.strictObject({ purpose: z.literal('use'), name: accountName }),
  ]),
  output: z.strictObject({ options: passkey }),
  refusals: ['E_LINK_UNKNOWN'],
})

export const sessionSignIn = defineRoute({
  id: 'session.signIn',
  summary: 'Signs in with a password or a passkey.',
  permission: 'open',
  input: z.strictObject({
    name: accountName,
    by: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('password'), password: z.string().max(200) }),
      z.strictObject({ kind: z.literal('passkey'), response: passkey }),
      z.strictObject({ kind: z.literal('link'), token }),
    ]),
  }),
  output: z.strictObject({}),
  refusals: ['E_SIGN_IN', 'E_LINK_UNKNOWN'],
})

export const sessionRecover = defineRoute({
  id: 'session.recover',
  summary: 'Sets a new password with the recovery code, which is used up; gives the next one.',
  permission: 'open',
  input: z.strictObject({ name: accountName, recoveryCode: z.string().max(100), password }),
  output: z.strictObject({ recoveryCode: z.string() }),
  refusals: ['E_SIGN_IN', 'E_PASSWORD_WEAK'],
})

export const sessionSignOut = defineRoute({
  id: 'session.signOut',
  summary: 'Ends this session, or each session of this account.',
  permission: 'self',
  input: z.strictObject({ everywhere: z.boolean().optional() }),
  output: z.strictObject({}),
  refusals: [],
})

export const accountsList = defineRoute({
  id: 'accounts.list',
  summary: 'Who may come in, with role and last use; invitations that wait.',
  permission: 'administer',
  input: z.strictObject({}),
  output: z.strictObject({
    accounts: z.array(account),
    invitations: z.array(z.strictObject({ id: z.string(), role, invitedBy: z.string(), expiresAt: utc })),
  }),
  refusals: [],
})

export const accountsInvite = defineRoute({
  id: 'accounts.invite',
  summary: 'Makes a one-time link that lets one person make an account with this role.',
  permission: 'administer',
  input: z.strictObject({ role }),
  output: z.strictObject({ link: z.string(), expiresAt: utc }),
  refusals: [],
})

export const accountsChange = defineRoute({
  id: 'accounts.change',
  summary: 'Changes a role, or lets an account in or out. The last active owner stays.',
  permission: 'administer',
  input: z.strictObject({
    name: accountName,
    role: role.optional(),
    state: z.enum(['active', 'disabled']).optional(),
  }),
  output: account,
  refusals: ['E_ACCOUNT_UNKNOWN', 'E_LAST_OWNER'],
})

const approval = z.strictObject({
  id: z.string(),
  /** The route that waits, and what it was asked. */
  route: z.string(),
  input: z.unknown(),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: utc,
  state: z.enum(['waiting', 'approved', 'refused']),
  decidedBy: z.string().nullable(),
  decidedAt: utc.nullable(),
  decisionReason: z.string().nullable(),
})

export const approvalsList = defineRoute({
  id: 'approvals.list',
  summary: 'Acts that wait for a second person, and those decided.',
  permission: 'read',
  input: z.strictObject({ state: z.enum(['waiting', 'decided']).optional() }),
  output: z.strictObject({ approvals: z.array(approval) }),
  refusals: [],
})

export const approvalsDecide = defineRoute({
  id: 'approvals.decide',
  summary: 'Approves or refuses what somebody else asked for; approved, it is done at once.',
  permission: 'approve',
  input: z.strictObject({
    id: z.string(),
    decision: z.enum(['approved', 'refused']),
    reason: z.string().trim().min(1).max(2000),
  }),
  output: approval,
  refusals: ['E_APPROVAL_UNKNOWN', 'E_APPROVAL_OWN', 'E_APPROVAL_DECIDED'],
})
