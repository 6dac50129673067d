// The folder of real files that may stand beside the repository (`../shared/data`). Tests over it run where it is and say
// plainly that they were left out where it is not; nothing from it enters the repository.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, it } from 'vitest'

const folder = fileURLToPath(new URL('../../shared/data/', import.meta.url))

export const hasSharedData = existsSync(folder)

/** Path of a file or folder of the shared data. */
export const sharedPath = (relative: string): string => folder + relative

/** Bytes of a shared file; names ending in .gz are given unpacked unless `packed` is set. */
export function sharedBytes(relative: string, { packed = false } = {}): Uint8Array {
  const stored = readFileSync(sharedPath(relative))
  return new Uint8Array(relative.endsWith('.gz') && !packed ? gunzipSync(stored) : stored)
}

export const sharedJson = <T>(relative: string): T =>
  JSON.parse(readFileSync(sharedPath(relative), 'utf8')) as T

/** The files `phone/files.tsv` lists, with the SHA-256 of the unpacked original. */
export function sharedPhoneFiles(): {
  readonly stored: string
  readonly sha256: string
  readonly bytes: number
}[] {
  const [, ...lines] = readFileSync(sharedPath('phone/files.tsv'), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [stored, , , , bytes, sha256] = line.split('\t')
    return { stored: stored!, sha256: sha256!, bytes: Number(bytes) }
  })
}

/** `describe` over the shared data; where the folder is absent, one test that says it was left out. */
export function describeShared(name: string, body: () => void): void {
  if (hasSharedData) describe(name, body)
  else
    describe(name, () => {
      it.skip('left out: ../shared/data is not beside this checkout', () => {})
    })
}

export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
