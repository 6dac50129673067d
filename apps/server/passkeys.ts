// Passkeys: what the browser is asked for, and whether what it answers is right. The library that checks is loaded when the
// first one is asked for. A challenge counts once and for five minutes; nothing of it is kept until it is used.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { ok, type Result, refuse, type Utc } from '@manumit/base'
import { accountKey, type Passkey } from '@manumit/store'
import type { RandomBytes } from './secrets.ts'

const CHALLENGE_LIFE = 300_000_000
const NONCE_BYTES = 24
/** Chance, time and seal. */
const CHALLENGE_BYTES = NONCE_BYTES + 8 + 32
const USER_ID_BYTES = 32

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
  /** The library throws on each answer it does not like, as on each it cannot read: both are refused alike. */
  const withChallenge = async (
    purpose: string,
    check: (expectedChallenge: (challenge: string) => boolean) => Promise<Result<Passkey>>,
  ): Promise<Result<Passkey>> => {
    let taken: string | null = null
    const result = await refuseThrown(() =>
      check((challenge) => {
        const isOurs = challenges.take(purpose, challenge)
        if (isOurs) taken = challenge
        return isOurs
      }),
    )
    if (!result.ok && taken !== null) challenges.release(taken)
    return result
  }
  return {
    async optionsToMake(name) {
      const { generateRegistrationOptions } = await import('@simplewebauthn/server')
      const options = await generateRegistrationOptions({
        rpName: 'Manumit',
        rpID,
        userName: name,
        userID: Uint8Array.from(randomBytes(USER_ID_BYTES)),
        challenge: challenges.make(`make ${accountKey(name)}`),
        attestationType: 'none',
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      })
      return { ...options }
    },
    async checkMade(name, response) {
      const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
      return withChallenge(`make ${accountKey(name)}`, async (expectedChallenge) => {
        const { verified, registrationInfo } = await verifyRegistrationResponse({
          response: response as unknown as Parameters<typeof verifyRegistrationResponse>[0]['response'],
          expectedChallenge,
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
      const passkey = passkeys.find(({ credentialId }) => credentialId === response.id)
      if (!passkey) return refuse('E_PASSKEY_REFUSED')
      const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
      return withChallenge(`use ${accountKey(name)}`, async (expectedChallenge) => {
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          response: response as unknown as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
          expectedChallenge,
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

async function refuseThrown(check: () => Promise<Result<Passkey>>): Promise<Result<Passkey>> {
  try {
    return await check()
  } catch {
    return refuse('E_PASSKEY_REFUSED')
  }
}

/** Nothing is kept of a challenge that was given out, so that no flood of questions takes one away from somebody else. */
function makeChallenges({ now, randomBytes }: { now(): Utc; readonly randomBytes: RandomBytes }) {
  const secret = randomBytes(32)
  /** Those that were answered, until they lapse. */
  const used = new Map<string, number>()
  const sealOf = (purpose: string, nonceAndEnd: Uint8Array): Buffer =>
    createHmac('sha256', secret).update(nonceAndEnd).update(purpose).digest()
  return {
    /** Bytes, since the library would read text as text: chance, when it lapses, and our seal with what it is for. */
    make(purpose: string): Uint8Array<ArrayBuffer> {
      const until = Buffer.alloc(8)
      until.writeBigUInt64BE(BigInt(now() + CHALLENGE_LIFE))
      const body = Buffer.concat([randomBytes(NONCE_BYTES), until])
      return Uint8Array.from(Buffer.concat([body, sealOf(purpose, body)]))
    },
    /** Whether it was given out for this purpose, has not lapsed and was never taken. */
    take(purpose: string, challenge: string): boolean {
      const bytes = Buffer.from(challenge, 'base64url')
      if (bytes.length !== CHALLENGE_BYTES || used.has(challenge)) return false
      const body = bytes.subarray(0, NONCE_BYTES + 8)
      if (!timingSafeEqual(bytes.subarray(NONCE_BYTES + 8), sealOf(purpose, body))) return false
      const until = Number(body.readBigUInt64BE(NONCE_BYTES))
      if (until <= now()) return false
      for (const [old, end] of used) if (end <= now()) used.delete(old)
      used.set(challenge, until)
      return true
    },
    /** What it was taken for failed. Keeps those who answer wrongly from filling the memory. */
    release: (challenge: string): unknown => used.delete(challenge),
  }
}
