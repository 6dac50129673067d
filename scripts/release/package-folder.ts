// Where a locked package's files lie: in node_modules where they are installed, else fetched by npm into a temporary folder
// and held against the lock file's integrity. Only packages of another platform have to be fetched.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LockedPackage } from './locked-packages.ts'

/** The package's folder. Throws where npm cannot fetch it, or what it fetched is not what the lock file names. */
export function packageFolder(
  locked: LockedPackage,
  { root, temporary }: { readonly root: string; readonly temporary: string },
): string {
  const installed = join(root, locked.path)
  const manifest = join(installed, 'package.json')
  if (existsSync(manifest)) {
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
    if (version !== locked.version)
      throw new Error(`${locked.path} is ${version}, the lock file says ${locked.version}: run npm ci`)
    return installed
  }
  return fetched(locked, mkdtempSync(join(temporary, 'fetched-')))
}

function fetched({ name, version, integrity }: LockedPackage, folder: string): string {
  run('npm', ['pack', `${name}@${version}`, '--pack-destination', folder, '--ignore-scripts', '--silent'])
  const [file] = readdirSync(folder)
  const bytes = readFileSync(join(folder, file!))
  const found = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
  if (found !== integrity) throw new Error(`${name}@${version} is ${found}; the lock file says ${integrity}`)
  run('tar', ['-xzf', join(folder, file!), '-C', folder])
  return join(folder, 'package')
}

function run(program: string, args: readonly string[]): void {
  const isNpmScript = program === 'npm' && process.env.npm_execpath !== undefined
  const { status, stderr, error } = isNpmScript
    ? spawnSync(process.execPath, [process.env.npm_execpath!, ...args], { encoding: 'utf8' })
    : spawnSync(program, args, { encoding: 'utf8', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`)
}
