// Invented records of several kinds, for benchmarks of reading: like inventedMessage, and with parties of whom a few wrote
// much and most wrote little, calls, visits and pictures that state a place. No vitest here.

import { momentSince } from '@manumit/base'
import type { FileRef, Observation } from '@manumit/model'
import { inventedMessage } from './invented-messages.ts'

/** Kinds that an invented record may have, the most frequent first. */
export const RECORD_KINDS = ['message', 'call', 'visit', 'picture']

/** First moment and step between records, in microseconds: a million are two years. */
export const RECORDS_START = 1_640_995_200_000_000
export const RECORDS_STEP = 63_000_000

/** A quarter of all name party 0, and half of the rest the next 60. */
const partyOf = (i: number): number => {
  const draw = ((i * 2_654_435_761) >>> 0) / 2 ** 32
  return Math.floor(4000 * draw ** 6)
}

/** The i-th record. */
export function inventedRecord(i: number, file: FileRef): Observation {
  const message = inventedMessage(i, file) as Observation
  const micros = RECORDS_START + i * RECORDS_STEP + ((i * 7919) % 600) * 1_000_000
  const at = i % 5003 === 0 ? { unset: true as const, raw: 0 } : momentSince(micros, 'unix', 'us')
  const party = { id: `+1555555${String(partyOf(i)).padStart(4, '0')}` }
  const base = { ...message, at }
  if (i % 500 === 1) {
    const place = { latitude: 50 + (i % 997) / 1000, longitude: (i % 1009) / 1000 }
    return { ...base, kind: 'picture', fields: { place, fileName: `IMG_${i}.jpg` } } as Observation
  }
  if (i % 20 === 3)
    return { ...base, kind: 'call', fields: { direction: 'incoming', from: party, durationSeconds: i % 600 } }
  if (i % 10 === 7)
    return {
      ...base,
      kind: 'visit',
      fields: { url: `https://example.org/${i}`, pageTitle: `Garden number ${i}` },
    } as Observation
  const isIncoming = i % 3 !== 0
  const device = { id: null, device: true } as const
  const fields = {
    ...message.fields,
    from: isIncoming ? party : device,
    to: [isIncoming ? device : party],
    thread: `chat${partyOf(i)}`,
  }
  return { ...base, fields } as Observation
}
