// The artifacts
export { artifact, artifacts } from './registry.ts'
