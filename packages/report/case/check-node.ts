// Our own check of a node: each class and property is a term we know, each value has the type the ontology's shapes ask for,
// stands as often as it may, and points to a node of the right class. SHACL alone lets a misspelt property pass.

import type { CaseNode, CaseValue } from './node.ts'
import { idPrefix } from './node.ts'
import { CLASSES, isKindOf, type PropertyShape, propertiesOf, type ValueType } from './terms.ts'

/** @returns what is wrong with the node or a part of it, one sentence each; empty where nothing is */
export function checkNode(node: CaseNode): string[] {
  const type = node['@type']
  const problems: string[] = []
  if (!(type in CLASSES)) return [`${node['@id']}: ${type} is no class of the list of terms`]
  if (classOfId(node['@id']) !== type) problems.push(`${node['@id']} is no name of a ${type}`)
  const shapes = propertiesOf(type)
  for (const [property, value] of Object.entries(node)) {
    if (property === '@id' || property === '@type') continue
    const shape = shapes[property]
    const values = Array.isArray(value) ? (value as readonly CaseValue[]) : [value as CaseValue]
    if (shape === undefined) problems.push(`${type} has no property ${property} in the list of terms`)
    else problems.push(...checkValues(`${type} ${property}`, values, shape))
  }
  for (const [property, { min }] of Object.entries(shapes))
    if (min === 1 && !(property in node)) problems.push(`${type} lacks ${property}`)
  return problems
}

function checkValues(what: string, values: readonly CaseValue[], shape: PropertyShape): string[] {
  const problems =
    shape.max !== undefined && values.length > shape.max ? [`${what} stands ${values.length} times`] : []
  for (const value of values) {
    if (shape.type === 'node') problems.push(...checkReference(what, value, shape))
    else if (!LITERALS[shape.type](value)) problems.push(`${what} is not of type ${shape.type}`)
  }
  return problems
}

function checkReference(what: string, value: CaseValue, { of }: PropertyShape): string[] {
  if (typeof value !== 'object' || !('@id' in value)) return [`${what} is no node`]
  const type = classOfId(value['@id'])
  if (type === undefined) return [`${what} points to ${value['@id']}, which is no name of ours`]
  if (of !== undefined && !isKindOf(type, of)) return [`${what} points to a ${type}, not to a ${of}`]
  return '@type' in value ? checkNode(value as CaseNode) : []
}

const classByPrefix = new Map(Object.keys(CLASSES).map((name) => [idPrefix(name), name]))

/** The class that a name says, where it is one of ours. */
function classOfId(id: string): string | undefined {
  const parts = /^kb:([a-z-]+)-[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.exec(id)
  return parts ? classByPrefix.get(parts[1]!) : undefined
}

const isTyped =
  (type: string, form: RegExp) =>
  (value: CaseValue): boolean =>
    typeof value === 'object' &&
    '@value' in value &&
    value['@type'] === `xsd:${type}` &&
    form.test(String(value['@value']))

const LITERALS: Readonly<Record<Exclude<ValueType, 'node'>, (value: CaseValue) => boolean>> = {
  string: (value) => typeof value === 'string' && value.isWellFormed(),
  boolean: (value) => typeof value === 'boolean',
  integer: isTyped('integer', /^-?\d+$/),
  nonNegativeInteger: isTyped('nonNegativeInteger', /^\d+$/),
  positiveInteger: isTyped('positiveInteger', /^[1-9]\d*$/),
  decimal: isTyped('decimal', /^-?\d+(\.\d+)?$/),
  dateTime: isTyped('dateTime', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
  duration: isTyped('duration', /^PT\d+(\.\d+)?S$/),
  hexBinary: isTyped('hexBinary', /^([0-9a-fA-F]{2})+$/),
}
