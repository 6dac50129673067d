// What `npm run new` writes, as text: three small files and a line. The templates compile and their test fails; each failure
// says what to do next.

interface NewFile {
  readonly path: string
  readonly text: string
}

export interface NewMember {
  readonly files: readonly NewFile[]
  readonly registry: { readonly path: string; readonly line: string }
  readonly next: string
}

type Made = { readonly ok: true; readonly value: NewMember } | { readonly ok: false; readonly error: string }

interface Kind {
  readonly id: string
  readonly example: string
  readonly pattern: RegExp
  make(id: string): NewMember
}

export const KINDS: readonly Kind[] = [
  {
    id: 'artifact',
    example: 'ios.notes',
    pattern: /^[a-z]+(?:\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)+$/,
    make: newArtifact,
  },
  {
    id: 'comparison',
    example: 'date.birth',
    pattern: /^[a-z]+(?:\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)+$/,
    make: newComparison,
  },
  { id: 'hash-kind', example: 'sha512', pattern: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, make: newHashKind },
  { id: 'observation-kind', example: 'note', pattern: /^[a-z]+(?:-[a-z]+)*$/, make: newObservationKind },
]

export function newMember(kind: string, id: string): Made {
  const found = KINDS.find((each) => each.id === kind)
  if (!found) return { ok: false, error: `There is no kind called “${kind}”.` }
  if (!found.pattern.test(id)) return { ok: false, error: `“${id}” is no id of a new ${kind}.` }
  return { ok: true, value: found.make(id) }
}

