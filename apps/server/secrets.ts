// Tokens, passwords and recovery codes: how they are made, kept and compared. Tokens and codes have so much chance in them
// that their SHA-256 may be kept; what a person thinks of goes through argon2id.

import { argon2, createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** Chance from outside, so that tests can repeat it. */
export type RandomBytes = (length: number) => Uint8Array

const TOKEN_BYTES = 32

/** 256 bits as base64url. */
export const makeToken = (randomBytes: RandomBytes): string =>
  Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url')

/** SHA-256 in hexadecimal: what is kept of a token. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * The other half of a session: goes with each call in a header, is kept by our own pages, and cannot be had from the cookie,
 * which a browser sends to each port of this host, whoever listens there.
 *
 * @param secret  the desk's own, made when it starts
 */
export const csrfOf = (sessionToken: string, secret: Uint8Array): string =>
  createHmac('sha256', secret).update(sessionToken).digest('base64url')

/** Compares in a time that tells nothing of where they differ. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return timingSafeEqual(left!, right!)
}

/** Crockford's letters, without those that look like another: 8 groups of 4, 160 bits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LETTERS = 32

export function makeRecoveryCode(randomBytes: RandomBytes): string {
  const letters = Array.from(randomBytes(CODE_LETTERS), (byte) => LETTERS[byte & 31])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** Its hash, however it was typed: case, hyphens and spaces do not count; O is 0, I and L are 1. */
export const recoveryHashOf = (code: string): string =>
  hashOf(code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'))

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const
const SALT_BYTES = 16
const HASH_BYTES = 32

const derive = promisify(argon2)

/** A hash in PHC form: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string, randomBytes: RandomBytes): Promise<string> {
  const nonce = Buffer.from(randomBytes(SALT_BYTES))
  const hash = await argon2Of(password, { nonce, ...COST, tagLength: HASH_BYTES })
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${phc(nonce)}$${phc(hash)}`
}

/** A hash that no password has, for names that nobody has: refusing one takes as long as refusing the other. */
export const NOBODYS_HASH = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=1$${phc(Buffer.alloc(SALT_BYTES))}$${phc(Buffer.alloc(HASH_BYTES))}`

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(stored)
  if (!parts) return false
  const [, memory, passes, parallelism, salt, hash] = parts
  const expected = Buffer.from(hash!, 'base64')
  const found = await argon2Of(password, {
    nonce: Buffer.from(salt!, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return timingSafeEqual(found, expected)
}

interface Argon2Parameters {
  readonly nonce: Buffer
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
  readonly tagLength: number
}

/** The same password typed on another machine may come composed otherwise; NFKC makes them one. */
const argon2Of = async (password: string, parameters: Argon2Parameters): Promise<Buffer> =>
  Buffer.from(await derive('argon2id', { message: password.normalize('NFKC'), ...parameters }))

function phc(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
