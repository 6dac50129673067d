// The list of terms against the ontology itself, where it lies beside the checkout: each class and property is there, and its
// shapes ask for what our list says. With CI=1 also SHACL, with the ontology's SPARQL constraints, on one node of each type.

import { describeShared, reportPowers, sampleReportFacts, sharedBytes } from '@manumit/testing'
import { DataFactory, Parser, Store } from 'n3'
import { expect, it } from 'vitest'
import type { CaseNode } from './node.ts'
import { caseNodes } from './render-case.ts'
import { CLASSES, PREFIXES, type PropertyShape } from './terms.ts'

const RDFS = 'http://www.w3.org/2000/01/rdf-schema#'
const SH = 'http://www.w3.org/ns/shacl#'
const OWL = 'http://www.w3.org/2002/07/owl#'
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'

const iri = (compact: string): string => {
  const [prefix, name] = compact.split(':') as [keyof typeof PREFIXES, string]
  return PREFIXES[prefix] + name
}

/**
 * Without one constraint, a warning on keys that stand twice in a dictionary: its query groups by ?value and selects $this,
 * which engines refuse.
 */
function ontology(): Store {
  const text = new TextDecoder().decode(sharedBytes('phone/case/case-1.4.0.ttl.gz'))
  const store = new Store(new Parser().parse(text))
  for (const quad of store.getQuads(null, `${SH}select`, null, null))
    if (quad.object.value.includes('GROUP BY ?value'))
      store.removeQuads(store.getQuads(null, `${SH}sparql`, quad.subject, null))
  return store
}

describeShared('terms of CASE and UCO', () => {
  const store = ontology()
  const objects = (subject: string, predicate: string): string[] =>
    store.getObjects(subject, predicate, null).map((term) => term.value)
  const ancestors = (name: string): string[] => [
    name,
    ...objects(name, `${RDFS}subClassOf`).flatMap((parent) => ancestors(parent)),
  ]
  /** What the shapes of a class and of those it is a kind of say of a property. */
  const shapesOf = (className: string, property: string) =>
    ancestors(className)
      .flatMap((each) => store.getObjects(each, `${SH}property`, null))
      .filter((shape) => store.countQuads(shape, `${SH}path`, property, null) > 0)
      .map((shape) => {
        const value = (name: string) => store.getObjects(shape, SH + name, null)[0]?.value
        return {
          datatype: value('datatype'),
          max: value('maxCount'),
          min: value('minCount'),
          of: value('class'),
          alternatives: store.countQuads(shape, `${SH}or`, null, null),
        }
      })

  const classes = Object.entries(CLASSES)
  it.each(classes)('has %s as a class, a kind of what the list says', (name, { kindOf }) => {
    expect(objects(iri(name), TYPE)).toContain(`${OWL}Class`)
    if (kindOf !== undefined) expect(ancestors(iri(name))).toContain(iri(kindOf))
  })

  const properties = classes.flatMap(([name, terms]) =>
    Object.entries(terms.properties).map(([property, shape]): [string, string, PropertyShape] => [
      name,
      property,
      shape,
    ]),
  )
  it.each(properties)('has for %s a property %s of that type and number', (name, property, shape) => {
    expect(objects(iri(property), TYPE).join()).toMatch(/ObjectProperty|DatatypeProperty/)
    // The Collections Ontology has no shapes; that it is a property is what can be checked.
    if (property.startsWith('co:')) return
    const found = shapesOf(iri(name), iri(property))
    expect(found.length).toBeGreaterThan(0)
    const first = (pick: 'datatype' | 'of' | 'max' | 'min') =>
      found.find((each) => each[pick] !== undefined)?.[pick]
    if (shape.type === 'node') {
      if (shape.of !== undefined && first('of') !== undefined)
        expect(ancestors(iri(shape.of))).toContain(first('of'))
    } else if (found.every((each) => each.alternatives === 0))
      expect(first('datatype')).toBe(iri(`xsd:${shape.type}`))
    if (first('max') !== undefined) expect(shape.max).toBe(Number(first('max')))
    if (first('min') === '1') expect(shape.min).toBe(1)
  })

  it('finds a term that is misspelt', () => {
    expect(objects(iri('uco-observable:callTyppe'), TYPE)).toEqual([])
  })

  it('accepts one node of each type by its SHACL shapes', async () => {
    const { default: jsonld } = await import('jsonld')
    const { Validator } = await import('shacl-engine')
    const { validations } = await import('shacl-engine/sparql.js')
    const byType = new Map<string, CaseNode>()
    const every: CaseNode[] = []
    for await (const node of caseNodes(sampleReportFacts(), reportPowers)) {
      every.push(node)
      if (!byType.has(node['@type'])) byType.set(node['@type'], node)
    }
    const chosen = process.env.CI
      ? [...byType.values()]
      : [byType.get('uco-observable:ObservableRelationship')!]
    const graph = { '@context': PREFIXES, '@graph': every }
    const quads = await jsonld.toRDF(graph, { format: 'application/n-quads' })
    const dataset = new Store([
      ...store.getQuads(null, null, null, null),
      ...new Parser({ format: 'N-Quads' }).parse(quads),
    ])
    const validator = new Validator(store, { factory: DataFactory, validations })
    const found: string[] = []
    // A relationship without its direction, so that finding nothing means something.
    const broken = DataFactory.namedNode(`${PREFIXES.kb}broken`)
    const relationship = 'uco-observable:ObservableRelationship'
    dataset.addQuad(broken, DataFactory.namedNode(TYPE), DataFactory.namedNode(iri(relationship)))
    const nodes = chosen
      .flatMap(partsOf)
      .map(({ id, type }) => ({ node: DataFactory.namedNode(id.replace('kb:', PREFIXES.kb)), type }))
    for (const { node, type } of [...nodes, { node: broken, type: relationship }]) {
      const shapes = ancestors(iri(type)).flatMap((each) => store.getSubjects(`${SH}targetClass`, each, null))
      expect(shapes.length).toBeGreaterThan(0)
      const report = await validator.validate(
        { dataset, terms: [node] },
        shapes.map((shape) => ({ terms: [shape] })),
      )
      for (const { severity, message } of report.results)
        if (severity.value === `${SH}Violation`)
          found.push(`${node.value.slice(PREFIXES.kb.length)}: ${message[0]?.value}`)
    }
    expect(found.filter((each) => each.startsWith('broken')).length).toBeGreaterThan(0)
    expect(found.filter((each) => !each.startsWith('broken'))).toEqual([])
  }, 600_000)
})

/** A node and the parts that stand in it, by name and class. */
const partsOf = (node: CaseNode): { readonly id: string; readonly type: string }[] =>
  [...JSON.stringify(node).matchAll(/"@id":"([^"]+)","@type":"([^"]+)"/g)].map(([, id, type]) => ({
    id: id!,
    type: type!,
  }))