/** ios.example-thing → iosExampleThing */
const camel = (id: string): string =>
  id.replace(/[.-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

function newArtifact(id: string): NewMember {
  const file = id.split('.').at(-1)!
  const name = camel(id)
  const folder = `packages/artifacts/${id}`
  return {
    files: [
      { path: `${folder}/${file}.ts`, text: artifactText(id, name) },
      { path: `${folder}/${file}.test.ts`, text: artifactTest(name, file) },
      { path: `${folder}/fixture.sql`, text: ARTIFACT_FIXTURE },
    ],
    registry: { path: 'packages/artifacts/members.ts', line: `export { ${name} } from './${id}/${file}.ts'` },
    next: `npm test ${id}   (it fails, and says what to do; packages/artifacts/README.md explains)`,
  }
}

const artifactText = (
  id: string,
  name: string,
): string => `// What is read, from which file, and what it deliberately does not read.

import { isIssue } from '@manumit/base'
import { call, defineArtifact } from '@manumit/model'
import { issue } from '../errors.ts'
import { unixMoment } from '../moments.ts'
import { columnsOf, type Items, issuePlace, openDatabase, rawOf, recordRows, textOf } from '../sqlite-rows.ts'

const COLUMNS = ['date', 'number'] as const

export const ${name} = defineArtifact({
  id: '${id}',
  version: 1,
  title: 'Records (example.db)',
  reads: [{ path: 'com.example/databases/example.db' }],
  // A database with these tables and columns is offered to this artifact wherever it lies.
  requires: { example: ['date', 'number'] },
  emits: call,
  limits: [],
  sources: [],
  verifiedOn: [],
  *parse(files): Items<typeof call> {
    const database = yield* openDatabase(files, ${name})
    if (!database) return
    const columns = columnsOf(database, 'example', COLUMNS)
    for (const row of recordRows(database, columns)) {
      if (isIssue(row)) {
        yield row
        continue
      }
      const [date, number] = row.values
      const id = textOf(number)
      const at = unixMoment(date!)
      yield {
        kind: 'call',
        at,
        where: row.where,
        // A field is left out where the record does not state it.
        fields: { direction: 'unknown', participants: id === undefined ? undefined : [{ id }] },
        raw: rawOf(columns, row.values),
      }
      if ('impossible' in at)
        yield issue('E_ARTIFACT_TIME_IMPOSSIBLE', issuePlace(row), { column: 'date', date: at.raw })
    }
  },
})
`

const artifactTest = (name: string, file: string): string => `// Steps, each named by what fails:
// 1. fixture.sql: the real schema, with invented rows; after "-- wal:" what an earlier state held otherwise.
// 2. ${file}.ts: reads, requires, emits, COLUMNS and fields of the real thing.
// 3. here: the records it must give, with place and fields, and the codes of the issues the fixture gives.
// 4. ${file}.ts: limits (what it cannot see), sources, verifiedOn ({ image: 'fixture.sql', rows: n }).
// 5. npm run docs, which writes its reference page. Then delete this list.

import { artifactSuite } from '@manumit/testing'
import { ${name} } from './${file}.ts'

artifactSuite(${name}, {
  at: import.meta.url,
  records: [],
})
`

const ARTIFACT_FIXTURE = `-- Rows of an invented phone. Numbers from ranges kept for fiction. date counts milliseconds since 1970.
CREATE TABLE example (_id INTEGER PRIMARY KEY AUTOINCREMENT, date INTEGER, number TEXT);
INSERT INTO example (_id, date, number) VALUES
  (1, 1772537400250, '+447700900101');
`

function newComparison(id: string): NewMember {
  const file = id.split('.')[0]!
  const name = camel(id)
  const folder = `packages/linkage/comparisons/${id}`
  return {
    files: [
      {
        path: `${folder}/${file}.ts`,
        text: `// What is compared, and what is deliberately not.

import { defineComparison } from '../../comparison.ts'

export const ${name} = defineComparison({
  id: '${id}',
  version: 1,
  title: 'What is compared',
  explains: 'What it looks for, in a sentence for the reader of a report.',
  levels: [{ id: 'equal', bits: 0, sentence: 'reason.example', basis: 'who says so, or what is assumed' }],
  limits: [],
  // null where a value it needs is missing: that is neutral.
  compare: () => null,
})
`,
      },
      {
        path: `${folder}/${file}.test.ts`,
        text: `// Steps: 1. two persons here, and the level that must be found; 2. compare; 3. levels with their bits and basis, and their
// sentences in packages/linkage/sentences.ts; 4. limits; 5. npm run docs. The suite over the registry
// (packages/linkage/comparisons/registry.test.ts) tests the rest.

import { inventedPerson, noFacts } from '@manumit/testing'
import { expect, it } from 'vitest'
import { ${name} } from './${file}.ts'

it('finds what both have', () => {
  const [left, right] = [inventedPerson({ id: 'a' }), inventedPerson({ id: 'b' })]
  expect(${name}.compare(left, right, noFacts)?.level).toBe('equal')
})
`,
      },
    ],
    registry: {
      path: 'packages/linkage/comparisons/members.ts',
      line: `export { ${name} } from './${id}/${file}.ts'`,
    },
    next: `npm test ${id}   (it fails, and says what to do)`,
  }
}

function newHashKind(id: string): NewMember {
  const folder = `packages/hashing/${id}`
  const name = camel(id)
  return {
    files: [
      {
        path: `${folder}/${id}.ts`,
        text: `// What the hash is of, from which specification. The readable computation; a kernel must equal it.

import { refuse } from '@manumit/base'
import { defineHashKind } from '../hash-kind.ts'
import { distanceOfHex, parseHex } from '../hex-text.ts'

const BITS = 128

export const ${name} = defineHashKind({
  id: '${id}',
  title: '${id}',
  bits: BITS,
  content: 'bytes',
  defaultThreshold: 0,
  thresholdSource: 'who says so',
  examples: [],
  parse: (text) => parseHex(text, { kind: '${id}', bits: BITS }),
  compute: () => refuse('E_HASH_CONTENT'),
  distance: distanceOfHex,
})
`,
      },
      {
        path: `${folder}/${id}.test.ts`,
        text: `// Steps: 1. a published vector here; 2. compute; 3. examples, threshold and its source; 4. vectors with their source in
// data/vectors; 5. npm run docs. The suite over the registry (packages/hashing/registry.test.ts) tests the rest.

import { expect, it } from 'vitest'
import { ${name} } from './${id}.ts'

it('gives the published value', () => {
  const value = ${name}.compute({ bytes: new Uint8Array() })
  expect(value.ok ? value.value.text : value.error.code).toBe('the published value of the empty message')
})
`,
      },
    ],
    registry: { path: 'packages/hashing/members.ts', line: `export { ${name} } from './${id}/${id}.ts'` },
    next: `npm test hashing/${id}   (it fails, and says what to do)`,
  }
}

function newObservationKind(id: string): NewMember {
  const name = camel(id)
  return {
    files: [
      {
        path: `packages/model/observation-kinds/${id}.ts`,
        text: `import { defineObservationKind } from '../observation.ts'

/** What the record states, and what it does not say. */
export const ${name} = defineObservationKind({
  id: '${id}',
  title: 'Records of this kind',
  fields: {
    text: { type: 'text', title: 'Text as stored', search: true },
  },
  caption: ['text'],
})
`,
      },
    ],
    registry: {
      path: 'packages/model/observation-kinds/members.ts',
      line: `export { ${name} } from './${id}.ts'`,
    },
    next: 'give it its fields, export it from packages/model/index.ts, run npm run docs and npm test observation-kinds',
  }
}
