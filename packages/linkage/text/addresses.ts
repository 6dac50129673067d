// Addresses of the net: in one normal form, with their registrable domain by the public suffix list, and found in texts.
// The scheme, `www.`, a fragment and a closing slash make no other address.

import { parse } from 'tldts'
import { accountOf, type ServiceName, serviceNames } from './services.ts'

/** Longer addresses are named by their domain alone: nobody compares them by hand. */
const LONGEST_URL = 900

/** What an address names: itself, its registrable domain, and what the service's link stands for. */
export function namesOfUrl(address: string): ServiceName[] {
  const url = address.length > 100_000 ? null : URL.parse(address)
  if (!url) return []
  const special = serviceNames(url)
  if (!/^(?:https?|ftp):$/.test(url.protocol)) return special
  const host = url.hostname.replace(/^www\./, '')
  const text = `${host}${url.port ? `:${url.port}` : ''}${url.pathname.replace(/\/$/, '')}${url.search}`
  const domain = registrableDomain(url.hostname)
  return [
    ...(text.length <= LONGEST_URL ? [{ kind: 'url' as const, text }] : []),
    ...(domain === null ? [] : [{ kind: 'domain' as const, text: domain }]),
    ...special,
  ]
}

/** The registrable domain of a host name, in lower case; null for addresses by number and single names. */
export const registrableDomain = (host: string): string | null =>
  parse(host, { allowPrivateDomains: true }).domain

/** Is this a top-level domain that exists, or one kept for tests and examples? */
export function hasKnownSuffix(host: string): boolean {
  const { isIcann, isPrivate, publicSuffix } = parse(host, { allowPrivateDomains: true })
  return isIcann === true || isPrivate === true || publicSuffix === 'test' || publicSuffix === 'example'
}

export interface AddressSpan {
  readonly start: number
  readonly end: number
  readonly names: readonly ServiceName[]
}

const ADDRESS =
  /(?<![\w@.-])(?:[a-z][a-z0-9+.-]{1,15}:\/\/[^\s<>"\0]{1,2048}|(?:tel|sms|callto):\+?[\d().-]{5,25}|(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?::\d{1,5})?(?![\w@-])(?:[/?][^\s<>"\0]{0,2048})?)/gi

/**
 * Endings that make a bare name an address and no slip of the keyboard: “so.it” and “ok.me” are ends of sentences more often
 * than they are sites.
 */
const BARE_ENDINGS = new Set(
  'com org net info biz edu gov app dev xyz online site shop store club live chat link page click top icu vip test example io co uk de fr es pl ro ua ru nl eu ca au br ph th vn mx'.split(
    ' ',
  ),
)

