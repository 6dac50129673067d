// The reference pages are written from the same readings of the repository that the rules make.
export { errorTables } from './error-tables.ts'
export { ERRORS_PAGE } from './errors.ts'
export { PLUGIN_KINDS } from './registry.ts'
