// The repository as the rules see it: files with their text, packages with their rank. Read once per rule, from disk.

import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

export interface SourceFile {
  /** From the root, with `/`. */
  readonly path: string
  readonly text: string
}

export interface Package {
  readonly name: string
  readonly folder: string
  /** null: not part of the product (rules, testing). */
  readonly rank: number | null
}

/** TypeScript files of the product and its tests. AssemblyScript sources are another language and left out. */
export function sourceFiles(): SourceFile[] {
  return globSync('{packages,shell,apps,testing,rules,scripts}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (path) => path.includes('node_modules') || path.includes('kernels/assembly'),
  })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

export function packages(): Package[] {
  return globSync('{packages/*,shell/*,apps/*,rules,testing}/package.json', { cwd: root }).map((path) => {
    const manifest = JSON.parse(readFileSync(join(root, path), 'utf8'))
    return {
      name: manifest.name,
      folder: path.replaceAll('\\', '/').replace(/\/package\.json$/, ''),
      rank: manifest.manumit?.rank ?? null,
    }
  })
}

export const exists = (path: string): boolean => existsSync(join(root, path))

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Tests and benches may import anything; the product may not. */
export const isTest = (path: string): boolean => /\.(test|bench|test-child)\.tsx?$/.test(path)

/** Specifiers of static, type and dynamic imports and re-exports, in order. */
export function importsOf(text: string): string[] {
  const code = withoutComments(text)
  const found = [
    ...code.matchAll(
      /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g,
    ),
  ]
  return found.map((match) => (match[1] ?? match[2])!)
}

/** Source text with comments blanked; strings stay. Good enough for the forms Biome leaves in a formatted file. */
export function withoutComments(text: string): string {
  return text.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*/g,
    (_, string) => string ?? ' ',
  )
}

/** Source text with comments and the inside of strings blanked (template substitutions with them). */
export function withoutStrings(text: string): string {
  return withoutComments(text).replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g, "''")
}
