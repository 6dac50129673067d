// Letters of other alphabets as Latin ones, so that “Олена” and “Olena” can be compared. One plain spelling each, after the
// habits of passports; what is left over of a script that is not in the tables makes a name that is not compared.

const CYRILLIC: Readonly<Record<string, string>> = pairs(
  'а a б b в v г g ґ g д d е e ё e є ye ж zh з z и i і i ї yi й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya ў u џ dz ђ dj ћ c љ lj њ nj ј j',
)
const GREEK: Readonly<Record<string, string>> = pairs(
  'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o',
)
const LATIN: Readonly<Record<string, string>> = pairs('ß ss æ ae œ oe ø o đ d ł l ı i þ th ð d ə e')
const LETTERS: Readonly<Record<string, string>> = { ...CYRILLIC, ...GREEK, ...LATIN }

/** Lower case, without accents, in Latin letters where the tables have them. */
export function latinOf(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFD')
  // The accents of й and ї make letters of their own, so letters are looked up before accents go.
  const composed = plain.normalize('NFC')
  let latin = ''
  for (const letter of composed) latin += LETTERS[letter] ?? letter
  return latin.normalize('NFD').replace(/\p{M}/gu, '')
}

/** Does a folded text hold letters that no table could put into Latin ones? */
export const isForeign = (folded: string): boolean => /[^\p{Script=Latin}\P{L}]/u.test(folded)

/** Was the text written in letters of another alphabet? */
export const isTransliterated = (stored: string): boolean =>
  /[^\p{Script=Latin}\P{L}]/u.test(stored.normalize('NFKC'))

function pairs(list: string): Record<string, string> {
  const words = list.split(' ')
  const found: Record<string, string> = {}
  for (let at = 0; at + 1 < words.length; at += 2)
    found[words[at]!] = words[at + 1] === '-' ? '' : words[at + 1]!
  return found
}
