import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoOfUtc, momentSince, type Utc, utcOf, utcOfIso } from './index.ts'

describe('a count since an epoch', () => {
  it.each([
    ['unix', 's', 1_777_716_240, '2026-05-02T10:04:00Z'],
    ['unix', 'ms', 1_777_716_240_250, '2026-05-02T10:04:00.250Z'],
    ['mac', 's', 799_408_440, '2026-05-02T09:54:00Z'],
    ['mac', 'ns', 799_408_440_000_001_999n, '2026-05-02T09:54:00.000001Z'],
    ['webkit', 'us', 13_422_189_840_000_001n, '2026-05-02T10:04:00.000001Z'],
    ['unix', 's', -1.5, '1969-12-31T23:59:58.500Z'],
    ['unix', 's', '1777716240', '2026-05-02T10:04:00Z'],
  ] as const)('%s %s %s is %s', (epoch, unit, raw, iso) => {
    const moment = momentSince(raw, epoch, unit)
    expect(isoOfUtc(utcOf(moment)!)).toBe(iso)
    expect(moment.raw).toBe(raw)
  })

  it.each([null, 0, 0n, -1, -1n, ''])('keeps %s as unset, never as the epoch', (raw) => {
    expect(momentSince(raw, 'unix', 's')).toEqual({ unset: true, raw })
  })

  it.each([
    'soon',
    ' ',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    9_223_372_036_854_775_807n,
    1e300,
    new Uint8Array(3),
  ])('keeps %s as impossible, with its raw value', (raw) => {
    expect(momentSince(raw, 'mac', 's')).toEqual({ impossible: true, raw })
  })

  it('gives the same microsecond for a number and a bigint, before and after the epoch', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (seconds) => {
        fc.pre(seconds !== 0 && seconds !== -1)
        const number = momentSince(seconds, 'unix', 's')
        const big = momentSince(BigInt(seconds) * 1_000_000_000n, 'unix', 'ns')
        expect(utcOf(big)).toBe(utcOf(number))
      }),
    )
  })
})

describe('ISO 8601', () => {
  it('prints and parses to the same microsecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: -8e15, max: 8e15 }), (micros) => {
        expect(utcOfIso(isoOfUtc(micros as Utc))).toBe(micros)
      }),
    )
  })

  it('reads an offset with or without a colon', () => {
    expect(utcOfIso('2026-05-02T12:04:00+02:00')).toBe(utcOfIso('2026-05-02T10:04:00Z'))
    expect(utcOfIso('2026-05-02T12:04:00+0200')).toBe(utcOfIso('2026-05-02T10:04:00Z'))
  })

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-05-02T10:04:00',
    '2026-13-01T00:00:00Z',
    'yesterday',
    '',
  ])('gives nothing for %j', (text) => expect(utcOfIso(text)).toBeNull())
})

describe('nanoseconds since 2001', () => {
  it('gives the same microseconds by the short way and by integers alone', () => {
    for (let i = 0n; i < 20_000n; i++) {
      const raw = 600_000_000_000_000_000n + i * 7_919_999_999_937n + i
      const exact = Number((raw - (raw % 1000n)) / 1000n) + 978_307_200e6
      expect(utcOf(momentSince(raw, 'mac', 'ns'))).toBe(exact)
    }
  })
})
