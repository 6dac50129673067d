// npm run bench identifiers: numbers, addresses and accounts out of texts, in texts a second; and how much of them is found on
// the shared set of evasive texts, where it is there.

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findPhoneNumbersInText } from 'libphonenumber-js/max'
import { type IdentifierReader, identifierReader } from './index.ts'

const ROUNDS = 5
const reader = identifierReader({ defaultRegion: 'US' })

const PLAIN = [
  'hey are you coming home later tonight I made some food for us all',
  'ok see you soon',
  'did you talk to them about the keys? they should be under the mat by the door',
  'lol no way',
  'I will be there in a bit, traffic is awful today and the bus never came',
  'can you send me the picture of the house again please, mine is gone',
]
const RICH = [
  'my new number is 202-555-0143 dont give it to anyone',
  'call me at two zero two five five five zero one four three ok',
  'mail me at ann.invented@example.org or see www.example.org/page',
  'meet at 10:30, room 12, bring $40 and 2 bags, ref 20264411',
  'add me on telegram @ann_invented or join https://t.me/+AbCdEfGh123',
  'code 48213 do not share it',
]

/** Median of several rounds, texts a second; each text differs, so that no memory of whole texts could help. */
function perSecond(texts: readonly string[], count: number, read: (text: string) => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const varied = Array.from(
      { length: count },
      (_, at) => `${texts[at % texts.length]} ${'abcdefghij'[(at + round) % 10]}`,
    )
    const started = performance.now()
    for (const text of varied) read(text)
    return (count / (performance.now() - started)) * 1000
  })
  return rounds.sort((a, b) => a - b)[ROUNDS >> 1]!
}

const line = (name: string, value: number, unit: string, note = ''): void =>
  console.log(
    `${name}: ${value < 10 ? value.toFixed(3) : Math.round(value).toLocaleString('en')} ${unit}${note && ` (${note})`}`,
  )

const of = (texts: readonly string[], count: number): number =>
  perSecond(texts, count, (text) => reader.ofText(text))
const peer = (texts: readonly string[], count: number): number =>
  perSecond(texts, count, (text) => findPhoneNumbersInText(text, 'US'))

const plain = of(PLAIN, 100_000)
line('short texts that hold none', plain, 'texts/s', 'target at least 50,000')
line('  libphonenumber-js findPhoneNumbersInText', peer(PLAIN, 20_000), 'texts/s, numbers only')
const rich = of(RICH, 5_000)
line('short texts that hold something', rich, 'texts/s')
line('  libphonenumber-js findPhoneNumbersInText', peer(RICH, 2_000), 'texts/s, numbers only')
line(
  'messages, 95 of 100 plain',
  of([...Array(16).fill(PLAIN).flat(), ...RICH.slice(0, 5)], 50_000),
  'texts/s',
)

const from = { id: '+447700900123', name: 'Ann' }
const to = [{ id: null, device: true as const }]
const records = perSecond(PLAIN, 100_000, (body) =>
  reader.ofObservation({ kind: 'message', fields: { from, to, body } }),
)
line('message records with parties', records, 'records/s')

const shared = fileURLToPath(new URL('../../../shared/data/link/phones/phones_dev.jsonl', import.meta.url))
if (existsSync(shared)) quality(shared)
else console.log('evasive texts: left out, ../shared/data is not beside this checkout')

function quality(path: string): void {
  const documents = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((each) => JSON.parse(each) as { text: string; default_region: 'US'; phones: string[] })
  const readers = new Map<string, IdentifierReader>()
  const ours = (text: string, region: string): string[] => {
    const known = readers.get(region) ?? identifierReader({ defaultRegion: region })
    readers.set(region, known)
    return known.ofText(text).flatMap((each) => (each.kind === 'phone' ? [each.text] : []))
  }
  const theirs = (text: string, region: 'US'): string[] =>
    findPhoneNumbersInText(text, region).map((each) => each.number.number)
  for (const [name, read] of [
    ['evasive texts', ours],
    ['  libphonenumber-js', theirs],
  ] as const) {
    let [right, found, wanted] = [0, 0, 0]
    const started = performance.now()
    for (const { text, default_region, phones } of documents) {
      const these = new Set(read(text, default_region))
      right += phones.filter((each) => these.has(each)).length
      found += these.size
      wanted += phones.length
    }
    const ms = (performance.now() - started) / documents.length
    const [p, r] = [right / found, right / wanted]
    console.log(
      `${name}: precision ${p.toFixed(3)}, recall ${r.toFixed(3)}, F1 ${((2 * p * r) / (p + r)).toFixed(3)}, ${ms.toFixed(2)} ms a text (target F1 above 0.489)`,
    )
  }
}
