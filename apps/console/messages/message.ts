// Sentences of the console by key, with {name} filled in and plurals by the language's own rules ({count|one|other}).
// Values are put in as text, never as markup. Evidence in a sentence goes through parts/text.tsx instead.

import { en } from './en.ts'

export type MessageKey = keyof typeof en
export type MessageValues = Readonly<Record<string, string | number>>

const LANGUAGE = 'en'
const numbers = new Intl.NumberFormat(LANGUAGE)
const plurals = new Intl.PluralRules(LANGUAGE)

/** A number as this language writes it: 1,234. */
export const number = (value: number): string => numbers.format(value)

/**
 * The sentence of a key.
 *
 * `{name}` stands for a value; `{name|one record|# records}` chooses by number: the forms are those that the language
 * has (English: one, other), and # is the number itself.
 */
export const t = (key: MessageKey, values: MessageValues = {}): string => fill(en[key], values)

/** The sentence with its values; a value that is missing is said to be. */
export const fill = (sentence: string, values: MessageValues): string =>
  sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (_, name: string, one?: string, other?: string) => {
    const value = values[name]
    if (value === undefined) return `(${name} not recorded)`
    if (typeof value === 'string' || one === undefined || other === undefined)
      return typeof value === 'number' ? number(value) : value
    return (plurals.select(value) === 'one' ? one : other).replaceAll('#', number(value))
  })
