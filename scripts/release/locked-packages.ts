// Which third-party packages go into an archive: the closure of what our modules import, over package-lock.json, for one
// platform. The lock file's integrity is what a package that has to be fetched is held against.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** An archive's platform, as npm names its parts. */
export interface Platform {
  readonly os: 'linux' | 'win32'
  readonly cpu: 'x64'
  readonly libc?: 'glibc'
}

interface LockEntry {
  readonly version?: string
  readonly integrity?: string
  readonly license?: string
  readonly dev?: boolean
  readonly link?: boolean
  readonly os?: string | readonly string[]
  readonly cpu?: string | readonly string[]
  readonly libc?: string | readonly string[]
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

/** The lock file's packages, by their path (`node_modules/zod`). */
export type Lock = Readonly<Record<string, LockEntry>>

/** A package as the lock file pins it. */
export interface LockedPackage {
  readonly name: string
  readonly version: string
  /** Path from the root, `node_modules/…`; nested ones have several. */
  readonly path: string
  /** SPDX expression as its author states it. */
  readonly licence: string
  /** `sha512-…` */
  readonly integrity: string
}

/** Reads package-lock.json. */
export const readLock = (root: string): Lock =>
  (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock }).packages

/** The packages and what they depend on, sorted by path. Throws where a needed one is not in the lock file. */
export function packagesFor(
  lock: Lock,
  { names, platform }: { readonly names: readonly string[]; readonly platform: Platform },
): LockedPackage[] {
  const found = new Map<string, LockedPackage>()
  const add = (name: string, from: string, isOptional: boolean): void => {
    const path = placeOf(lock, name, from)
    const entry = path === undefined ? undefined : lock[path]
    if (path === undefined || entry === undefined || !fits(entry, platform)) {
      if (isOptional) return
      throw new Error(
        `${name}, needed by ${from || 'our modules'}, is not in the lock file for this platform`,
      )
    }
    if (found.has(path)) return
    const { version = '', license = 'not stated', integrity = '' } = entry
    found.set(path, { name, version, path, licence: license, integrity })
    for (const each of Object.keys(entry.dependencies ?? {})) add(each, path, false)
    for (const each of Object.keys(entry.optionalDependencies ?? {})) add(each, path, true)
    for (const each of Object.keys(entry.peerDependencies ?? {}))
      if (!entry.peerDependenciesMeta?.[each]?.optional) add(each, path, true)
  }
  for (const name of names) add(name, '', false)
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Node's own rule: the nearest node_modules upwards from whoever asks. */
function placeOf(lock: Lock, name: string, from: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (lock[path]) return path
    if (at === '') return undefined
  }
}

function fits(entry: LockEntry, { os, cpu, libc }: Platform): boolean {
  const allows = (list: string | readonly string[] | undefined, value: string | undefined): boolean =>
    list === undefined || (value !== undefined && [list].flat().includes(value))
  return allows(entry.os, os) && allows(entry.cpu, cpu) && allows(entry.libc, libc)
}
