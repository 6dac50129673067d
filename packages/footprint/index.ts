// The world: tables in, people by country, sector and commodity out
export type {
  CountryFacts,
  GtapSector,
  GtapTable,
  ListedGood,
  MacroSector,
  PerMacroSector,
  Production,
  WorldTables,
} from './world/tables.ts'
export { MACRO_SECTORS } from './world/tables.ts'
export type { Configuration } from './world/configuration.ts'
export { baselineV1 } from './world/configuration.ts'
export type { World } from './world/world.ts'
export { buildWorld } from './world/world.ts'
export type { CountryTotal } from './world/country-totals.ts'
export { countryTotals, peopleOfAllForms } from './world/country-totals.ts'
export type { CountrySectors } from './world/sectors.ts'
export { sectorTotals } from './world/sectors.ts'
export type { Agriculture, CommodityPeople, WorldCommodity } from './world/commodities.ts'

export type { WorldDoubt, WorldDraws } from './world/draw-world.ts'
export { drawWorld, worldDoubt } from './world/draw-world.ts'

// Algebra
export type { RasResult } from './world/ras.ts'
export { ras } from './world/ras.ts'

// Chance
export type { Draws } from './numbers/draws.ts'
export { drawsFor, quantiles } from './numbers/draws.ts'

// Rules: formulas with units, facts with doubt
export type { Expression, FormulaFunction, Operator } from './rules/expression.ts'
export { expressionText, namesIn, parseExpression } from './rules/expression.ts'
export { requireUnit, unitOfFormula } from './rules/formula-unit.ts'
export type { Values } from './rules/values.ts'
export { combine, evaluate, plus, times, valueAt } from './rules/values.ts'
export type { Datum, Doubt } from './rules/datum.ts'
export { checkDatum, drawDatum } from './rules/datum.ts'
export { footprintCodes } from './errors.ts'

// Products
export type {
  Ask,
  Catalogue,
  Family,
  Input,
  Material,
  Product,
  Source,
  Stage,
  Use,
} from './products/catalogue.ts'
export type { CatalogueText } from './products/read-catalogue.ts'
export { ESTIMATE, readCatalogue } from './products/read-catalogue.ts'
export { readDatum } from './products/datum-text.ts'
export type { Category } from './products/categories.ts'
export { CATEGORIES } from './products/categories.ts'
export type { Output, WorldIntensities } from './products/outputs.ts'
export { intensitiesOf, intensityUnitOf, readOutputs } from './products/outputs.ts'
export type { Figures } from './products/figures.ts'
export { factsOf, figuresOf, isMadeOfSourced } from './products/figures.ts'
export type { Evaluation, Intensity, Part, ProductFootprint } from './products/evaluate-product.ts'
export { evaluateProduct } from './products/evaluate-product.ts'

// People
export type { Answers, AnswerState, ItemAnswer, Quantity } from './person/answers.ts'
export { unitsPerYear } from './person/answers.ts'
export type { ItemFootprint, PersonFootprint, Range } from './person/person-footprint.ts'
export {
  HOURS_PER_YEAR,
  hoursOf,
  peoplePerPerson,
  personFootprint,
  rangeOf,
  shareOfVariance,
} from './person/person-footprint.ts'
export type { Cell } from './person/people-reached.ts'
export { peopleReached } from './person/people-reached.ts'
export { intensityOfRest } from './person/certified.ts'
