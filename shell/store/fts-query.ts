// What a person types → a query FTS5 accepts. Words, "phrases in quotes" and prefix*; each must occur. Each term goes in
// as a quoted string, so no character of it is an operator and nothing is a syntax error.

/** Terms a query may have: more are no search but a pasted text, and each costs a walk through the index. */
const MAX_TERMS = 32

/** The query, or null where nothing of it has a letter or digit to search for. */
export function ftsQueryOf(text: string): string | null {
  const terms = [...text.toWellFormed().matchAll(/"([^"]*)"?(\*?)|([^\s"]+)/gu)]
    .map(([, phrase, star, word]) =>
      phrase !== undefined
        ? { text: phrase, isPrefix: star === '*' }
        : { text: word!.replace(/\*+$/, ''), isPrefix: word!.endsWith('*') },
    )
    .filter((term) => HAS_TOKEN.test(term.text))
    .slice(0, MAX_TERMS)
  if (terms.length === 0) return null
  return terms
    .map(({ text: term, isPrefix }) => `"${term.replaceAll('\0', ' ')}"${isPrefix ? ' *' : ''}`)
    .join(' ')
}

/** Letters, digits and private use are tokens to unicode61; a term without any matches everything or nothing. */
const HAS_TOKEN = /[\p{L}\p{N}\p{Co}]/u
