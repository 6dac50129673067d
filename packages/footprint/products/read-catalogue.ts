// Text of the rule files → catalogue. Each formula's units are closed here, each fact has a source that is there, each name
// something behind it: what is wrong is an issue, and the entry it is in is left out, with what rests on it.

import { type Issue, issuesOf, type Refusal, type Result } from '@manumit/base'
import { parseUnit, type Unit } from '@manumit/quantities'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { footprintCodes } from '../errors.ts'
import type { Datum } from '../rules/datum.ts'
import { parseExpression } from '../rules/expression.ts'
import { requireUnit, unitOfFormula } from '../rules/formula-unit.ts'
import type { Ask, Catalogue, Family, Input, Material, Product, Source, Stage } from './catalogue.ts'
import { readDatum, readShare } from './datum-text.ts'
import { askEntry, askOf, useEntry, useOf } from './read-use.ts'

const issue = issuesOf(footprintCodes)

/** A figure of this project whose source was not read. Its entry stands among the sources like any other. */
export const ESTIMATE = 'estimate'

const data = z.record(z.string(), z.string()).default({})
const inputs = z.record(
  z.string(),
  z.strictObject({
    title: z.string(),
    of: z.string(),
    amount: z.union([z.string(), z.number()]),
    unit: z.string(),
  }),
)
const sourceEntry = z.strictObject({
  title: z.string(),
  publisher: z.string(),
  year: z.int(),
  licence: z.string(),
  address: z.string().nullable().default(null),
  bestBefore: z.iso.date().nullable().default(null),
})
const materialEntry = z.strictObject({ title: z.string(), data, inputs })
const familyEntry = z.strictObject({
  title: z.string(),
  per: z.string(),
  needs: z.record(z.string(), z.string()).default({}),
  data,
  inputs,
  ask: askEntry.nullable().default(null),
})
const productEntry = z.strictObject({
  title: z.string(),
  category: z.string(),
  family: z.string(),
  data,
  composition: z.record(z.string(), z.number().min(0).max(1)).default({}),
  /** Doubt, source and year of the shares: `exact @ecobalyse 2024`, `0.7..1.4 @estimate 2026` as factors around each. */
  composed: z.string().nullable().default(null),
  use: useEntry.nullable().default(null),
  words: z.array(z.string()).default([]),
})

/** Rule files by what they hold; several of a sort are read as one. */
export interface CatalogueText {
  readonly sources: readonly string[]
  readonly materials: readonly string[]
  readonly families: readonly string[]
  readonly products: readonly string[]
}

/**
 * @param intensityUnit  the unit of the thing that a stage's intensity is per (`kg`, `US$`); undefined where there is none
 */
