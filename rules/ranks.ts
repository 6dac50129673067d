// Rule `ranks`: imports go to a lower rank only, types included; never sideways, never up, and never past a package's
// front door. Only tests import `@manumit/testing`.

import { importsOf, isTest, type Package, type SourceFile } from './repository.ts'

export function checkRanks(files: readonly SourceFile[], packages: readonly Package[]): string[] {
  const byName = new Map(packages.map((p) => [p.name, p]))
  return files.flatMap((file) => {
    const home = packages.find((p) => file.path.startsWith(`${p.folder}/`))
    if (!home || home.rank === null || isTest(file.path)) return []
    return importsOf(file.text).flatMap((specifier) => problemOf(specifier, file, home, byName))
  })
}

function problemOf(
  specifier: string,
  file: SourceFile,
  home: Package,
  byName: ReadonlyMap<string, Package>,
): string[] {
  if (specifier.startsWith('.')) {
    const target = new URL(specifier, `file:///${file.path}`).pathname.slice(1)
    return target.startsWith(`${home.folder}/`)
      ? []
      : [
          `${file.path} reaches ${specifier} outside its package: import what the other package's index.ts exports.`,
        ]
  }
  const name = /^@manumit\/[^/]+/.exec(specifier)?.[0]
  if (!name || name === home.name) return []
  const target = byName.get(name)
  if (!target) return [`${file.path} imports ${name}, which is no package here.`]
  if (target.rank === null) return [`${file.path} imports ${name}: only tests may.`]
  if (target.rank >= home.rank!)
    return [
      `${file.path} (rank ${home.rank}) imports ${name} (rank ${target.rank}): move what both need down, or let an app join them.`,
    ]
  if (specifier !== name) return [`${file.path} imports ${specifier}: import from ${name} itself.`]
  return []
}
