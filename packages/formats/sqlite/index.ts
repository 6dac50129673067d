// SQLite databases: our own page reader.

export { sqliteCodes } from './errors.ts'
export { openSqlite } from './open.ts'
export type {
  CellPart,
  ColumnSchema,
  PagePlace,
  RowLocation,
  RowOptions,
  SqliteFile,
  SqliteInput,
  SqliteRow,
  SqliteValue,
  SqliteView,
  StateId,
  TableSchema,
} from './types.ts'
