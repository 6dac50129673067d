// What a reader gives
export type { ByteRange, Reading } from './reading.ts'

// Codes
export { formatsCodes } from './errors.ts'

// typedstream: attributedBody
export type { AttributedBody } from './typedstream/attributed-body.ts'
export { attributedBodyText, FILE_TRANSFER_GUID } from './typedstream/attributed-body.ts'
export type { AttributedRun, AttributedString, AttributeValue } from './typedstream/attributed-string.ts'
export { attributedString } from './typedstream/attributed-string.ts'
export type {
  Typedstream,
  TypedstreamEntity,
  TypedstreamGroup,
  TypedstreamValue,
} from './typedstream/types.ts'
export { readTypedstream } from './typedstream/reader.ts'

// SQLite databases: our own page reader
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
} from './sqlite/index.ts'
export { openSqlite, sqliteCodes } from './sqlite/index.ts'

// Property lists
export type { LoosePlistValue } from './plist/binary.ts'
export { locateInBinaryPlist } from './plist/binary.ts'
export type {
  ArchivedArray,
  ArchivedCycle,
  ArchivedDict,
  ArchivedObject,
  ArchivedSet,
  ArchivedValue,
} from './plist/keyed-archive.ts'
export { unarchive } from './plist/keyed-archive.ts'
export type { PlistReading } from './plist/plist.ts'
export { readPlist } from './plist/plist.ts'
export type {
  PlistArray,
  PlistDate,
  PlistDict,
  PlistSet,
  PlistUid,
  PlistUnread,
  PlistValue,
} from './plist/value.ts'
export { isArray, isDict, isKind } from './plist/value.ts'

// Archives
export { crc32 } from './crc32.ts'
export type { TarEntry, TarOptions, TarType } from './tar.ts'
export { isTarHeader, readTar, tarMembers } from './tar.ts'
export type { ZipFields } from './zip/entry.ts'
export type { ZipArchive, ZipEntry, ZipOptions } from './zip/zip.ts'
export { readZip } from './zip/zip.ts'

// Pictures
export type { GpsPosition, PictureContainer, PictureMetadata } from './exif/exif.ts'
export { exifTag, gpsPosition, rationalsOf, readExif } from './exif/exif.ts'
export type { ExifIfd } from './exif/tags.ts'
export type { ExifTag, ExifType, ExifValue, Rational } from './exif/tiff.ts'

// Other formats
export type { CsvOptions, CsvRow, CsvTable } from './csv.ts'
export { printCsvRow, readCsv } from './csv.ts'
export type { GzipHeader } from './gzip.ts'
export { isGzip, readGzipHeader } from './gzip.ts'
export type { ProtobufField, ProtobufMeanings, ProtobufOptions, ProtobufValue } from './protobuf.ts'
export { readProtobuf, signedVarint, zigzagVarint } from './protobuf.ts'

// What a file is
export type { FileType, Recognition } from './magic.ts'
export { recognise } from './magic.ts'

// Text and its encodings
export type { DecodedText } from './text.ts'
export { decodeUtf8, decodeUtf16 } from './text.ts'
