import { globSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { checkFacts, type DataFolder } from './facts.ts'
import { exists, read, root } from './repository.ts'

const source = {
  unit: 'none: a text',
  source: 'RFC 1321, appendix A.5',
  licence: 'public',
  date: '1992-04-01',
}
const folder: DataFolder = { path: 'data/x', files: ['a.json'], sources: { 'a.json': source } }
const today = '2026-01-01'

it('each file under data/ has unit, source, licence and date', () => {
  const folders = ['data', ...globSync('data/**/', { cwd: root })].map((path) =>
    path.replaceAll('\\', '/').replace(/\/$/, ''),
  )
  const read1 = (path: string): DataFolder => ({
    path,
    files: readdirSync(join(root, path), { withFileTypes: true })
      .filter((entry) => entry.isFile() && !['SOURCES.yaml', 'README.md'].includes(entry.name))
      .map((entry) => entry.name),
    sources: exists(`${path}/SOURCES.yaml`) ? parse(read(`${path}/SOURCES.yaml`)) : undefined,
  })
  expect(folders.length).toBeGreaterThan(1)
  expect(checkFacts([...new Set(folders)].map(read1), new Date().toISOString().slice(0, 10))).toEqual([])
})

it('passes a folder whose files are named', () => expect(checkFacts([folder], today)).toEqual([]))

it.each([
  ['a folder without sources', { ...folder, sources: undefined }],
  ['a file that is not named', { ...folder, files: ['a.json', 'b.json'] }],
  ['a name without a file', { ...folder, sources: { 'a.json': source, 'b.json': source } }],
  ['a fact without unit', { ...folder, sources: { 'a.json': { ...source, unit: undefined } } }],
  ['a fact without date', { ...folder, sources: { 'a.json': { ...source, date: undefined } } }],
  ['an expired fact', { ...folder, sources: { 'a.json': { ...source, bestBefore: '2025-01-01' } } }],
] as const)('catches %s', (_, broken) => expect(checkFacts([broken], today)).toHaveLength(1))