export function readCatalogue(
  text: CatalogueText,
  intensityUnit: (kind: 'commodity' | 'sector' | 'mineral', id: string) => string | undefined,
): { readonly catalogue: Catalogue; readonly issues: readonly Issue[] } {
  const issues: Issue[] = []
  const sources = new Map<string, Source>()
  const materials = new Map<string, Material>()
  const families = new Map<string, Family>()
  const products = new Map<string, Product>()
  const tell = (entry: string, { code, data: about }: Refusal): void => {
    issues.push(issue('E_RULE_REFUSED', {}, { entry, code, ...(about as Record<string, string | number>) }))
  }

  for (const [id, entry] of entriesOf(text.sources, sourceEntry, issues)) sources.set(id, { id, ...entry })

  /** A fact whose source is there. */
  function sourced(entry: string, name: string, datum: Result<Datum>): Datum | null {
    if (!datum.ok) {
      tell(entry, datum.error)
      return null
    }
    if (sources.has(datum.value.source)) return datum.value
    issues.push(issue('E_RULE_SOURCE', {}, { entry, name, source: datum.value.source }))
    return null
  }

  /** Facts of an entry, each under its own name and drawn under the entry's. */
  function readData(entry: string, lines: Readonly<Record<string, string>>): Map<string, Datum> | null {
    const read = new Map<string, Datum>()
    for (const [name, line] of Object.entries(lines)) {
      const datum = sourced(entry, name, readDatum(`${entry}.${name}`, line))
      if (!datum) return null
      read.set(name, datum)
    }
    return read
  }

  /** Shares of materials, which their product says the source of once. */
  function readShares(
    entry: string,
    { composition, composed }: z.infer<typeof productEntry>,
  ): Map<string, Datum> | null {
    const read = new Map<string, Datum>()
    for (const [material, share] of Object.entries(composition)) {
      const datum = sourced(entry, material, readShare(`${entry}.share.${material}`, share, composed ?? ''))
      if (!datum) return null
      read.set(material, datum)
    }
    return read
  }

  /** How a quantity of the entry is asked for and what it is by default: undefined where that is wrong. */
  function readUse(
    entry: string,
    { use, family }: { readonly use: z.infer<typeof useEntry> | null; readonly family: Family },
  ): Product['use'] | undefined {
    if (use === null) return null
    const read = useOf(use, { id: `${entry}.use`, per: family.per, ask: family.ask })
    if (!read.ok) {
      tell(entry, read.error)
      return undefined
    }
    const facts = [read.value.amount, read.value.years, read.value.ask.each]
    return facts.every((datum) => datum === null || sourced(entry, datum.id, { ok: true, value: datum }))
      ? read.value
      : undefined
  }

  /** Inputs whose amounts come to the unit they state, per unit of the entry, of things that are there. */
  function readInputs(
    entry: string,
    {
      listed,
      units,
      per,
    }: {
      readonly listed: z.infer<typeof inputs>
      readonly units: ReadonlyMap<string, Unit>
      readonly per: string
    },
  ): Input[] | null {
    const read: Input[] = []
    for (const [id, { title, of, amount, unit }] of Object.entries(listed)) {
      const stage = readStage(of)
      const base = stage && stageUnit(stage)
      if (!stage || base === undefined) {
        issues.push(issue('E_RULE_STAGE', {}, { entry, name: id, of }))
        return null
      }
      const checked = checkAmount(String(amount), { units, unit, expected: `${base}/${per}` })
      if (!checked.ok) {
        tell(`${entry}.${id}`, checked.error)
        return null
      }
      read.push({ id, title, of: stage, amount: checked.value, unit })
    }
    return read
  }

  const stageUnit = (stage: Stage): string | undefined => {
    if (stage.kind === 'composition') return 'kg'
    // A material may rest on those above it in the files: no cycle can be written.
    if (stage.kind === 'material') return materials.has(stage.id) ? 'kg' : undefined
    return intensityUnit(stage.kind, stage.id)
  }

  for (const [id, entry] of entriesOf(text.materials, materialEntry, issues)) {
    const facts = readData(`material.${id}`, entry.data)
    const read =
      facts && readInputs(`material.${id}`, { listed: entry.inputs, units: unitsOf(facts), per: 'kg' })
    if (read) materials.set(id, { id, title: entry.title, data: facts, inputs: read })
  }
  for (const [id, entry] of entriesOf(text.families, familyEntry, issues)) {
    const facts = readData(`family.${id}`, entry.data)
    if (!facts) continue
    const units = unitsOf(facts)
    for (const [name, unit] of Object.entries(entry.needs)) {
      const parsed = parseUnit(unit)
      if (parsed.ok) units.set(name, parsed.value)
      else tell(`family.${id}`, parsed.error)
    }
    const ask: Result<Ask | null> =
      entry.ask === null
        ? { ok: true, value: null }
        : askOf(entry.ask, { id: `family.${id}.ask`, per: entry.per })
    if (!ask.ok) {
      tell(`family.${id}`, ask.error)
      continue
    }
    const each = ask.value?.each
    if (each && !sourced(`family.${id}`, 'ask', { ok: true, value: each })) continue
    const read = readInputs(`family.${id}`, { listed: entry.inputs, units, per: entry.per })
    if (read)
      families.set(id, {
        id,
        title: entry.title,
        per: entry.per,
        needs: new Map(Object.entries(entry.needs)),
        data: facts,
        inputs: read,
        ask: ask.value,
      })
  }
  for (const [id, entry] of entriesOf(text.products, productEntry, issues)) {
    const family = families.get(entry.family)
    const facts = readData(`product.${id}`, entry.data)
    const composition = readShares(`product.${id}`, entry)
    const use = family && readUse(`product.${id}`, { use: entry.use, family })
    if (!facts || !composition || (family && use === undefined)) continue
    const { title, category, words } = entry
    const product = {
      id,
      title,
      category,
      family: entry.family,
      data: facts,
      composition,
      use: use ?? null,
      words,
    }
    const wrong = whatIsWrong(product, family, materials)
    if (wrong)
      issues.push(issue('E_RULE_PRODUCT', {}, { entry: id, problem: wrong.problem, name: wrong.name }))
    else products.set(id, product)
  }
  return { catalogue: { sources, materials, families, products }, issues }
}

