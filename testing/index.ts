export type { MutationOptions } from './mutations.ts'
export { fuzzSeconds, readMutations } from './mutations.ts'
export {
  describeShared,
  hasSharedData,
  sha256Hex,
  sharedBytes,
  sharedJson,
  sharedPath,
  sharedPhoneFiles,
} from './shared-data.ts'
