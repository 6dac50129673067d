import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isIssue, sourceOfBytes } from '@manumit/base'
import { observationKind } from '@manumit/model'
import { evidenceFile } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { artifact, artifactCodes, artifacts } from './index.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const folders = readdirSync(here, { withFileTypes: true }).flatMap((one) =>
  one.isDirectory() ? [one.name] : [],
)

describe('the registry of artifacts', () => {
  it('holds each folder once, sorted by id', () => {
    expect(artifacts.map((one) => one.id)).toEqual(folders.toSorted())
  })

  it('finds an artifact by its id, and none for an id it does not know', () => {
    for (const one of artifacts) expect(artifact(one.id)).toBe(one)
    expect(artifact('ios.telegrams')).toBeUndefined()
  })

  it('has each member tested by the suite', () => {
    for (const folder of folders) {
      const tests = readdirSync(`${here}${folder}`).filter((name) => name.endsWith('.test.ts'))
      const text = tests.map((name) => readFileSync(`${here}${folder}/${name}`, 'utf8')).join('')
      expect(text, `${folder} calls artifactSuite`).toContain('artifactSuite(')
    }
  })

  it('emits kinds the model knows', () => {
    for (const one of artifacts) expect(observationKind(one.emits.id), one.id).toBe(one.emits)
  })

  it('reads nothing from a file of another sort, and says so', () => {
    const text = evidenceFile(
      'notes.txt',
      new TextEncoder().encode('Nothing to see here, and not a database.'),
    )
    const empty = { ref: text.ref, bytes: sourceOfBytes(new Uint8Array()) }
    for (const one of artifacts)
      for (const main of [text, empty]) {
        const items = [...one.parse({ main, lookup: () => undefined })]
        expect(items.length, one.id).toBeGreaterThan(0)
        expect(items.every(isIssue), one.id).toBe(true)
      }
  })

  it('explains each code in one sentence', () => {
    for (const { summary } of Object.values(artifactCodes)) expect(summary).toMatch(/^[A-Z{].+\.$/)
  })
})
