// Words that people write digits with. Tables of languages, written for this project; they say nothing of what a text
// means. Sounds (“won”, “ate”) count only where they complete a number, which the search decides by their cost.

/** What a word may stand for. */
export interface NumberWord {
  readonly digits: string
  /** unit: one digit. ten: 20 … 90, which a unit may complete. whole: 10 … 19. */
  readonly role: 'unit' | 'ten' | 'whole'
  readonly cost: number
}

/** 0 … 9 in the language named. */
const UNITS: Readonly<Record<string, string>> = {
  en: 'zero one two three four five six seven eight nine',
  es: 'cero uno dos tres cuatro cinco seis siete ocho nueve',
  fr: 'zero un deux trois quatre cinq six sept huit neuf',
  pt: 'zero um dois tres quatro cinco seis sete oito nove',
  it: 'zero uno due tre quattro cinque sei sette otto nove',
  de: 'null eins zwei drei vier funf sechs sieben acht neun',
  nl: 'nul een twee drie vier vijf zes zeven acht negen',
  pl: 'zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec',
  ro: 'zero unu doi trei patru cinci sase sapte opt noua',
  ru: 'ноль один два три четыре пять шесть семь восемь девять',
  uk: 'нуль один два три чотири п’ять шість сім вісім дев’ять',
}

/** 10 … 19, then 20, 30 … 90. */
const COMPOUNDS: Readonly<Record<string, string>> = {
  en: 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety',
  es: 'diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
  fr: 'dix onze douze treize quatorze quinze seize dixsept dixhuit dixneuf vingt trente quarante cinquante soixante septante huitante nonante',
}

/** Other spellings and sounds. */
const SOUNDS: Readonly<Record<string, string>> = {
  o: '0',
  oh: '0',
  ow: '0',
  nil: '0',
  nought: '0',
  zilch: '0',
  zip: '0',
  zed: '0',
  won: '1',
  wun: '1',
  uan: '1',
  to: '2',
  too: '2',
  tu: '2',
  tree: '3',
  thre: '3',
  for: '4',
  fore: '4',
  fower: '4',
  fife: '5',
  sicks: '6',
  sex: '6',
  ate: '8',
  ait: '8',
  niner: '9',
  nein: '9',
  zwo: '2',
  meia: '6',
  fourty: '40',
  ninty: '90',
}

const FOREIGN = 0.1
const SOUND = 0.5
const MISSPELT = 0.7

const exact = exactWords()
const near = misspellings()

/** Words that are looked for inside a run of letters without spaces, longest first. */
export const joinedWords: readonly (readonly [word: string, read: NumberWord])[] = [...exact]
  .filter(([word, read]) => word.length >= 3 && read.cost <= FOREIGN && /^[a-z]+$/.test(word))
  .sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1))

/** What a word in lower case, without accents, stands for; undefined where it is no number. */
export const numberWord = (word: string): NumberWord | undefined => exact.get(word) ?? near.get(word)

/** “hundred” in the languages that put it after a digit. */
export const isHundred = (word: string): boolean => word === 'hundred'

/** How often the next unit stands: “double five” is 55. */
export const repeatOf = (word: string): number =>
  word === 'double' || word === 'doble' ? 2 : word === 'triple' || word === 'treble' ? 3 : 0

function exactWords(): Map<string, NumberWord> {
  const words = new Map<string, NumberWord>()
  const put = (word: string, read: NumberWord): void => {
    if (!words.has(word)) words.set(word, read)
  }
  for (const [language, list] of Object.entries(UNITS))
    list.split(' ').forEach((word, digit) => {
      put(word.replace('’', ''), {
        digits: String(digit),
        role: 'unit',
        cost: language === 'en' ? 0 : FOREIGN,
      })
    })
  for (const [language, list] of Object.entries(COMPOUNDS))
    list.split(' ').forEach((word, index) => {
      const value = index < 10 ? 10 + index : (index - 8) * 10
      const role = index < 10 ? 'whole' : 'ten'
      put(word, { digits: String(value), role, cost: language === 'en' ? 0 : FOREIGN })
    })
  for (const [word, digits] of Object.entries(SOUNDS))
    put(word, { digits, role: digits.length > 1 ? 'ten' : 'unit', cost: SOUND })
  return words
}

/** English and Spanish words with one letter lost, doubled, changed or swapped. */
function misspellings(): Map<string, NumberWord> {
  const found = new Map<string, NumberWord>()
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const words = [UNITS.en!, UNITS.es!, COMPOUNDS.en!].flatMap((list) => list.split(' '))
  for (const word of words.filter((each) => each.length >= 3)) {
    const read = exact.get(word)!
    const put = (variant: string): void => {
      if (!exact.has(variant) && !found.has(variant) && variant.length > 2)
        found.set(variant, { ...read, cost: MISSPELT })
    }
    for (let at = 0; at < word.length; at += 1) {
      const [head, rest] = [word.slice(0, at), word.slice(at + 1)]
      put(head + rest)
      put(head + word[at]! + word[at]! + rest)
      if (rest.length > 0) put(head + rest[0]! + word[at]! + rest.slice(1))
      for (const letter of letters) if (word.length > 3) put(head + letter + rest)
    }
  }
  return found
}
