// Rule `registry`: a member's folder, its line in members.ts, its test, its reference page and, where its kind has one,
// its fixture exist together or not at all.

import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { exists, read, root } from './repository.ts'

export interface PluginKind {
  readonly id: string
  /** Folder whose subfolders are members, or whose files are when `flat`. */
  readonly folder: string
  readonly flat?: true
  readonly pages: string
  /** Members have a `fixture.*`. */
  readonly fixture?: true
  /** Members are tested by a suite over the registry alone. */
  readonly testedBySuite?: string
}

export const PLUGIN_KINDS: readonly PluginKind[] = [
  { id: 'artifact', folder: 'packages/artifacts', pages: 'docs/reference/artifacts', fixture: true },
  { id: 'hash kind', folder: 'packages/hashing', pages: 'docs/reference/hash-kinds' },
  { id: 'comparison', folder: 'packages/linkage/comparisons', pages: 'docs/reference/comparisons' },
  {
    id: 'observation kind',
    folder: 'packages/model/observation-kinds',
    flat: true,
    pages: 'docs/reference/observation-kinds',
    testedBySuite: 'packages/model/observation-kinds/registry.test.ts',
  },
]

export interface Member {
  readonly name: string
  readonly isRegistered: boolean
  readonly hasTest: boolean
  readonly hasPage: boolean
  readonly hasFixture: boolean
}

/** What the repository holds of a kind's members: union of folders, lines and pages. */
export function membersOf(kind: PluginKind): Member[] {
  const lines = [...read(`${kind.folder}/members.ts`).matchAll(/from '\.\/([^']+)'/g)].map((match) =>
    kind.flat ? basename(match[1]!, '.ts') : match[1]!.split('/')[0]!,
  )
  const folders = kind.flat
    ? globSync('*.ts', { cwd: join(root, kind.folder) })
        .filter((file) => !/^(members|registry)\.ts$|\.test\.ts$/.test(file))
        .map((file) => basename(file, '.ts'))
    : globSync('*/*.ts', { cwd: join(root, kind.folder) }).map(
        (file) => file.replaceAll('\\', '/').split('/')[0]!,
      )
  const pages = globSync('*.md', { cwd: join(root, kind.pages) }).map((file) => basename(file, '.md'))
  return [...new Set([...lines, ...folders, ...pages])]
    .filter((name) => name !== 'README')
    .sort()
    .map((name) => ({
      name,
      isRegistered: lines.includes(name),
      hasTest: kind.testedBySuite ? exists(kind.testedBySuite) : hasFile(kind, name, '*.test.ts'),
      hasPage: pages.includes(name),
      hasFixture: hasFile(kind, name, 'fixture.*'),
    }))
}

const hasFile = (kind: PluginKind, name: string, pattern: string): boolean =>
  globSync(pattern, { cwd: join(root, kind.folder, name) }).length > 0

export function checkRegistry(kind: PluginKind, members: readonly Member[]): string[] {
  return members.flatMap((member) => [
    ...(member.isRegistered ? [] : [`${kind.id} ${member.name} has no line in ${kind.folder}/members.ts.`]),
    ...(member.hasTest ? [] : [`${kind.id} ${member.name} has no test beside it.`]),
    ...(member.hasPage ? [] : [`${kind.id} ${member.name} has no page in ${kind.pages}: run npm run docs.`]),
    ...(member.hasFixture || !kind.fixture
      ? []
      : [`${kind.id} ${member.name} has no fixture.* in its folder.`]),
  ])
}