/** Addresses in a text, with a scheme or without. */
export function addressesInText(text: string): AddressSpan[] {
  if (!/:\/\/|(?:tel|sms|callto):|\.[a-z]/i.test(text)) return []
  return [...text.matchAll(ADDRESS)].flatMap((match) => {
    const found = match[0].replace(/[.,!?;:'’*_~]+$/, '')
    const address = found.endsWith(')') && !found.includes('(') ? found.slice(0, -1) : found
    const names = namesOfFound(address)
    return names.length === 0 ? [] : [{ start: match.index, end: match.index + address.length, names }]
  })
}

function namesOfFound(address: string): ServiceName[] {
  const dialled = /^(?:tel|sms|callto):(.+)$/i.exec(address)
  if (dialled) return [{ kind: 'phone', text: dialled[1]!.replace(/[^\d+]/g, '') }]
  if (address.includes('://')) return namesOfUrl(address)
  const host = address.split(/[/?:]/)[0]!
  const ending = host.slice(host.lastIndexOf('.') + 1).toLowerCase()
  const isSure = /[/?]/.test(address) || /^www\./i.test(address)
  if (!hasKnownSuffix(host) || !(isSure || (BARE_ENDINGS.has(ending) && host === host.toLowerCase())))
    return []
  return namesOfUrl(`https://${address}`)
}

export interface EmailSpan {
  readonly start: number
  readonly end: number
  readonly email: string
  readonly isDisguised: boolean
}

const EMAIL =
  /(?<![\w.+-])((?:[\w+-]{1,40}\sdot\s)?\w[\w.+-]{0,63})(\s?@\s?|\s?[([{<]\s?(?:at|@)\s?[)\]}>]\s?|\s(?:at|arroba)\s)((?:[a-z0-9-]{1,63}(?:\.|\s?[([{<]\s?(?:dot|punto|\.)\s?[)\]}>]\s?|\s(?:dot|punto)\s)){1,4}[a-z]{2,24})(?![\w-])/gi

/** E-mail addresses in a text, also with “at” and “dot” spelled, where the domain has an ending that exists. */
export function emailsInText(text: string): EmailSpan[] {
  if (!mayHoldEmail(text)) return []
  return [...text.matchAll(EMAIL)].flatMap((match) => {
    const [whole, local, at, domain] = match as unknown as [string, string, string, string]
    const isWord = /^\s(?:at|arroba)\s$/i.test(at)
    // “meet me at example.org” is a place to meet; “me at example dot org” is an address.
    if (isWord && !/dot|punto/i.test(domain)) return []
    const email = normalEmail(`${plainDots(local)}@${plainDots(domain)}`)
    if (email === null || !hasKnownSuffix(email.slice(email.indexOf('@') + 1))) return []
    return [
      {
        start: match.index,
        end: match.index + whole.length,
        email,
        isDisguised: at !== '@' || /dot|punto/i.test(domain),
      },
    ]
  })
}

/** The signs an address cannot do without; an “at” in brackets may come with plain dots, a bare one may not. */
const mayHoldEmail = (text: string): boolean =>
  text.includes('@') ||
  /[([{<]\s?at/i.test(text) ||
  (/\s(?:at|arroba)\s/i.test(text) && /dot|punto/i.test(text))

const plainDots = (text: string): string =>
  text.replace(/\s?[([{<]\s?(?:dot|punto|\.)\s?[)\]}>]\s?|\s(?:dot|punto)\s/gi, '.')

/** An e-mail address in lower case; null for what is none. */
export function normalEmail(text: string): string | null {
  const plain = text
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase()
  return plain.length <= 254 &&
    /^[^\s@,;:<>()[\]"\\]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63}$/u.test(plain)
    ? plain
    : null
}

export interface HandleSpan {
  readonly start: number
  readonly end: number
  readonly name: ServiceName
}

const PLATFORMS: Readonly<Record<string, string>> = {
  snap: 'snapchat',
  snapchat: 'snapchat',
  sc: 'snapchat',
  insta: 'instagram',
  instagram: 'instagram',
  ig: 'instagram',
  telegram: 'telegram',
  tg: 'telegram',
  kik: 'kik',
  wickr: 'wickr',
  cashapp: 'cashapp',
  'cash app': 'cashapp',
  venmo: 'venmo',
  tiktok: 'tiktok',
  'tik tok': 'tiktok',
  twitter: 'x',
  facebook: 'facebook',
  fb: 'facebook',
  wechat: 'wechat',
  weixin: 'wechat',
  skype: 'skype',
  discord: 'discord',
  threema: 'threema',
  onlyfans: 'onlyfans',
  vk: 'vk',
}

const CUE = new RegExp(
  `(?<![\\p{L}\\d_@/.])(${Object.keys(PLATFORMS)
    .sort((a, b) => b.length - a.length)
    .join(
      '|',
    )})(?:\\s(?:id|name|user|username|handle|is|me|add))?(\\s{0,2}[:=]\\s{0,2}|\\s{1,2}|\\s?-\\s)([@$])?([a-z_][\\w.-]{1,49})`,
  'giu',
)
const NO_ACCOUNT = new Set(
  'call text only and me is the for chat group message messages account http https'.split(' '),
)

/** Accounts in a text: a name after the name of a platform, marked as one by its sign, a colon or its form. */
export function handlesInText(text: string): HandleSpan[] {
  return [...text.matchAll(CUE)].flatMap((match) => {
    const [whole, cue, between, sign, name] = match as unknown as [
      string,
      string,
      string,
      string | undefined,
      string,
    ]
    const plain = name.replace(/[.-]+$/, '')
    const looksLikeOne = /[\d_]/.test(plain)
    const isMarked = sign !== undefined || (/[:=]/.test(between) && plain.length >= 4)
    if (!(looksLikeOne || isMarked) || NO_ACCOUNT.has(plain.toLowerCase())) return []
    const names = accountOf(PLATFORMS[cue.toLowerCase()]!, plain)
    const end = match.index + whole.length - (name.length - plain.length)
    return names.map((each) => ({ start: end - plain.length - (sign?.length ?? 0), end, name: each }))
  })
}
