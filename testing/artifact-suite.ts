// What an artifact means, as tests over its fixture: the expected records and issues; records that can be found again by
// another reader, with the values stored there; nothing lost; nothing invented from damaged files; order that does not
// matter. A member's own test gives its expected records and calls this.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Issue, isIssue, isoOfUtc, type Moment } from '@manumit/base'
import { type Artifact, isRowPlace, type Observation, observationKind } from '@manumit/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Fixture, filesOf, fixturesIn } from './artifact-fixture.ts'
import { rowReader, shuffled } from './artifact-rows.ts'

/** A record as a test writes it. Moments are ISO text, `unset`, `impossible`, or local text without a zone. */
export interface ExpectedRecord {
  readonly at: string
  /** Table and rowid; absent for a record that is no row. */
  readonly row?: readonly [table: string, rowid: number]
  /** `live` when absent. */
  readonly state?: 'live' | 'superseded'
  /** Each field it has, and no others. */
  readonly fields: Readonly<Record<string, unknown>>
}

export interface ArtifactCase {
  /** `import.meta.url` of the member's test; the fixture is in its folder. */
  readonly at: string
  readonly records: readonly ExpectedRecord[]
  /** Codes of the issues the fixture gives, each as often as it comes. */
  readonly issues?: readonly string[]
  /** Further files of the source, by path and content, for records that name files. */
  readonly otherFiles?: Readonly<Record<string, string>>
  /** Tables whose rowids say nothing, so that their rows may be renumbered when rows are shuffled. */
  readonly unordered?: readonly string[]
}

type Items = readonly (Observation | Issue)[]

const isObservation = (item: Observation | Issue): item is Observation => !isIssue(item)

/** Damaged copies tried per fixture; over ten times as many with CI=1. */
const DAMAGED = process.env.CI ? 1000 : 80

