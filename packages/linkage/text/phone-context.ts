// Digits that their surroundings name as something else: money, times, dates, ages, references, coordinates. They are
// blanked before numbers are looked for. Spelled digits are left: nobody spells a price to hide it.
// Each pattern is linear: no two adjacent repetitions can take the same character.

const NAMED =
  'room|rm|apt|apartment|suite|flat|floor|zip|zipcode|postcode|order|ref|reference|case|ticket|invoice|tracking|id|card|ending|pin|code|otp|acct|imei|iban|vin|isbn|flight|gate|season|year|since|posted|page|lot|batch|version|model|serial|booking ref|confirmation|ip'

const PATTERNS: readonly RegExp[] = [
  // Money
  /[$€£¥₹₽]\s?\d[\d.,]{0,14}/gu,
  /(?<![\d.,-])\d[\d.,]{0,14}\s?(?:[$€£¥₹₽%]|(?:usd|eur|gbp|cad|aud|dollars?|euros?|pounds?|bucks|quid|roses|chf|pln|lei|uah)\b)/giu,
  /\b(?:rates?|prices?|fee|donation|deposit|pay|tarif|tarifas?)\b[\s:=]{0,3}\d{1,4}(?:\s?[/|,-]\s?\d{1,4}){0,6}(?!\d)/gi,
  // Times and dates
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)/g,
  /(?<![\d.-])\d{1,2}\s?(?:am|pm|a\.m|p\.m)\b/gi,
  /\b24\s?\/\s?7\b/g,
  /(?<![\d-])(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?![\d-])/g,
  /(?<![\d/.-])\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?![\d-])/g,
  /(?<![\d/])\d{1,2}\/\d{1,2}(?![\d/])/g,
  /\b\d{1,2}\s?(?:st|nd|rd|th)\b/gi,
  /\b\d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?:\s\d{4})?\b/gi,
  /\b(?:open|from)\s\d{1,2}\s?(?:to|till|until|-)\s?\d{1,2}\b/gi,
  // Amounts of other things
  /(?<![\p{L}\d_]|\d[\s.\-/=·*|])(?!0)\d{1,4}\+?\s?(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?|yrs?|yo|y\/o|nights?|lbs?|kgs?|cm|km|ft|inches|miles|people|persons?|girls?|boys?|guests?|men|women|sqm|rooms|beds|pcs)\b/giu,
  /\bage[ds]?\b[\s:]{0,2}\d{1,2}\+?/gi,
  /(?<![\p{L}\d-])\d{1,2}\+(?!\s?\d)/gu,
  /(?<!\d)\d{1,2}\s?['’′]\s?\d{1,2}(?:\s?["”″])?/g,
  /(?<![\p{L}\d-])\d{2,3}[cdCD]{1,3}\b/gu,
  // Places on the earth and on the net
  /\b(?:lat|latitude|lon|lng|long|longitude|coords?|gps)\b[\s:=]{0,3}-?\d{1,3}[.,]\d{1,10}/gi,
  /(?<![\d.])-?\d{1,3}\.\d{4,10},\s?-?\d{1,3}\.\d{4,10}(?!\d)/g,
  // References
  new RegExp(
    `\\b(?:${NAMED})\\b(?:[\\s:]{1,2}(?:id|no|number|nr|code|in|ending|with|is))?[\\s:#.]{0,3}[a-z]{0,4}-?\\d[\\d-]{0,30}`,
    'gi',
  ),
  /#\s?\d[\d-]{0,20}/g,
  // Card numbers: four groups of four
  /(?<![\d-])\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?![\d-])/g,
]

const ADDRESS = /(?<![\d.])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?!\d|\.\d)/g

/** The same text, as long, with NUL where digits are something else. */
export function blankOtherDigits(text: string): string {
  if (!/\d/.test(text)) return text
  let blanked = text.replace(ADDRESS, (whole: string, ...parts: string[]) =>
    parts.slice(0, 4).every((part) => Number(part) <= 255) ? blank(whole) : whole,
  )
  for (const pattern of PATTERNS) blanked = blanked.replace(pattern, blank)
  return blanked
}

const blank = (span: string): string => '\0'.repeat(span.length)
