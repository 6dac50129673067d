// May a text hold an identifier at all? One cheap pass, so that the million messages that hold none cost almost nothing.
// It may say yes in vain, never no.

export interface MayHold {
  readonly addresses: boolean
  readonly handles: boolean
  readonly phones: boolean
}

const NUMBER_WORD =
  /zer|one|two|thr|fou|fiv|six|sev|eig|nin|ten|ele|twel|teen|twen|thir|fort|fif|oh|won|wun|too|ate|hund|doub|trip|cer|uno|dos|tre|cua|cin|sei|sie|och|nue|un|deu|qua|cin|sep|huit|neuf|dix|nul|ein|zwe|dre|vie|fun|sec|sie|ach|neu|due|qua|set|ott|nov|tri|pat|sap|opt|nou|noi|дв|тр|чет|пят|шес|сем|вос|дев|нол|оди|нул|чот|п.ят|шіс|сім|віс/gi
const CUE =
  /snap|\bsc\b|insta|\big\b|tele|\btg\b|kik|wickr|cash|venmo|tik|twitter|face|\bfb\b|wech|weix|skype|disco|threema|onlyfans|\bvk\b/i
const LETTER_GROUP = /[\dOolIiZzAsSbBgqQEGT|]{3}/g
const FEWEST_WORDS = 4

/** null: nothing can be found in it. */
export function mayHoldIdentifiers(text: string): MayHold | null {
  let digits = 0
  let isOdd = false
  let hasSign = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= 0x30 && code <= 0x39) digits += 1
    else if (code === 0x40 || code === 0x2f) hasSign = true
    else if (code === 0x2e) hasSign ||= /[a-z0-9]/i.test(text[at + 1] ?? ' ')
    else if (code > 0x7e) isOdd = true
  }
  const odd = isOdd && /[\p{No}\p{Nd}\uff20]/u.test(text)
  const addresses = hasSign || odd || /\bat\b|arroba|tel:|sms:/i.test(text)
  const handles = CUE.test(text)
  const phones = odd || digits >= 3 || hasNumberWords(text, digits) || (digits > 0 && hasLetterGroups(text))
  return addresses || handles || phones ? { addresses, handles, phones } : null
}

function hasNumberWords(text: string, digits: number): boolean {
  if (text.length < 14) return false
  return digits + (text.match(NUMBER_WORD)?.length ?? 0) >= FEWEST_WORDS
}

/** Groups of letters that look like digits, as in “5SS-O1B2”: two, with a digit somewhere. */
const hasLetterGroups = (text: string): boolean => (text.match(LETTER_GROUP)?.length ?? 0) >= 2
