// The codes of this package, but for those of the SQLite reader, which has its own table.

import { defineCodes, type Issue, issuesOf } from '@manumit/base'

export const formatsCodes = defineCodes({
  E_FORMATS_MORE_ISSUES: {
    severity: 'warning',
    summary: '{more} further issues of this file were counted and not listed.',
  },
  // typedstream
  E_TYPEDSTREAM_HEADER: {
    severity: 'error',
    summary: 'The bytes do not begin with the header of a typedstream; nothing was read from them.',
  },
  E_TYPEDSTREAM_TORN: {
    severity: 'error',
    summary: 'The typedstream ends inside a value; what stands before it was read.',
  },
  E_TYPEDSTREAM_TAG: {
    severity: 'error',
    summary: 'The typedstream has a tag that has no meaning at its place; reading ended there.',
  },
  E_TYPEDSTREAM_REFERENCE: {
    severity: 'error',
    summary: 'The typedstream refers to something that does not stand before it; reading ended there.',
  },
  E_TYPEDSTREAM_ENCODING: {
    severity: 'error',
    summary: 'The typedstream has a type encoding this reader does not know; reading ended there.',
  },
  E_TYPEDSTREAM_LIMIT: {
    severity: 'error',
    summary: 'The typedstream nests deeper, or repeats more, than its size can justify; reading ended there.',
  },
  E_ATTRIBUTED_STRING_NONE: {
    severity: 'error',
    summary: 'The typedstream holds no attributed string where one was expected.',
  },
  E_ATTRIBUTED_STRING_TEXT: {
    severity: 'warning',
    summary: 'The text is not valid UTF-8; each invalid sequence is shown as U+FFFD.',
  },
  E_ATTRIBUTED_STRING_RUNS: {
    severity: 'warning',
    summary: 'The attribute runs of a text do not cover it exactly, or name attributes that are missing.',
  },
  // property lists
  E_PLIST_UNKNOWN: {
    severity: 'error',
    summary: 'The bytes are neither a binary nor an XML property list; nothing was read from them.',
  },
  E_PLIST_VERSION: {
    severity: 'warning',
    summary: 'The binary property list is of a version this reader was not checked on.',
  },
  E_PLIST_TRAILER: {
    severity: 'error',
    summary:
      'The end of the binary property list is missing or wrong; values found on the way are given loose.',
  },
  E_PLIST_OBJECT: {
    severity: 'error',
    summary: 'An object of the binary property list is missing, torn or of an unknown type.',
  },
  E_PLIST_CYCLE: {
    severity: 'error',
    summary: 'A container of the binary property list holds itself; the inner mention was left out.',
  },
  E_PLIST_DEPTH: {
    severity: 'error',
    summary: 'The property list nests deeper than this reader follows; the inner part was left out.',
  },
  E_PLIST_OVERLAP: {
    severity: 'error',
    summary: 'Objects of the binary property list lie over one another past any use; the rest was left out.',
  },
  E_PLIST_SHARING: {
    severity: 'error',
    summary:
      'A container of the binary property list would unfold to more values than this reader allows; it was left out.',
  },
  E_PLIST_TEXT: {
    severity: 'warning',
    summary: 'A text of the property list is not valid in its encoding.',
  },
  E_PLIST_KEY: {
    severity: 'warning',
    summary:
      'A dictionary of the property list has a key twice, a key without value, or a key that is no text.',
  },
  E_PLIST_LEADING: {
    severity: 'warning',
    summary: 'Blanks stand before the beginning of the XML property list; they were passed over.',
  },
  E_PLIST_XML_SYNTAX: {
    severity: 'warning',
    summary: 'The XML of the property list is not well-formed: {fault}.',
  },
  E_PLIST_XML_TORN: {
    severity: 'error',
    summary: 'The XML property list ends inside an element; what stands before it was read.',
  },
  E_PLIST_XML_ELEMENT: {
    severity: 'warning',
    summary: 'The XML property list has an element where none of its kind belongs.',
  },
  E_PLIST_XML_VALUE: {
    severity: 'warning',
    summary: 'The text of an element of the XML property list is no value of its type.',
  },
  E_PLIST_DATE: {
    severity: 'warning',
    summary: 'The date {text} of the XML property list is none.',
  },
  E_PLIST_NONE: {
    severity: 'error',
    summary: 'The XML holds no property list.',
  },
  // keyed archives
  E_ARCHIVE_NONE: {
    severity: 'error',
    summary: 'The property list is no keyed archive: it lacks $objects or $top.',
  },
  E_ARCHIVE_REFERENCE: {
    severity: 'error',
    summary: 'The keyed archive refers to object {uid}, which it does not hold.',
  },
  E_ARCHIVE_CLASS: {
    severity: 'warning',
    summary: 'An object of the keyed archive names no class that can be read; its fields are kept.',
  },
  E_ARCHIVE_DEPTH: {
    severity: 'error',
    summary: 'The keyed archive nests deeper than this reader follows; object {uid} was left out.',
  },
  E_ARCHIVE_SHARING: {
    severity: 'error',
    summary:
      'Object {uid} of the keyed archive would unfold to more values than this reader allows; it was left out.',
  },
  // zip
  E_ZIP_DIRECTORY: {
    severity: 'error',
    summary:
      'The zip archive has no central directory that can be found; its members were looked for one by one.',
  },
  E_ZIP_TORN: {
    severity: 'error',
    summary: 'A header or a member of the zip archive is cut.',
  },
  E_ZIP_COUNT: {
    severity: 'warning',
    summary: 'The zip archive names {named} members and lists {found}.',
  },
  E_ZIP_DUPLICATE: {
    severity: 'warning',
    summary: 'The zip archive has several members of one name.',
  },
  E_ZIP_OVERLAP: {
    severity: 'warning',
    summary: 'Members of the zip archive share bytes, as in archives made to grow without end.',
  },
  E_ZIP_LIMIT: {
    severity: 'error',
    summary: 'The zip archive has more members than are listed at most; the rest was left out.',
  },
  E_ZIP_LOCAL_HEADER: {
    severity: 'warning',
    summary: 'The own header of a zip member is missing, or its {field} differs from what the archive lists.',
  },
  // tar
  E_TAR_CHECKSUM: {
    severity: 'error',
    summary:
      'A header of the tar archive does not have the checksum it names; {skipped} bytes were passed over.',
  },
  E_TAR_TORN: {
    severity: 'error',
    summary: 'The tar archive ends inside a member or a header.',
  },
  E_TAR_META: {
    severity: 'warning',
    summary:
      'A long name or extended header of the tar archive is cut or too long; the plain header was used.',
  },
  E_TAR_SIZE: {
    severity: 'error',
    summary: 'A member of the tar archive has a size that is no number; reading ended there.',
  },
  E_TAR_END: {
    severity: 'warning',
    summary: 'The tar archive ends without the blocks of zeros that close one.',
  },
  E_TAR_LIMIT: {
    severity: 'error',
    summary: 'The tar archive has more members than are listed at most; the rest was left out.',
  },
  // pictures
  E_PICTURE_UNKNOWN: {
    severity: 'error',
    summary: 'The bytes are no JPEG, PNG, WebP, HEIF or TIFF; nothing was read from them.',
  },
  E_PICTURE_CUT: {
    severity: 'warning',
    summary: 'The picture file is cut, or a length in it leads past its end.',
  },
  E_PICTURE_PARTS: {
    severity: 'warning',
    summary: 'The picture file has more parts than are looked at; the rest was passed over.',
  },
  E_HEIF_META: {
    severity: 'error',
    summary: 'The HEIF file has no index of its items that can be read.',
  },
  E_HEIF_ITEM: {
    severity: 'error',
    summary: 'The metadata item of the HEIF file is not where its index says.',
  },
  E_EXIF_SEVERAL: {
    severity: 'warning',
    summary: 'The picture has several blocks of EXIF; the first was read.',
  },
  E_EXIF_TIFF: {
    severity: 'error',
    summary: 'The block of EXIF does not begin as one; nothing was read from it.',
  },
  E_EXIF_DIRECTORY: {
    severity: 'warning',
    summary: 'A directory of EXIF tags is cut: {found} of {named} tags are there.',
  },
  E_EXIF_CYCLE: {
    severity: 'warning',
    summary: 'A directory of EXIF tags leads back to one that was read; it was not followed again.',
  },
  E_EXIF_LIMIT: {
    severity: 'warning',
    summary: 'The picture has more EXIF tags than are read; the rest was passed over.',
  },
  E_EXIF_TYPE: {
    severity: 'warning',
    summary: 'The EXIF tag {tag} has the unknown type {type}; its value was not read.',
  },
  E_EXIF_RANGE: {
    severity: 'warning',
    summary: 'The value of the EXIF tag {tag} would lie outside the block of EXIF; it was not read.',
  },
  E_EXIF_TEXT: {
    severity: 'warning',
    summary: 'A text among the EXIF tags is no UTF-8; it was read as ISO 8859-1.',
  },
  E_EXIF_GPS: {
    severity: 'warning',
    summary: 'The value of {tag} is no position; raw values are kept.',
  },
  // gzip, protocol buffers, CSV
  E_GZIP_HEADER: {
    severity: 'error',
    summary: 'The bytes do not begin with a whole header of gzip.',
  },
  E_GZIP_CHECKSUM: {
    severity: 'warning',
    summary: 'The header of the gzip file does not have the checksum it names.',
  },
  E_PROTOBUF_TORN: {
    severity: 'error',
    summary: 'The protocol buffer ends inside a field; what stands before it was read.',
  },
  E_PROTOBUF_TAG: {
    severity: 'error',
    summary: 'The protocol buffer has a tag or number that no writer makes; reading ended there.',
  },
  E_PROTOBUF_LIMIT: {
    severity: 'error',
    summary: 'The protocol buffer has more fields than are read; the rest was left out.',
  },
  E_CSV_RAGGED: {
    severity: 'warning',
    summary: 'Line {line} of the table has {cells} cells; the table is {width} wide.',
  },
  E_CSV_QUOTE: {
    severity: 'warning',
    summary: 'The quotes on line {line} of the table do not close as they should.',
  },
  E_CSV_TEXT: {
    severity: 'warning',
    summary: 'The table is not valid in its encoding; each invalid sequence is shown as U+FFFD.',
  },
})

export const issue = issuesOf(formatsCodes)

/** Issues of one reading, bounded: a file that is wrong a million times over is told by count. */
export interface IssueList {
  push(issue: Issue): void
  /** Those listed, and behind them how many more there were. */
  all(): readonly Issue[]
}

const LISTED = 200

export function makeIssueList(): IssueList {
  const listed: Issue[] = []
  let more = 0
  return {
    push(one) {
      if (listed.length < LISTED) listed.push(one)
      else more++
    },
    all: () => (more === 0 ? listed : [...listed, issue('E_FORMATS_MORE_ISSUES', undefined, { more })]),
  }
}
