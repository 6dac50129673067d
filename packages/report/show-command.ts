// The command by which another examiner looks at the bytes a record rests on, with common tools and without this one. It is
// typed where the source's files lie, on a working copy. Names that evidence chose are encoded, so that pasting runs nothing.

import { isRowPlace, type RowPlace, type Where } from '@manumit/model'

/** What stands for a path that cannot be written into a command; the file is found by its SHA-256. */
const UNNAMED = 'FILE'

/**
 * `sqlite3 -readonly 'file:sms.db?mode=ro' …` for a row, `xxd -s … -l …` for a range of bytes. A row of an earlier commit
 * needs the log cut after that commit: `# commit 3` says so, and the report's words tell how.
 */
export function showCommand({ file, place }: Where): string {
  if (!isRowPlace(place))
    return `xxd -s ${place.offset} -l ${place.length} -- ${shellWord(shellPath(file.path))}`
  const select = `SELECT rowid, * FROM "${place.table.replaceAll('"', '""')}" WHERE rowid = ${place.rowid}`
  const command = `sqlite3 -readonly -line ${shellWord(`file:${uriPath(file.path)}${uriOptions(place)}`)} ${shellWord(select)}`
  return place.via.startsWith('commit:')
    ? `${command}  # log cut after ${place.via.replace(':', ' ')}`
    : command
}

/** `immutable` makes SQLite leave the log aside: the main file alone. */
const uriOptions = ({ via }: RowPlace): string => (via === 'main' ? '?immutable=1' : '?mode=ro')

/** A path as part of a URI: bytes that are not plain letters, digits or `._~/-` are %XX, so nothing in it is obeyed. */
function uriPath(path: string): string {
  if (!path.isWellFormed()) return UNNAMED
  return Array.from(new TextEncoder().encode(path), (byte) =>
    PLAIN.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('')
}

const PLAIN = /[A-Za-z0-9._~/-]/

/** A path as a word of a shell; one with marks that no eye sees is not offered for pasting. */
const shellPath = (path: string): string =>
  path.isWellFormed() && !/[\p{C}\p{Zl}\p{Zp}]/u.test(path) ? path : UNNAMED

/** In single quotes nothing is special to a shell but the quote itself. */
const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