function* entriesOf<T>(
  files: readonly string[],
  schema: z.ZodType<T>,
  issues: Issue[],
): Generator<readonly [string, T]> {
  const seen = new Set<string>()
  for (const text of files) {
    const document = parseDocument(text, { logLevel: 'silent' })
    const listed = z
      .record(z.string(), z.unknown())
      .safeParse(document.errors.length > 0 ? null : (document.toJS() ?? {}))
    if (!listed.success) {
      issues.push(
        issue('E_RULE_SHAPE', {}, { entry: '(a file)', problem: 'it is no list of entries by name' }),
      )
      continue
    }
    for (const [id, value] of Object.entries(listed.data)) {
      const entry = schema.safeParse(value)
      if (seen.has(id))
        issues.push(issue('E_RULE_SHAPE', {}, { entry: id, problem: 'it stands there twice' }))
      else if (entry.success) {
        seen.add(id)
        yield [id, entry.data]
      } else
        issues.push(
          issue(
            'E_RULE_SHAPE',
            {},
            {
              entry: id,
              problem: entry.error.issues
                .map(({ path, message }) => `${path.join('.')}: ${message}`)
                .join('; '),
            },
          ),
        )
    }
  }
}

const unitsOf = (facts: ReadonlyMap<string, Datum>): Map<string, Unit> =>
  new Map(
    [...facts].flatMap(([name, { unit }]) => {
      const parsed = parseUnit(unit)
      return parsed.ok ? [[name, parsed.value]] : []
    }),
  )

/** `commodity Cocoa beans`, `sector TEX`, `mineral gold`, `material cotton-fabric`, `composition`. */
function readStage(of: string): Stage | null {
  if (of === 'composition') return { kind: 'composition' }
  const [, kind, id] = /^(commodity|sector|mineral|material) (.+)$/.exec(of) ?? []
  return id === undefined ? null : { kind: kind as 'commodity' | 'sector' | 'mineral' | 'material', id }
}

function checkAmount(
  formula: string,
  {
    units,
    unit,
    expected,
  }: { readonly units: ReadonlyMap<string, Unit>; readonly unit: string; readonly expected: string },
): Result<Input['amount']> {
  const expression = parseExpression(formula)
  if (!expression.ok) return expression
  const found = unitOfFormula(expression.value, (name) => units.get(name))
  if (!found.ok) return found
  const stated = parseUnit(unit)
  if (!stated.ok) return stated
  const asked = parseUnit(expected)
  if (!asked.ok) return asked
  const closes = requireUnit(formula, found.value, stated.value)
  if (!closes.ok) return closes
  const fits = requireUnit(formula, stated.value, asked.value)
  return fits.ok ? expression : fits
}

const SHARES_ROUNDING = 1e-6

function whatIsWrong(
  { family: familyId, data: facts, composition }: Product,
  family: Family | undefined,
  materials: ReadonlyMap<string, Material>,
): { readonly problem: string; readonly name: string } | null {
  if (!family) return { problem: 'no such family', name: familyId }
  for (const [name, unit] of family.needs) {
    const datum = facts.get(name)
    if (!datum) return { problem: 'its family asks for a fact that it does not give', name }
    if (datum.unit !== unit)
      return { problem: `its family asks for ${unit}`, name: `${name} in ${datum.unit}` }
  }
  for (const name of facts.keys())
    if (!family.needs.has(name)) return { problem: 'it gives a fact that its family does not ask for', name }
  const needsMaterials = family.inputs.some(({ of }) => of.kind === 'composition')
  const sum = [...composition.values()].reduce((all, { value }) => all + value, 0)
  if (needsMaterials && Math.abs(sum - 1) > SHARES_ROUNDING)
    return { problem: 'the shares of its materials do not make 1', name: String(sum) }
  if (!needsMaterials && composition.size > 0)
    return {
      problem: 'it names materials that its family does not ask for',
      name: [...composition.keys()].join(', '),
    }
  for (const name of composition.keys())
    if (!materials.has(name)) return { problem: 'no such material', name }
  return null
}
