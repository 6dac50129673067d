// SQLite databases: our own page reader.

export { sqliteCodes } from './errors.ts'
export { openSqlite } from './open.ts'
export type { CellPart, PagePlace, RowLocation } from './row-location.ts'
export type {
  ColumnSchema,
  RowOptions,
  SqliteFile,
  SqliteInput,
  SqliteRow,
  SqliteValue,
  SqliteView,
  StateId,
  TableSchema,
} from './types.ts'
