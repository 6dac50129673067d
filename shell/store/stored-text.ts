// Names from evidence as text columns without loss. A database's text holds neither U+0000 (PostgreSQL) nor half of a
// surrogate pair (UTF-8), and PGlite takes a byte order mark off its front; a hostile file name may have each. Such a name
// is stored as U+0001 and its JSON string.

const MARK = '\u0001'

// biome-ignore lint/suspicious/noControlCharactersInRegex: the mark itself is one
const ODD_START = /^[\u0001\ufeff]/

/** Any string → text both engines keep as it is. Equal strings give equal text, so it can be compared and unique. */
export const toStoredText = (text: string): string =>
  ODD_START.test(text) || text.includes('\0') || !text.isWellFormed() ? MARK + JSON.stringify(text) : text

/** What toStoredText was given. */
export const fromStoredText = (stored: string): string =>
  stored.startsWith(MARK) ? (JSON.parse(stored.slice(1)) as string) : stored
