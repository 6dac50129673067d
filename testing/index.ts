// The shared folder of real files, where it is there
export {
  describeShared,
  hasSharedData,
  sha256Hex,
  sharedBytes,
  sharedJson,
  sharedPath,
  sharedPhoneFiles,
} from './shared-data.ts'
export type { SharedDatabase } from './shared-databases.ts'
export { sharedDatabases } from './shared-databases.ts'

// Artifacts
export type { Fixture } from './artifact-fixture.ts'
export { databaseOf, evidenceFile, filesOf, fixturesIn } from './artifact-fixture.ts'
export type { RowReader } from './artifact-rows.ts'
export { rowReader } from './artifact-rows.ts'
export type { ArtifactCase, ExpectedRecord } from './artifact-suite.ts'
export { artifactSuite } from './artifact-suite.ts'

// Hash kinds, and indices over hashes
export { contentsOf, hashKernelSuite, hashKindSuite, shippedVectors, suiteRuns } from './hash-kind-suite.ts'
export { hashIndexSuite, randomHashes } from './hash-index-suite.ts'

// Comparisons
export { comparisonSuite, inventedPerson, noFacts } from './comparison-suite.ts'

// Stores
export { arbitraryObservation, arbitraryRawValue } from './observation-arbitrary.ts'
export type { StoreUnderTest } from './store-suite.ts'
export { inventedPowers, storeSuite } from './store-suite.ts'
export { linkStoreSuite } from './link-store-suite.ts'
export { readingStoreSuite } from './reading-store-suite.ts'

// The demonstration case's phones, read
export type { DemoPhone, DemoWorkspace } from './demo-workspace.ts'
export { makeDemoPhones, makeDemoWorkspace } from './demo-workspace.ts'

// The database engine as an oracle, and databases for it to write
export type { DatabaseBytes, TableDump } from './sqlite-engine.ts'
export { dumpDatabase, dumpIntact, textOfValue, withDatabaseFile } from './sqlite-engine.ts'
export type { GeneratedDatabase, Random } from './sqlite-generator.ts'
export { dumpMain, generateDatabase, randomOf } from './sqlite-generator.ts'
export type { ReaderDump, ReadRows } from './sqlite-reader.ts'
export { dumpRows, dumpView } from './sqlite-reader.ts'

// Mutations of bytes, for as long as asked
export type { MutationOptions } from './mutations.ts'
export { fuzzSeconds, readMutations } from './mutations.ts'

// A report with one of everything
export { reportPowers, sampleRecords, sampleReportFacts, sampleZone } from './report-facts.ts'
