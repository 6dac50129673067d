// The tables of codes of the repository: every export named …Codes of a file named errors.ts.

import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CodeTable } from '@manumit/base'
import { root } from './repository.ts'

export async function errorTables(): Promise<{ readonly path: string; readonly table: CodeTable }[]> {
  const paths = globSync('{packages,shell,apps}/**/errors.ts', { cwd: root })
    .filter((path) => !path.includes('node_modules'))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
  const modules = await Promise.all(
    paths.map(async (path) => ({ path, exports: await import(pathToFileURL(join(root, path)).href) })),
  )
  return modules.flatMap(({ path, exports }) =>
    Object.entries(exports)
      .filter(([name]) => name.endsWith('Codes'))
      .map(([, table]) => ({ path, table: table as CodeTable })),
  )
}
