// Passwords that are tried first. Length is the contract's affair; this looks at what makes a long one short: a common word
// with digits around it, one piece over and over, a run along the keyboard or the alphabet, the account's own name.

/** What lists of leaked passwords begin with, as stems; the long form of each is refused too. */
const STEMS = [
  'password',
  'passwort',
  'passphrase',
  'motdepasse',
  'contrasena',
  'parola',
  'qwerty',
  'qwertz',
  'azerty',
  'letmein',
  'iloveyou',
  'welcome',
  'willkommen',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'sunshine',
  'princess',
  'superman',
  'batman',
  'trustno',
  'starwars',
  'master',
  'shadow',
  'michael',
  'jennifer',
  'changeme',
  'default',
  'secret',
  'admin',
  'administrator',
  'login',
  'manumit',
  'examiner',
  'analyst',
  'police',
  'evidence',
  'localhost',
  'computer',
  'internet',
] // prettier-ignore

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
]
const FEW_DISTINCT = 5

/** @param name  the account's name */
export function isWeakPassword(password: string, name: string): boolean {
  const plain = plainOf(password)
  const letters = plain.replace(/[^a-z]/g, '')
  const own = plainOf(name).replace(/[^a-z]/g, '')
  if (new Set(plain).size < FEW_DISTINCT) return true
  if (/^(.{1,6}?)\1+.{0,3}$/.test(plain)) return true
  if (isRun(plain.replace(/[^a-z0-9]/g, ''))) return true
  return [...STEMS, ...(own.length >= 3 ? [own] : [])].some((stem) => isOnlyStem(letters, stem))
}

/** Lower case, accents off, and digits that stand for letters read as them where they stand between letters. */
const plainOf = (text: string): string => {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const read: Readonly<Record<string, string>> = {
    0: 'o',
    1: 'l',
    3: 'e',
    4: 'a',
    5: 's',
    7: 't',
    '@': 'a',
    $: 's',
  }
  return plain.replace(/(?<=[a-z])[01345 7@$](?=[a-z@$0-9])/g, (sign) => read[sign] ?? sign)
}

/** Nothing but the word, once or more often, and at most three letters besides. */
function isOnlyStem(letters: string, stem: string): boolean {
  const rest = letters.replaceAll(stem, '')
  return rest.length < letters.length && rest.length <= 3
}

const isRun = (text: string): boolean =>
  text.length > 0 &&
  RUNS.some((run) => {
    const there = run + run
    return there.includes(text) || [...there].reverse().join('').includes(text)
  })
