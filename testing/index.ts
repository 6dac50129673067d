export {
  describeShared,
  hasSharedData,
  sha256Hex,
  sharedBytes,
  sharedJson,
  sharedPath,
  sharedPhoneFiles,
} from './shared-data.ts'