export function artifactSuite(artifact: Artifact, given: ArtifactCase): void {
  const folder = fileURLToPath(new URL('.', given.at))
  const fixtures = fixturesIn(folder)
  const itemsOf = (fixture: Fixture): Items => [...artifact.parse(filesOf(fixture, given.otherFiles))]
  const items = fixtures.flatMap(itemsOf)
  const observations = items.filter(isObservation)
  const issues = items.filter(isIssue)

  describe(artifact.id, () => {
    it('declares what it reads, on what it was verified and where its limits are', () => {
      expect(artifact.id).toMatch(/^[a-z]+(?:\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)+$/)
      expect(folder.endsWith(`/${artifact.id}/`), 'its folder is named by its id').toBe(true)
      expect(artifact.version).toBeGreaterThanOrEqual(1)
      expect(artifact.limits, 'limits: say what it cannot see').not.toEqual([])
      expect(artifact.sources, 'sources: where the format is described').not.toEqual([])
      const verified = { image: fixtureName(folder), rows: observations.length }
      expect(artifact.verifiedOn, `verifiedOn: add ${JSON.stringify(verified)}`).toContainEqual(verified)
      expect(artifact.title).not.toMatch(/\b(all|every|proves?|deleted by|the user|victims?|suspects?)\b/i)
      expect([artifact.requires, artifact.formats].filter(Boolean).length, 'requires or formats').toBe(1)
    })

    it('gives the expected records', () => {
      expect(observations.map(plainRecord), 'records of the test: what the fixture must give').toEqual(
        given.records.map(expectedRecord),
      )
    })

    it('reports the expected issues and no other', () => {
      const codes = issues.map((one) => one.code)
      expect(codes.toSorted(), 'issues of the test').toEqual((given.issues ?? []).toSorted())
    })

    it('fills only fields of its kind, each with a value of the declared type', () => {
      const kind = observationKind(artifact.emits.id)!
      for (const observation of observations) {
        expect(observation.kind).toBe(kind.id)
        for (const [name, value] of Object.entries(observation.fields)) {
          expect(kind.fields, `field ${name}`).toHaveProperty(name)
          if (value !== undefined) expect(value, `field ${name}`).toSatisfy(isOfType(kind.fields[name]!))
        }
      }
    })

    it('keeps the raw value of each time, and the time agrees with it', () => {
      for (const { at, raw } of observations) {
        expect(agrees(at), plain(at)).toBe(true)
        const isOwn = at.raw !== null && !('epoch' in at && at.epoch === 'text')
        if (isOwn) expect(Object.values(raw).map(plain)).toContain(plain(at.raw))
      }
    })

    it('names the file by one shared object', () => {
      for (const fixture of fixtures)
        expect(
          new Set(
            itemsOf(fixture)
              .filter(isObservation)
              .map(({ where }) => where.file),
          ).size,
        ).toBeLessThanOrEqual(1)
    })

    it('gives the same items for the same bytes, in the same order', () => {
      expect(fixtures.flatMap(itemsOf).map(plain)).toEqual(items.map(plain))
    })

    if (artifact.requires) databaseChecks()
    else pictureChecks()

    it('throws at no truncation, and invents no record from what is left', () => {
      for (const fixture of fixtures) {
        const whole = new Set(itemsOf(fixture).flatMap(statedValues))
        for (const { size, copy } of cutCopies(fixture)) {
          const invented = itemsOf(copy)
            .flatMap(statedValues)
            .filter((stated) => !whole.has(stated))
          expect(invented, `cut at ${size}`).toEqual([])
        }
      }
    })

    it('throws at no damage', () => {
      for (const fixture of fixtures)
        for (const damaged of damagedCopies(fixture)) for (const _ of itemsOf(damaged));
    })
  })

  function databaseChecks(): void {
    const [fixture] = fixtures as readonly [Fixture]

    it('gives records another reader finds in the place named, with the raw values kept', () => {
      const reader = rowReader(fixture)
      for (const { where, raw } of observations) {
        expect(isRowPlace(where.place)).toBe(true)
        if (isRowPlace(where.place)) expect(reader.disagreements(where.place, raw)).toEqual([])
      }
      reader.close()
    })

    it('drops no row: each is a record, or an issue that names it', () => {
      const reader = rowReader(fixture)
      const places = observations.map(({ where }) => where.place).filter(isRowPlace)
      for (const table of new Set(places.map((place) => place.table))) {
        const found = places.filter((place) => place.table === table && place.state === 'live')
        const named = issues.filter((one) => one.at?.table === table && one.severity === 'error')
        const rowids = new Set([
          ...found.map((place) => BigInt(place.rowid)),
          ...named.flatMap((one) => (one.at?.rowid === undefined ? [] : [BigInt(one.at.rowid)])),
        ])
        expect(found.length, 'each row once').toBe(new Set(found.map((place) => place.rowid)).size)
        expect([...rowids].toSorted(byNumber), table).toEqual(reader.rowids(table))
      }
      reader.close()
    })

    it('gives the same records whatever the order of rows in the file', () => {
      const live = observations.filter(({ where }) => isRowPlace(where.place) && where.place.state === 'live')
      for (const seed of [1, 2, 3]) {
        const other = shuffled(fixture, { seed, renumbered: given.unordered ?? [] })
        const again = itemsOf(other).filter(isObservation)
        expect(again.map(unplacedRecord)).toEqual(live.map(unplacedRecord))
      }
    })
  }

  function pictureChecks(): void {
    it('gives records that name a range of bytes of their file', () => {
      for (const { where } of observations) {
        expect(isRowPlace(where.place)).toBe(false)
        if (isRowPlace(where.place)) continue
        const { offset, length } = where.place
        expect(length).toBeGreaterThan(0)
        expect(offset + length).toBeLessThanOrEqual(where.file.sizeBytes)
      }
    })
  }
}

const fixtureName = (folder: string): string => {
  try {
    readFileSync(`${folder}fixture.sql`)
    return 'fixture.sql'
  } catch {
    return 'fixture.json'
  }
}

// ── Records as text ──────────────────────────────────────────────────────────────────────────────────────────────────

/** A value as JSON text: integers of both kinds alike, bytes in hexadecimal, fields that are undefined left out. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    typeof inner === 'bigint'
      ? `${inner}n`
      : inner instanceof Uint8Array
        ? Buffer.from(inner).toString('hex')
        : inner,
  ) ?? 'undefined'

const momentText = (moment: Moment): string =>
  'utc' in moment
    ? isoOfUtc(moment.utc)
    : 'local' in moment
      ? moment.local
      : 'unset' in moment
        ? 'unset'
        : 'impossible'

function plainRecord({ at, where, fields }: Observation): unknown {
  const place = where.place
  const named = Object.entries(fields).filter(([, value]) => value !== undefined)
  return {
    at: momentText(at),
    ...(isRowPlace(place) && { row: [place.table, Number(place.rowid)], state: place.state }),
    fields: Object.fromEntries(
      named.map(([name, value]) => [name, isMoment(value) ? momentText(value) : value]),
    ),
  }
}

const expectedRecord = ({ at, row, state = 'live', fields }: ExpectedRecord): unknown => ({
  at,
  ...(row && { row, state }),
  fields,
})

/** A record without rowids of joined rows, which shuffling may change; its own place stays. */
function unplacedRecord({ at, where, fields, raw }: Observation): string {
  const kept = Object.entries(raw)
    .filter(([name]) => !name.endsWith('.rowid'))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return plain({ at, place: where.place, fields, kept })
}

