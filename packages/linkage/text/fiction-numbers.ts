// Ranges that numbering authorities keep for fiction. Numbering plans call most of them invalid; evidence that is invented
// (a demonstration, a test) holds nothing else, so they are admitted and said to be fiction.
//
// Sources, read 2026-11: NANPA, 555 line numbers (555-0100 … 0199); Ofcom, Telephone numbers for use in TV and radio drama;
// ARCEP, decision 2018-0881; ACMA, Phone numbers for use in TV shows, films and creative works.

const RANGES: readonly (readonly [code: string, national: RegExp, region: string])[] = [
  ['1', /^[2-9]\d\d55501\d\d$/, 'US'],
  ['44', /^(?:7700900|2079460|1632960|3069990|8081570|9098790)\d{3}$/, 'GB'],
  ['44', /^(?:11[3-8]4960|1[2-6]14960|1914980|2896496|2920180)\d{3}$/, 'GB'],
  ['33', /^(?:19900|26191|35301|46571|53649|63998)\d{4}$/, 'FR'],
  ['61', /^[2378](?:5550|7010)\d{4}$/, 'AU'],
  [
    '61',
    /^491(?:570(?:006|156|157|158|159|110|313|737)|571(?:266|491|804)|572(?:549|665|983)|573(?:770|087)|574(?:118|632)|575(?:254|789)|576(?:398|801)|577(?:426|644)|578(?:957|148|888|212)|579(?:760|455))$/,
    'AU',
  ],
]

/** The region of a number in a fiction range, by country code and national digits; null where it is in none. */
export function fictionRegion(e164: string): string | null {
  for (const [code, national, region] of RANGES)
    if (e164.startsWith(code, 1) && national.test(e164.slice(1 + code.length))) return region
  return null
}

/** National digits, with or without the prefix “0” or “1”, → E.164 where they lie in a fiction range of the region. */
export function fictionNumber(digits: string, region: string): string | null {
  for (const [code, national, home] of RANGES) {
    if (home !== region && !(code === '1' && NANP.has(region))) continue
    const trunk = code === '1' ? '1' : '0'
    if (national.test(digits)) return `+${code}${digits}`
    if (digits.startsWith(trunk) && national.test(digits.slice(1))) return `+${code}${digits.slice(1)}`
    if (digits.startsWith(code) && national.test(digits.slice(code.length))) return `+${digits}`
  }
  return null
}

/** Regions that share country code 1. */
const NANP = new Set('US CA AG AI AS BB BM BS DM DO GD GU JM KN KY LC MP MS PR SX TC TT VC VG VI'.split(' '))
