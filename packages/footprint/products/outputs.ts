// What the world puts out in a year of each thing that stages rest on besides crops and animals: sectors in US$ or
// kilograms, what is mined, caught or felled. People over output is the intensity of stage 5 at the world's mean.

import { type Issue, issuesOf, type Result } from '@manumit/base'
import { combined, isSameMeasure, parseUnit, type Unit } from '@manumit/quantities'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { footprintCodes } from '../errors.ts'
import type { Datum } from '../rules/datum.ts'
import { combine, plus, times, type Values } from '../rules/values.ts'
import type { Source } from './catalogue.ts'
import { readDatum } from './datum-text.ts'
import type { Intensity } from './evaluate-product.ts'

const issue = issuesOf(footprintCodes)

export interface Output {
  readonly id: string
  readonly title: string
  readonly kind: 'sector' | 'mineral'
  /** What the intensity is per: `kg`, `US$`. */
  readonly per: string
  /** World output a year: one figure, or several that multiply to it, such as value added and output per value added. */
  readonly factors: readonly Datum[]
  /** Sectors of the world's table whose people these are; empty where `people` says. */
  readonly sectors: readonly string[]
  /** People in forced labour, where the world's table has no such sector. */
  readonly people: Datum | null
}

const entry = z.strictObject({
  title: z.string(),
  kind: z.enum(['sector', 'mineral']),
  output: z.union([z.string(), z.array(z.string()).min(1)]),
  sectors: z.array(z.string()).default([]),
  people: z.string().optional(),
})

/**
 * @param text     of the rule file: entries by id
 * @param sources  of the catalogue
 */
export function readOutputs(
  text: string,
  sources: ReadonlyMap<string, Source>,
): { readonly outputs: ReadonlyMap<string, Output>; readonly issues: readonly Issue[] } {
  const outputs = new Map<string, Output>()
  const issues: Issue[] = []
  const document = parseDocument(text, { logLevel: 'silent' })
  const listed = z
    .record(z.string(), z.unknown())
    .safeParse(document.errors.length > 0 ? null : (document.toJS() ?? {}))
  for (const [id, value] of Object.entries(listed.data ?? {})) {
    const parsed = entry.safeParse(value)
    const problem = parsed.success ? null : (parsed.error.issues[0]?.message ?? '')
    if (!parsed.success) {
      issues.push(issue('E_RULE_SHAPE', {}, { entry: id, problem: problem ?? '' }))
      continue
    }
    const { title, kind, output, people, sectors } = parsed.data
    const lines = [output].flat()
    const facts = [
      ...lines.map((line, i) => fact(`output.${id}${i === 0 ? '' : `.${i}`}`, line, sources)),
      ...(people === undefined ? [] : [fact(`output.${id}.people`, people, sources)]),
    ]
    const refused = facts.find((datum) => !datum.ok)
    if (refused && !refused.ok) {
      issues.push(issue('E_RULE_REFUSED', {}, { entry: id, code: refused.error.code }))
      continue
    }
    const read = facts.flatMap((datum) => (datum.ok ? [datum.value] : []))
    const factors = read.slice(0, lines.length)
    const persons = read[lines.length] ?? null
    const per = perOf(factors)
    if (per === null || (persons === null && sectors.length === 0))
      issues.push(
        issue(
          'E_RULE_SHAPE',
          {},
          { entry: id, problem: 'its output is no kilograms or US$ a year, or nobody is behind it' },
        ),
      )
    else outputs.set(id, { id, title, kind, per, factors, sectors, people: persons })
  }
  if (!listed.success)
    issues.push(
      issue('E_RULE_SHAPE', {}, { entry: '(outputs)', problem: 'it is no list of entries by name' }),
    )
  return { outputs, issues }
}

function fact(id: string, line: string, sources: ReadonlyMap<string, Source>): Result<Datum> {
  const datum = readDatum(id, line)
  if (!datum.ok || sources.has(datum.value.source)) return datum
  return { ok: false, error: { code: 'E_RULE_SOURCE', data: { entry: id, source: datum.value.source } } }
}

/** `kg` where the factors come to `kg/year`, `US$` for `US$/year`; intensities are per these. */
function perOf(factors: readonly Datum[]): string | null {
  const found = factors.reduce<Unit | null>((product, { unit }) => {
    const parsed = parseUnit(unit)
    if (!parsed.ok) return null
    return product ? combined(product, parsed.value, 1) : parsed.value
  }, null)
  const isFound = (per: string): boolean => {
    const expected = parseUnit(`${per}/year`)
    return (
      found !== null &&
      expected.ok &&
      isSameMeasure(found, expected.value) &&
      found.factor === expected.value.factor
    )
  }
  return ['kg', 'US$'].find(isFound) ?? null
}

/** What the world's table gives, in one world or in each draw. */
export interface WorldIntensities {
  /** Person-years per tonne of a commodity; undefined where there is none of that name. */
  perTonne(commodity: string): Values | undefined
  /** People in forced labour by GTAP sector. */
  people(sector: string): Values | undefined
}

/** The unit of the thing that a stage's intensity is per, for reading a catalogue; undefined where there is no figure. */
export function intensityUnitOf(
  world: WorldIntensities,
  outputs: ReadonlyMap<string, Output>,
): (kind: 'commodity' | 'sector' | 'mineral', id: string) => string | undefined {
  return (kind, id) => {
    if (kind === 'commodity') return world.perTonne(id) === undefined ? undefined : 'kg'
    const output = outputs.get(id)
    if (output?.kind !== kind) return undefined
    return output.sectors.every((code) => world.people(code) !== undefined) ? output.per : undefined
  }
}

const KILOGRAMS_PER_TONNE = 1000

/**
 * φ and ψ at the world's mean, for evaluating products that were read with `intensityUnitOf` of the same world.
 *
 * @param drawn  a fact in each draw
 */
export function intensitiesOf(
  world: WorldIntensities,
  { outputs, drawn }: { readonly outputs: ReadonlyMap<string, Output>; drawn(datum: Datum): Values },
): (kind: 'commodity' | 'sector' | 'mineral', id: string) => Intensity {
  const known = new Map<string, Intensity>()
  function find(kind: 'commodity' | 'sector' | 'mineral', id: string): Intensity {
    if (kind === 'commodity')
      return { values: combine(world.perTonne(id)!, KILOGRAMS_PER_TONNE, (a, b) => a / b), per: 'kg' }
    const output = outputs.get(id)!
    const people = output.people
      ? drawn(output.people)
      : output.sectors.reduce<Values>((sum, code) => plus(sum, world.people(code)!), 0)
    const amount = output.factors.map(drawn).reduce(times)
    return { values: combine(people, amount, (a, b) => a / b), per: output.per }
  }
  return (kind, id) => {
    const key = `${kind} ${id}`
    const intensity = known.get(key) ?? find(kind, id)
    known.set(key, intensity)
    return intensity
  }
}
