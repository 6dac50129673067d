// Which artifacts apply to a file, and why: by where it lies, by the tables it holds, or by its type. Pure choice; it opens
// nothing. Where path and content disagree, content decides and the disagreement is an issue.

import type { Issue } from '@manumit/base'
import type { SqliteView } from '@manumit/formats'
import type { Artifact } from '@manumit/model'
import { issue } from './errors.ts'
import { artifacts } from './registry.ts'
import { missingFrom } from './sqlite-rows.ts'

/** What is known of a file before it is parsed. */
export interface FileFacts {
  /** For issues. */
  readonly path: string
  /** The type its bytes show: `sqlite`, `jpeg`, `heic`, … */
  readonly type: string
  /** Tables of a database's live state. */
  readonly tables?: SqliteView['tables']
  /** Ids of the artifacts that declare to read at its place on the phone, as intake's index of paths finds them. */
  readonly inPlaceOf: ReadonlySet<string>
}

export interface Choice {
  readonly artifact: Artifact
  /** For the record: `has the tables message, handle; path is where it is usually kept`. */
  readonly reason: string
}

export interface Selection {
  readonly chosen: readonly Choice[]
  readonly issues: readonly Issue[]
}

/**
 * The artifacts to run on a file, in the order of their ids. A database is offered to each artifact whose required tables
 * and columns it has, wherever it lies and whatever its name.
 * @issues E_ARTIFACT_SCHEMA_UNEXPECTED where a file lies in an artifact's place and lacks what the artifact needs
 */
export function artifactsFor(facts: FileFacts, from: readonly Artifact[] = artifacts): Selection {
  const chosen: Choice[] = []
  const issues: Issue[] = []
  for (const artifact of from) {
    const isInPlace = facts.inPlaceOf.has(artifact.id)
    const missing = missingIn(facts, artifact)
    if (missing === null) chosen.push({ artifact, reason: reasonOf(facts, artifact, isInPlace) })
    else if (isInPlace)
      issues.push(
        issue(
          'E_ARTIFACT_SCHEMA_UNEXPECTED',
          { path: facts.path },
          { artifact: artifact.id, missing, type: facts.type },
        ),
      )
  }
  return { chosen, issues }
}

/** What the artifact needs and the file lacks; null where it has it. */
function missingIn(facts: FileFacts, artifact: Artifact): string | null {
  if (artifact.requires === undefined)
    return artifact.formats?.includes(facts.type)
      ? null
      : (artifact.formats?.join(' or ') ?? 'a known format')
  return facts.tables ? missingFrom(facts.tables, artifact.requires) : 'readable tables'
}

function reasonOf(facts: FileFacts, { requires, reads }: Artifact, isInPlace: boolean): string {
  const content = requires
    ? `has the tables ${Object.keys(requires).join(', ')}`
    : `is of the type ${facts.type}`
  if (reads.length === 0) return content
  return `${content}; path is ${isInPlace ? '' : 'not '}where it is usually kept`
}