/**
 * What a record states that damage may remove and not change: a row's values together, with its place in whatever state; a
 * picture's tags one by one, since a cut picture may keep some of them.
 */
function statedValues(item: Observation | Issue): readonly string[] {
  if (isIssue(item)) return []
  const { place } = item.where
  if (!isRowPlace(place)) return Object.entries(item.raw).map(plain)
  const own = Object.entries(item.raw).filter(([name]) => !/[.[]/.test(name))
  return [plain([place.table, place.rowid, own])]
}

// ── Checks ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const isMoment = (value: unknown): value is Moment =>
  typeof value === 'object' &&
  value !== null &&
  'raw' in value &&
  ['utc', 'local', 'unset', 'impossible'].some((key) => key in value)

const isParty = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  (value.id === null || typeof value.id === 'string')

const listOf = (value: unknown, of: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(of)

function isOfType(field: { readonly type: string; readonly labels?: readonly string[] }) {
  return (value: unknown): boolean => {
    switch (field.type) {
      case 'text':
        return typeof value === 'string' && value !== ''
      case 'label':
        return typeof value === 'string' && (field.labels ?? []).includes(value)
      case 'number':
        return typeof value === 'number' && Number.isFinite(value)
      case 'flag':
        return typeof value === 'boolean'
      case 'moment':
        return isMoment(value)
      case 'party':
        return isParty(value)
      case 'parties':
        return listOf(value, isParty)
      case 'identifiers':
        return listOf(value, (item) => typeof item === 'string' && item !== '')
      case 'attachments':
        return listOf(value, (item) => typeof item === 'object' && item !== null && 'path' in item)
      case 'coordinates':
        return typeof value === 'object' && value !== null && 'latitude' in value && 'longitude' in value
      default:
        return false
    }
  }
}

const EPOCHS = { unix: 0n, mac: 978_307_200n, webkit: -11_644_473_600n } as const
const PER_SECOND = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 } as const

/** Is the UTC what the raw value says, worked out here anew? Some unit must give it: the record's, or seconds. */
function agrees(at: Moment): boolean {
  if ('unset' in at) return /^(null|-1|[0: ]*)$/.test(String(at.raw))
  if (!('utc' in at) || at.epoch === 'text') return true
  const epoch = EPOCHS[at.epoch] * 1_000_000n
  const raw = at.raw
  return [at.precision, 's' as const].some((unit) => {
    const scale = 1e6 / PER_SECOND[unit]
    const micros =
      typeof raw === 'bigint' && scale >= 1
        ? raw * BigInt(scale)
        : typeof raw === 'bigint'
          ? raw / BigInt(1 / scale)
          : BigInt(Math.round(Number(raw) * scale))
    return micros + epoch === BigInt(at.utc)
  })
}

const byNumber = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)

// ── Damage ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The file cut at each page boundary and at some bytes between; then its log, cut at some bytes. */
function cutCopies(fixture: Fixture): readonly { readonly size: number; readonly copy: Fixture }[] {
  const { main, wal } = fixture
  const boundaries = Array.from({ length: Math.ceil(main.length / 1024) }, (_, i) => i * 1024)
  const between = fc.sample(fc.nat(main.length), { seed: 7, numRuns: DAMAGED / 4 })
  const ofLog = wal ? fc.sample(fc.nat(wal.length), { seed: 13, numRuns: DAMAGED / 4 }) : []
  return [
    ...[...boundaries, ...between, 0, 1, 99, 100].map((size) => ({
      size,
      copy: { ...fixture, main: main.subarray(0, size) },
    })),
    ...ofLog.map((size) => ({ size, copy: { ...fixture, wal: wal!.subarray(0, size) } })),
  ]
}

function damagedCopies(fixture: Fixture): readonly Fixture[] {
  return fc.sample(mutationOf(fixture.main.length), { seed: 11, numRuns: DAMAGED }).map((edits) => {
    const main = fixture.main.slice()
    for (const { at, byte } of edits) main[at] = byte
    return { ...fixture, main }
  })
}

const mutationOf = (size: number): fc.Arbitrary<{ at: number; byte: number }[]> =>
  fc.array(fc.record({ at: fc.nat(Math.max(0, size - 1)), byte: fc.nat(255) }), {
    minLength: 1,
    maxLength: 8,
  })
