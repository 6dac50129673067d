// Passkeys: what the browser is asked for, and whether what it answers is right. The library that checks is loaded when the
// first one is asked for. A challenge counts once and for five minutes, in memory.

import { ok, type Result, refuse, type Utc } from '@manumit/base'
import { accountKey, type Passkey } from '@manumit/store'
import type { RandomBytes } from './secrets.ts'

const CHALLENGE_LIFE = 300_000_000
const CHALLENGE_BYTES = 32
/** Challenges kept at a time; somebody who asks for more pushes out the oldest. */
const CHALLENGES_KEPT = 1_000

/** What crosses the contract: opaque to all but the library at either end. */
type Opaque = Record<string, unknown>

export interface Passkeys {
  /** Options for making a passkey for an account of this name. */
  optionsToMake(name: string): Promise<Opaque>
  /** Refuses E_PASSKEY_REFUSED. */
  checkMade(name: string, response: Opaque): Promise<Result<Passkey>>
  /** Options for using one of these passkeys; with none, options that look alike and lead nowhere. */
  optionsToUse(name: string, passkeys: readonly Passkey[]): Promise<Opaque>
  /** The passkey used, with its new counter. Refuses E_PASSKEY_REFUSED. */
  checkUsed(name: string, passkeys: readonly Passkey[], response: Opaque): Promise<Result<Passkey>>
}

export function makePasskeys({
  origin,
  now,
  randomBytes,
}: {
  readonly origin: string
  now(): Utc
  readonly randomBytes: RandomBytes
}): Passkeys {
  const rpID = new URL(origin).hostname
  const challenges = makeChallenges({ now, randomBytes })
  return {
    async optionsToMake(name) {
      const { generateRegistrationOptions } = await import('@simplewebauthn/server')
      const options = await generateRegistrationOptions({
        rpName: 'Manumit',
        rpID,
        userName: name,
        userID: Uint8Array.from(randomBytes(CHALLENGE_BYTES)),
        challenge: challenges.make(`make ${accountKey(name)}`),
        attestationType: 'none',
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      })
      return { ...options }
    },
    async checkMade(name, response) {
      const expected = challenges.take(`make ${accountKey(name)}`)
      if (expected.length === 0) return refuse('E_PASSKEY_REFUSED')
      const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
      return refuseThrown(async () => {
        const { verified, registrationInfo } = await verifyRegistrationResponse({
          response: response as unknown as Parameters<typeof verifyRegistrationResponse>[0]['response'],
          expectedChallenge: (challenge) => expected.includes(challenge),
          expectedOrigin: origin,
          expectedRPID: rpID,
          requireUserVerification: true,
        })
        if (!verified) return refuse('E_PASSKEY_REFUSED')
        const { id, publicKey, counter, transports = [] } = registrationInfo.credential
        return ok({ credentialId: id, publicKey, counter, transports })
      })
    },
    async optionsToUse(name, passkeys) {
      const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
      const options = await generateAuthenticationOptions({
        rpID,
        userVerification: 'required',
        challenge: challenges.make(`use ${accountKey(name)}`),
        allowCredentials: passkeys.map(({ credentialId, transports }) => ({
          id: credentialId,
          transports: transports as ('internal' | 'usb')[],
        })),
      })
      return { ...options }
    },
    async checkUsed(name, passkeys, response) {
      const expected = challenges.take(`use ${accountKey(name)}`)
      const passkey = passkeys.find(({ credentialId }) => credentialId === response.id)
      if (!passkey || expected.length === 0) return refuse('E_PASSKEY_REFUSED')
      const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
      return refuseThrown(async () => {
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          response: response as unknown as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
          expectedChallenge: (challenge) => expected.includes(challenge),
          expectedOrigin: origin,
          expectedRPID: rpID,
          requireUserVerification: true,
          credential: {
            id: passkey.credentialId,
            publicKey: Uint8Array.from(passkey.publicKey),
            counter: passkey.counter,
          },
        })
        return verified
          ? ok({ ...passkey, counter: authenticationInfo.newCounter })
          : refuse('E_PASSKEY_REFUSED')
      })
    },
  }
}

/** The library throws on each answer it does not like, as on each it cannot read: both are refused alike. */
async function refuseThrown(check: () => Promise<Result<Passkey>>): Promise<Result<Passkey>> {
  try {
    return await check()
  } catch {
    return refuse('E_PASSKEY_REFUSED')
  }
}

function makeChallenges({ now, randomBytes }: { now(): Utc; readonly randomBytes: RandomBytes }) {
  let waiting: { readonly purpose: string; readonly challenge: string; readonly until: number }[] = []
  return {
    /** Bytes, since the library would read text as text. */
    make(purpose: string): Uint8Array<ArrayBuffer> {
      const bytes = Uint8Array.from(randomBytes(CHALLENGE_BYTES))
      const challenge = Buffer.from(bytes).toString('base64url')
      waiting = [...waiting, { purpose, challenge, until: now() + CHALLENGE_LIFE }].slice(-CHALLENGES_KEPT)
      return bytes
    },
    /** Those that still count for this purpose; none of them does afterwards. */
    take(purpose: string): readonly string[] {
      const taken = waiting.filter((each) => each.purpose === purpose && each.until > now())
      waiting = waiting.filter((each) => each.purpose !== purpose && each.until > now())
      return taken.map(({ challenge }) => challenge)
    },
  }
}
