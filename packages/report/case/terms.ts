// The terms of CASE and UCO that a report uses, each class with its properties, as the ontology's own shapes have them: type
// of value, how often, class of what is pointed to. A test reads the ontology and finds each of them there, alike.
// CASE 1.4.0 on UCO 1.4.0, https://caseontology.org and https://unifiedcyberontology.org, Apache-2.0; read 2026-11.

/** What a property holds: text or another literal of XML Schema, or a node. */
export type ValueType =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'nonNegativeInteger'
  | 'positiveInteger'
  | 'decimal'
  | 'dateTime'
  | 'duration'
  | 'hexBinary'
  | 'node'

export interface PropertyShape {
  readonly type: ValueType
  /** Class of the node pointed to, where the ontology names one. */
  readonly of?: string
  readonly max?: 1
  readonly min?: 1
}

export interface ClassTerms {
  /** The class it is a kind of, as far as a report needs it; absent for the outermost. */
  readonly kindOf?: string
  readonly properties: Readonly<Record<string, PropertyShape>>
}

export const PREFIXES = {
  kb: 'urn:manumit:kb:',
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  co: 'http://purl.org/co/',
  'uco-action': 'https://ontology.unifiedcyberontology.org/uco/action/',
  'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/',
  'uco-identity': 'https://ontology.unifiedcyberontology.org/uco/identity/',
  'uco-location': 'https://ontology.unifiedcyberontology.org/uco/location/',
  'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-tool': 'https://ontology.unifiedcyberontology.org/uco/tool/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

const OBSERVABLE = 'uco-observable:ObservableObject'

const text: PropertyShape = { type: 'string', max: 1 }
const texts: PropertyShape = { type: 'string' }
const time: PropertyShape = { type: 'dateTime', max: 1 }
const whole: PropertyShape = { type: 'integer', max: 1 }
const decimal: PropertyShape = { type: 'decimal', max: 1 }
const one = (of: string): PropertyShape => ({ type: 'node', of, max: 1 })
const several = (of: string): PropertyShape => ({ type: 'node', of })

const facet = (properties: ClassTerms['properties']): ClassTerms => ({ kindOf: 'uco-core:Facet', properties })
const kindOf = (parent: string): ClassTerms => ({ kindOf: parent, properties: {} })

/** Classes by their compact names. */
export const CLASSES: Readonly<Record<string, ClassTerms>> = {
  'uco-core:UcoObject': {
    properties: {
      'uco-core:name': text,
      'uco-core:description': texts,
      'uco-core:hasFacet': several('uco-core:Facet'),
      'uco-core:createdBy': one('uco-core:IdentityAbstraction'),
      'uco-core:objectCreatedTime': time,
    },
  },
  'uco-core:Facet': { properties: {} },
  'uco-core:IdentityAbstraction': kindOf('uco-core:UcoObject'),
  'uco-identity:Identity': kindOf('uco-core:IdentityAbstraction'),
  'uco-core:ContextualCompilation': {
    kindOf: 'uco-core:UcoObject',
    properties: { 'uco-core:object': several('uco-core:UcoObject') },
  },
  'case-investigation:Investigation': {
    kindOf: 'uco-core:ContextualCompilation',
    properties: { 'case-investigation:relevantAuthorization': several('case-investigation:Authorization') },
  },
  'case-investigation:Authorization': {
    kindOf: 'uco-core:UcoObject',
    properties: { 'case-investigation:authorizationIdentifier': texts },
  },
  'case-investigation:ProvenanceRecord': {
    kindOf: 'uco-core:ContextualCompilation',
    properties: {
      'case-investigation:exhibitNumber': text,
      'case-investigation:rootExhibitNumber': texts,
    },
  },
  'uco-action:Action': {
    kindOf: 'uco-core:UcoObject',
    properties: {
      'uco-action:performer': one('uco-core:UcoObject'),
      'uco-action:instrument': several('uco-core:UcoObject'),
      'uco-action:object': several('uco-core:UcoObject'),
      'uco-action:result': several('uco-core:UcoObject'),
      'uco-action:startTime': time,
      'uco-action:endTime': time,
    },
  },
  'case-investigation:InvestigativeAction': {
    kindOf: 'uco-action:Action',
    properties: { 'case-investigation:wasInformedBy': several('case-investigation:InvestigativeAction') },
  },
  'uco-tool:Tool': { kindOf: 'uco-core:UcoObject', properties: { 'uco-tool:version': text } },
  'uco-tool:AnalyticTool': kindOf('uco-tool:Tool'),
  'uco-core:Assertion': { kindOf: 'uco-core:UcoObject', properties: { 'uco-core:statement': texts } },
  'uco-core:Annotation': {
    kindOf: 'uco-core:Assertion',
    properties: { 'uco-core:object': { type: 'node', of: 'uco-core:UcoObject', min: 1 } },
  },
  'uco-observable:Observable': kindOf('uco-core:UcoObject'),
  [OBSERVABLE]: { kindOf: 'uco-observable:Observable', properties: { 'uco-observable:state': text } },
  'uco-observable:ObservableRelationship': {
    kindOf: 'uco-observable:Observable',
    properties: {
      'uco-core:source': { type: 'node', of: 'uco-observable:Observable', min: 1 },
      'uco-core:target': { type: 'node', of: 'uco-observable:Observable', min: 1, max: 1 },
      'uco-core:isDirectional': { type: 'boolean', min: 1, max: 1 },
      'uco-core:kindOfRelationship': text,
    },
  },
  'uco-observable:FileSystemObject': kindOf(OBSERVABLE),
  'uco-observable:File': kindOf('uco-observable:FileSystemObject'),
  'uco-observable:Message': kindOf(OBSERVABLE),
  'uco-observable:SMSMessage': kindOf('uco-observable:Message'),
  'uco-observable:MessageThread': kindOf(OBSERVABLE),
  'uco-observable:Call': kindOf(OBSERVABLE),
  'uco-observable:Contact': kindOf(OBSERVABLE),
  'uco-observable:URL': kindOf(OBSERVABLE),
  'uco-observable:URLVisit': kindOf(OBSERVABLE),
  'uco-observable:Image': kindOf(OBSERVABLE),
  'uco-observable:Account': kindOf(OBSERVABLE),
  'uco-observable:DigitalAccount': kindOf('uco-observable:Account'),
  'uco-observable:PhoneAccount': kindOf('uco-observable:DigitalAccount'),
  'uco-location:Location': kindOf('uco-core:UcoObject'),

  'uco-observable:FileFacet': facet({
    'uco-observable:fileName': texts,
    'uco-observable:filePath': texts,
    'uco-observable:sizeInBytes': whole,
  }),
  'uco-observable:ContentDataFacet': facet({
    'uco-observable:hash': several('uco-types:Hash'),
    'uco-observable:sizeInBytes': whole,
  }),
  'uco-observable:DataRangeFacet': facet({
    'uco-observable:rangeOffset': whole,
    'uco-observable:rangeSize': whole,
  }),
  'uco-observable:SQLiteBlobFacet': facet({
    'uco-observable:tableName': text,
    'uco-observable:rowCondition': text,
  }),
  'uco-observable:TableFieldFacet': facet({
    'uco-observable:tableName': text,
    'uco-observable:recordRowID': text,
  }),
  'uco-observable:AccountFacet': facet({ 'uco-observable:accountIdentifier': text }),
  'uco-observable:PhoneAccountFacet': facet({ 'uco-observable:phoneNumber': text }),
  'uco-observable:MessageFacet': facet({
    'uco-observable:from': one(OBSERVABLE),
    'uco-observable:to': several(OBSERVABLE),
    'uco-observable:sentTime': time,
    'uco-observable:messageID': text,
    'uco-observable:messageText': text,
    'uco-observable:messageType': text,
    'uco-observable:sessionID': text,
  }),
  'uco-observable:MessageThreadFacet': facet({
    'uco-observable:participant': several(OBSERVABLE),
    'uco-observable:messageThread': one('uco-types:Thread'),
  }),
  'uco-observable:CallFacet': facet({
    'uco-observable:from': one(OBSERVABLE),
    'uco-observable:to': several(OBSERVABLE),
    'uco-observable:participant': several(OBSERVABLE),
    'uco-observable:startTime': time,
    'uco-observable:duration': whole,
    'uco-observable:callType': text,
  }),
  'uco-observable:ContactFacet': facet({
    'uco-observable:displayName': text,
    'uco-observable:contactNote': texts,
    'uco-observable:contactPhone': several('uco-observable:ContactPhone'),
    'uco-observable:contactEmail': several('uco-observable:ContactEmail'),
  }),
  'uco-observable:URLFacet': facet({ 'uco-observable:fullValue': text }),
  'uco-observable:URLVisitFacet': facet({
    'uco-observable:url': one(OBSERVABLE),
    'uco-observable:visitTime': time,
    'uco-observable:visitDuration': { type: 'duration', max: 1 },
    'uco-observable:urlTransitionType': text,
  }),
  'uco-observable:URLHistoryFacet': facet({
    'uco-observable:urlHistoryEntry': several('uco-observable:URLHistoryEntry'),
  }),
  'uco-observable:RasterPictureFacet': facet({
    'uco-observable:pictureHeight': whole,
    'uco-observable:pictureWidth': whole,
  }),
  'uco-observable:EXIFFacet': facet({ 'uco-observable:exifData': several('uco-types:ControlledDictionary') }),
  'uco-location:LatLongCoordinatesFacet': facet({
    'uco-location:latitude': decimal,
    'uco-location:longitude': decimal,
    'uco-location:altitude': decimal,
  }),

  'uco-observable:ContactPhone': {
    properties: { 'uco-observable:contactPhoneNumber': one(OBSERVABLE) },
  },
  'uco-observable:ContactEmail': { properties: { 'uco-observable:emailAddress': one(OBSERVABLE) } },
  'uco-observable:URLHistoryEntry': {
    properties: {
      'uco-observable:url': one(OBSERVABLE),
      'uco-observable:visitCount': whole,
      'uco-observable:manuallyEnteredCount': { type: 'nonNegativeInteger', max: 1 },
      'uco-observable:pageTitle': text,
      'uco-observable:keywordSearchTerm': texts,
    },
  },
  'uco-types:Hash': {
    properties: {
      'uco-types:hashMethod': { type: 'string', min: 1, max: 1 },
      'uco-types:hashValue': { type: 'hexBinary', min: 1, max: 1 },
    },
  },
  'uco-types:Thread': { properties: { 'co:element': { type: 'node' } } },
  'uco-types:Dictionary': { properties: {} },
  'uco-types:ControlledDictionary': {
    kindOf: 'uco-types:Dictionary',
    properties: { 'uco-types:entry': several('uco-types:ControlledDictionaryEntry') },
  },
  'uco-types:ControlledDictionaryEntry': {
    properties: {
      'uco-types:key': { type: 'string', min: 1, max: 1 },
      'uco-types:value': { type: 'string', min: 1, max: 1 },
    },
  },
}

/** Properties of a class with those of the classes it is a kind of. */
export function propertiesOf(name: string): Readonly<Record<string, PropertyShape>> {
  const terms = CLASSES[name]
  if (terms === undefined) return {}
  return terms.kindOf === undefined
    ? terms.properties
    : { ...propertiesOf(terms.kindOf), ...terms.properties }
}

/** Is a class this one, or a kind of it? */
export function isKindOf(name: string | undefined, wanted: string): boolean {
  if (name === undefined) return false
  return name === wanted || isKindOf(CLASSES[name]?.kindOf, wanted)
}
