import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { referencesOf, traceModules } from './module-graph.ts'

const root = mkdtempSync(join(tmpdir(), 'manumit-graph-'))
afterAll(() => rmSync(root, { recursive: true }))

const sources: Record<string, string> = {
  'packages/base/package.json': '{"name":"@manumit/base","exports":{".":"./index.ts","./one":"./one.ts"}}',
  'packages/base/index.ts': "export { one } from './one.ts'\nexport type { Never } from './types.ts'\n",
  'packages/base/one.ts': "// „Anführung“ 🌉\nexport const one: number = 1 // './one.ts' stays\n",
  'packages/base/types.ts': 'export type Never = never\n',
  'packages/base/one.test.ts': "import { it } from 'vitest'\n",
  'apps/cli/package.json': '{"name":"@manumit/cli","exports":{".":"./main.ts"}}',
  'apps/cli/main.ts': `import { readFileSync } from 'node:fs'
import { one } from '@manumit/base'
import type { Never } from '@manumit/base'
import { z } from 'zod'
const build = () => import('./build.ts')
const tool = () => import('bundler')
const thread = new URL('./thread.ts', import.meta.url)
const folder = new URL('./recipes/', import.meta.url)
const above = new URL('../..', import.meta.url)
export const all = [readFileSync, one, z, build, tool, thread, folder, above] satisfies unknown[]
`,
  'apps/cli/thread.ts': "import { one } from '@manumit/base/one'\nexport const twice = one * 2\n",
  'apps/cli/build.ts': "import { build } from 'bundler'\nexport const make = build\n",
  'apps/cli/recipes/a.yaml': 'a: 1\n',
}

beforeAll(() => {
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
})

const isDevelopment = (name: string): boolean => ['bundler', 'vitest'].includes(name)
const trace = (entry: string) => traceModules({ root, entries: [entry], isDevelopment })
const textOf = (path: string): string =>
  new TextDecoder().decode(trace('apps/cli/main.ts').files.find((file) => file.path === path)!.bytes)

describe('traceModules', () => {
  it('ships what is reached and nothing else: no tests, no types, no build tools', () => {
    const { files, packages } = trace('apps/cli/main.ts')
    expect(files.map(({ path }) => path)).toEqual([
      'apps/cli/main.js',
      'apps/cli/recipes/a.yaml',
      'apps/cli/thread.js',
      'packages/base/index.js',
      'packages/base/one.js',
    ])
    expect(packages).toEqual(['zod'])
  })

  it('rewrites imports, of workspaces too, and the addresses of threads', () => {
    const main = textOf('apps/cli/main.js')
    expect(main).toContain("import { one } from '../../packages/base/index.js'")
    expect(main).toContain("new URL('./thread.js', import.meta.url)")
    expect(main).toContain("new URL('./recipes/', import.meta.url)")
    expect(main).not.toContain('satisfies')
  })

  it('changes no other text, whatever letters stand before', () => {
    expect(textOf('packages/base/one.js')).toBe(
      sources['packages/base/one.ts']!.replace(': number', '        '),
    )
  })

  it('keeps the number of lines, so that a trace names the line of the source', () => {
    expect(textOf('apps/cli/main.js').split('\n').length).toBe(
      sources['apps/cli/main.ts']!.split('\n').length,
    )
  })

  it('refuses a module that cannot run without a build tool', () => {
    expect(() => trace('apps/cli/build.ts')).toThrow('apps/cli/build.ts imports bundler')
  })
})

it('names in strings and comments are no references', () => {
  const code = "// import './a.ts'\nconst text = \"from './b.ts'\"\nnew URL(text, import.meta.url)\n"
  expect(referencesOf(code)).toEqual([])
})
