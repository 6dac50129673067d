// Tables in general
export type { ReadTable, RowOf } from './table.ts'
export { readTable } from './table.ts'
export { importerCodes } from './errors.ts'

// The world of the footprint
export { readWorldTables, WORLD_FILES } from './footprint/world-tables.ts'
