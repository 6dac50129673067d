// Identifiers in records
export type { IdentifierKind, Mention, MentionMethod } from './identifier.ts'
export { IDENTIFIER_KINDS, keyOf, partsOfKey } from './identifier.ts'
export type { IdentifierOptions, IdentifierReader } from './identifiers-in.ts'
export { identifierReader, identifiersIn, identifiersInText } from './identifiers-in.ts'

// What numbering plans say of a number
export type { CarrierTable, NumberFacts } from './number-facts.ts'
export { NUMBER_PLANS, NUMBER_TYPES, numberFacts, parseCarrierTable } from './number-facts.ts'

// Persons per source, and identifiers held by many
export type { Person, PersonOptions, SourceIdentifier, Whereabouts } from './person.ts'
export { personsOf } from './person.ts'
export type { Hub, HubOptions, KnownHub } from './hub.ts'
export { HUB_CAP, holdersOf, hubsOf, parseKnownHubs } from './hub.ts'

// Candidates across sources
export type { Candidate, CandidateParameters, CandidateSet } from './candidates-of.ts'
export { candidatesOf } from './candidates-of.ts'
export type {
  Compared,
  Comparison,
  ComparisonFacts,
  Level,
  Reason,
  SentenceOf,
} from './comparison.ts'
export { defineComparison } from './comparison.ts'
export { comparison, comparisons } from './comparisons/registry.ts'
export type { PersonName } from './names/person-name.ts'
export { personName } from './names/person-name.ts'
export { sentences, sentenceText } from './sentences.ts'

// What people judged
export type { CandidateState, Entity, Projection } from './project.ts'
export { project } from './project.ts'
export { linkageCodes } from './errors.ts'

// How types and carriers are represented
export type { ShareRow, ShareTest } from './share-test.ts'
export { FEWEST_NUMBERS, shareTest } from './share-test.ts'

// Names of the net that are new
export type { Baseline, NameCount, NameKind, NameSighting } from './new-names.ts'
export { newNames, parseBaseline, reachedBy } from './new-names.ts'
