// Invented records for trying the store: deterministic, so that two processes make the same stream without passing it on.
// No vitest here: benchmarks and child processes use it too. Numbers are from the range kept for fiction (+1 555 01xx).

import { type Issue, momentSince, type Sha256, type Utc } from '@manumit/base'
import type { FileRef, message, Observation } from '@manumit/model'

/** A file the records say they stand in. */
export const inventedFile = (path: string): FileRef => ({
  sha256: Array.from({ length: 64 }, (_, i) =>
    ((path.charCodeAt(i % path.length) * 7 + i) % 16).toString(16),
  ).join('') as Sha256,
  path,
  sizeBytes: 4096 + path.length,
})

const WORDS =
  'bridge teapot garden river lantern cloud market window kettle harbour paper violin meadow copper train'.split(
    ' ',
  )

/** The i-th message record of a file: one a minute, a hundred correspondents, now and then odd. */
export function inventedMessage(i: number, file: FileRef): Observation<typeof message> {
  const nanoseconds = BigInt(700_000_000 + i * 60) * 1_000_000_000n
  const isIncoming = i % 3 !== 0
  const other = { id: `+1555555${String(100 + (i % 100)).padStart(4, '0')}` }
  const device = { id: null, device: true } as const
  const body = `${WORDS[i % 15]} ${WORDS[(i * 7) % 15]} number ${i}, about the ${WORDS[(i * 11) % 15]}`
  return {
    kind: 'message',
    at: i % 997 === 0 ? { unset: true, raw: 0 } : momentSince(nanoseconds, 'mac', 'ns'),
    where: {
      file,
      place: { table: 'message', rowid: i + 1, state: i % 50 === 0 ? 'superseded' : 'live', via: 'live' },
    },
    fields: {
      service: 'iMessage',
      direction: isIncoming ? 'incoming' : 'outgoing',
      from: isIncoming ? other : device,
      to: [isIncoming ? device : other],
      thread: `chat${i % 100}`,
      body,
      bodySource: 'text',
    },
    raw: {
      guid: `invented-${i}`,
      text: body,
      date: nanoseconds,
      is_from_me: isIncoming ? 0 : 1,
      handle_id: i % 100,
      service: 'iMessage',
      ...(i % 200 === 0 && { attributedBody: Uint8Array.of(4, 11, i % 256) }),
    },
  }
}

/** A stream of messages with an issue after every hundredth. */
export function* inventedItems(count: number, file: FileRef): Iterable<Observation | Issue> {
  for (let i = 0; i < count; i++)
    yield i % 100 === 99
      ? {
          issue: true,
          code: 'E_INVENTED_ROW',
          severity: 'warning',
          at: { path: file.path, table: 'message', rowid: BigInt(i) },
          data: { i },
        }
      : inventedMessage(i, file)
}

/** A clock that ticks a second a look, from a fixed moment. */
export function inventedClock(): () => Utc {
  let utc = 1_750_000_000_000_000
  return () => {
    utc += 1_000_000
    return utc as Utc
  }
}
