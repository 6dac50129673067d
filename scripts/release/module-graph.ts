// What a program needs of our own sources, found by following its imports from the entries, and each module compiled: types
// stripped in place (so that lines and columns stay), imports of `.ts` and of `@manumit/…` rewritten to paths of `.js`. Node
// strips no types under node_modules, and an archive should not depend on it elsewhere.

import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, normalize, relative } from 'node:path/posix'
import { parseAst } from 'vite'

/** A file of the archive, by its path from the repository's root. */
export interface ShippedFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** Compiled modules and the files they name, sorted by path; and the packages they import by name. */
export interface ShippedCode {
  readonly files: readonly ShippedFile[]
  readonly packages: readonly string[]
}

/** From where to follow what. Paths are relative to `root`, with slashes. */
export interface ModuleGraphRequest {
  readonly root: string
  readonly entries: readonly string[]
  /** True of a package that only building and testing need. */
  readonly isDevelopment: (packageName: string) => boolean
  /** Folders that somebody else fills, such as a built console. */
  readonly leftOut?: readonly string[]
}

type Via = 'static' | 'dynamic' | 'address'

interface Reference {
  readonly start: number
  readonly end: number
  readonly value: string
  readonly via: Via
}

/**
 * Follows static and dynamic imports, and `new URL('…', import.meta.url)` to files, folders and threads' modules. A module
 * reached by address or dynamic import that itself imports a development package is left out; so is such a package.
 *
 * @throws where a module that is shipped imports a development package statically, or names a file that is not there
 */
export function traceModules({
  root,
  entries,
  isDevelopment,
  leftOut = [],
}: ModuleGraphRequest): ShippedCode {
  const workspaces = workspacesOf(root)
  const files = new Map<string, Uint8Array>()
  const packages = new Set<string>()
  const queue = [...entries]
  const seen = new Set(queue)
  const isBuildTool = (path: string): boolean =>
    referencesOf(compiled(root, path)).some(
      ({ value, via }) => via === 'static' && isBare(value) && isDevelopment(packageOf(value)),
    )
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const code = compiled(root, path)
    let text = code
    // From the end, so that earlier places stay where they are.
    for (const reference of referencesOf(code).toReversed()) {
      const { value, via, start, end } = reference
      if (value.startsWith('node:')) continue
      if (isBare(value)) {
        const name = packageOf(value)
        if (!isDevelopment(name)) packages.add(name)
        else if (via === 'static') throw new Error(`${path} imports ${name}, which is for development only`)
        continue
      }
      const target = targetOf(value, { from: path, workspaces })
      if (leftOut.some((folder) => target === folder || target.startsWith(`${folder}/`))) continue
      if (!isModule(target)) {
        if (via === 'address' && isAbove(target, path)) continue
        for (const asset of assetsOf(root, target)) files.set(asset, readFileSync(join(root, asset)))
        continue
      }
      if (via !== 'static' && isBuildTool(target)) continue
      if (!seen.has(target)) queue.push(target)
      seen.add(target)
      text = `${text.slice(0, start)}'${pathBetween(path, jsOf(target))}'${text.slice(end)}`
    }
    files.set(jsOf(path), new TextEncoder().encode(text))
  }
  return {
    files: [...files]
      .map(([path, bytes]) => ({ path, bytes: new Uint8Array(bytes) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    packages: [...packages].sort(),
  }
}

const isModule = (path: string): boolean => /(?<!\.d)\.ts$/.test(path)
const jsOf = (path: string): string => path.replace(/\.ts$/, '.js')
const isBare = (value: string): boolean => !/^\.{1,2}(?:\/|$)/.test(value) && !value.startsWith('@manumit/')

/** `libphonenumber-js/max` is of package `libphonenumber-js`, `@hono/node-server/x` of `@hono/node-server`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** A folder of the repository that the module lies in is named to find others, not to be shipped whole. */
const isAbove = (target: string, path: string): boolean => target === '.' || path.startsWith(`${target}/`)

function compiled(root: string, path: string): string {
  if (path.endsWith('.tsx')) throw new Error(`${path}: only the console has .tsx, and it is built by Vite`)
  return stripTypeScriptTypes(readFileSync(join(root, path), 'utf8'), { mode: 'strip' })
}

/** What an import names (`@manumit/base`, `@manumit/server/errors`) → its module, from the root. */
function workspacesOf(root: string): ReadonlyMap<string, string> {
  const manifests = globSync('{packages,shell,apps}/*/package.json', { cwd: root })
  return new Map(
    manifests.flatMap((manifest): [string, string][] => {
      const { name, exports } = JSON.parse(readFileSync(join(root, manifest), 'utf8')) as Manifest
      const folder = dirname(manifest.replaceAll('\\', '/'))
      return Object.entries(exports).map(([subpath, file]) => [join(name, subpath), join(folder, file)])
    }),
  )
}

interface Manifest {
  readonly name: string
  /** `.` or `./errors` → a module of the package. */
  readonly exports: Readonly<Record<string, string>>
}

function targetOf(
  value: string,
  { from, workspaces }: { from: string; workspaces: ReadonlyMap<string, string> },
): string {
  if (!value.startsWith('@manumit/')) return normalize(join(dirname(from), value)).replace(/\/$/, '')
  const module = workspaces.get(value)
  if (module === undefined) throw new Error(`${from} imports ${value}, which no workspace exports`)
  return module
}

function pathBetween(from: string, to: string): string {
  const path = relative(dirname(from), to)
  return path.startsWith('.') ? path : `./${path}`
}

/** The file, or the files under a folder; tests stay behind. The program's own package.json is written by whoever packs. */
function assetsOf(root: string, path: string): string[] {
  if (path === 'package.json') return []
  const full = join(root, path)
  if (!existsSync(full)) throw new Error(`${path} is named by a module and is not there`)
  if (statSync(full).isFile()) return [path]
  return readdirSync(full, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name.replaceAll('\\', '/')))
    .filter((name) => statSync(join(root, name)).isFile() && !/\.(?:test|bench)\.ts$/.test(name))
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** Where the code names other modules and files, in order of place. */
export function referencesOf(code: string): Reference[] {
  const found: Reference[] = []
  const add = (node: unknown, via: Via): void => {
    if (!isNode(node) || node.type !== 'Literal' || typeof node.value !== 'string') return
    found.push({ start: node.start, end: node.end, value: node.value, via })
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const each of value) visit(each)
      return
    }
    if (!isNode(value)) return
    if (/^(?:Import|ExportNamed|ExportAll)Declaration$/.test(value.type)) add(value.source, 'static')
    if (value.type === 'ImportExpression') add(value.source, 'dynamic')
    if (isAddress(value)) add((value.arguments as unknown[])[0], 'address')
    for (const [key, child] of Object.entries(value)) if (key !== 'type') visit(child)
  }
  visit(parseAst(code).body)
  return found.sort((a, b) => a.start - b.start)
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** `new URL(text, import.meta.url)` */
function isAddress(node: Node): boolean {
  if (node.type !== 'NewExpression' || !isNode(node.callee) || node.callee.name !== 'URL') return false
  const base = (node.arguments as unknown[])[1]
  return (
    isNode(base) &&
    base.type === 'MemberExpression' &&
    isNode(base.object) &&
    base.object.type === 'MetaProperty'
  )
}
