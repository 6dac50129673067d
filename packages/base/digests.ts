// Names of content: lower-case hexadecimal digests, told apart by type so that an MD5 never stands where a SHA-256 is
// meant. They are computed elsewhere (shell/io, hashing); here they are only parsed.

import type { Brand } from './brand.ts'

export type Md5 = Brand<string, 'Md5'>
export type Sha1 = Brand<string, 'Sha1'>
export type Sha256 = Brand<string, 'Sha256'>

/** The three digests every file of evidence gets while it is read. */
export interface Digests {
  readonly md5: Md5
  readonly sha1: Sha1
  readonly sha256: Sha256
}

/** 32 hexadecimal digits in either case → the digest in lower case; anything else → null. */
export const parseMd5 = (text: string): Md5 | null => hexOf(text, 32) as Md5 | null

/** 40 hexadecimal digits in either case → the digest in lower case; anything else → null. */
export const parseSha1 = (text: string): Sha1 | null => hexOf(text, 40) as Sha1 | null

/** 64 hexadecimal digits in either case → the digest in lower case; anything else → null. */
export const parseSha256 = (text: string): Sha256 | null => hexOf(text, 64) as Sha256 | null

function hexOf(text: string, digits: number): string | null {
  return text.length === digits && /^[0-9a-fA-F]+$/.test(text) ? text.toLowerCase() : null
}
