// Builds the evidence of an artifact's fixture from its recipe in text. Databases are made by node:sqlite, never by our
// reader, so that the reader can be judged by it.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sourceOfBytes } from '@manumit/base'
import type { ArtifactFiles, EvidenceFile, FileRef } from '@manumit/model'
// By its file: the package's front door loads a picture library, which each test file would wait for.
import { writeAttributedBody } from '../shell/makers/typedstream.ts'
import { type PictureRecipe, pictureOf } from './picture-fixture.ts'
import { sha256Hex } from './shared-data.ts'

/** One file of evidence in memory, with its log. */
export interface Fixture {
  readonly name: string
  readonly main: Uint8Array
  readonly wal?: Uint8Array
}

/** Statements after this line are committed to the write-ahead log only, one commit each. */
const WAL_LINE = /^-- wal\b.*$/m

/**
 * The files `fixture.sql` (a database) or `fixture.json` (pictures) of a folder describes. In SQL, `attributed_body(text)`
 * gives the typedstream phones keep of a text.
 */
export function fixturesIn(folder: string): readonly Fixture[] {
  const sql = join(folder, 'fixture.sql')
  if (existsSync(sql)) return [databaseOf(readFileSync(sql, 'utf8'))]
  const recipes = JSON.parse(readFileSync(join(folder, 'fixture.json'), 'utf8')) as readonly PictureRecipe[]
  return recipes.map((recipe) => ({ name: recipe.name, main: pictureOf(recipe) }))
}

/** A database from SQL. Small pages, so that a few rows already make a tree of several. */
export function databaseOf(sql: string): Fixture {
  const [main, wal] = sql.split(WAL_LINE)
  const folder = mkdtempSync(join(tmpdir(), 'manumit-fixture-'))
  const path = join(folder, 'made.db')
  const database = openFixture(path)
  database.exec('PRAGMA page_size = 1024; PRAGMA synchronous = off; PRAGMA foreign_keys = off')
  database.exec(`BEGIN; ${main}; COMMIT`)
  if (wal === undefined) {
    database.close()
    return takeAway(folder, path)
  }
  database.exec('PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0')
  database.exec(wal)
  // Taken while open: closing the last connection would fold the log into the main file.
  const made = takeAway(folder, path, false)
  database.close()
  rmSync(folder, { recursive: true })
  return made
}

/** Opens a database with the functions recipes may use. */
export function openFixture(path: string): DatabaseSync {
  const database = new DatabaseSync(path)
  database.function('attributed_body', { deterministic: true }, (text) =>
    writeAttributedBody({ runs: [{ text: String(text) }] }),
  )
  return database
}

function takeAway(folder: string, path: string, isDone = true): Fixture {
  const main = new Uint8Array(readFileSync(path))
  const log = `${path}-wal`
  const wal = existsSync(log) ? new Uint8Array(readFileSync(log)) : undefined
  if (isDone) rmSync(folder, { recursive: true })
  return { name: 'made.db', main, ...(wal && { wal }) }
}

/**
 * What an artifact is given for a fixture. `others` are further files of the same source, by path and content; a lookup
 * finds one by the end of the path a record names.
 */
export function filesOf(fixture: Fixture, others: Readonly<Record<string, string>> = {}): ArtifactFiles {
  const refs = Object.entries(others).map(([path, text]) => refOf(path, new TextEncoder().encode(text)))
  return {
    main: evidenceFile(fixture.name, fixture.main),
    ...(fixture.wal && { wal: evidenceFile(`${fixture.name}-wal`, fixture.wal) }),
    lookup: (path) => refs.find((ref) => ref.path.endsWith(path.replace(/^~?\//, ''))),
  }
}

export const evidenceFile = (path: string, bytes: Uint8Array): EvidenceFile => ({
  ref: refOf(path, bytes),
  bytes: sourceOfBytes(bytes),
})

const refOf = (path: string, bytes: Uint8Array): FileRef => ({
  sha256: sha256Hex(bytes) as FileRef['sha256'],
  path,
  sizeBytes: bytes.length,
})
