import type { WireMatch } from '@manumit/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differingDigits, distanceOf } from './differing-bits.ts'
import { BREAK_LOOKS, BREAK_MILLISECONDS, isBreakDue, type LookEvent, noLooks, updateLooks } from './hold.ts'
import { mediaMachine, pictureAddress } from './media.ts'

const match = (more: Partial<WireMatch> = {}): WireMatch => ({
  id: 7,
  scanId: 1,
  path: 'DCIM/teapot.jpg',
  sha256: '0'.repeat(64),
  md5: '0'.repeat(32),
  sizeBytes: 1,
  kind: 'pdq',
  hash: 'f'.repeat(64),
  bank: 'teapots',
  material: 'demonstration',
  entry: 0,
  entryHash: 'e'.repeat(64),
  distance: 64,
  threshold: 31,
  thresholdSource: '',
  orientation: null,
  quality: 100,
  copies: [],
  mayBeShown: true,
  state: 'undecided',
  judgements: [],
  ...more,
})

describe('two hashes side by side', () => {
  it('counts the bits in which two hashes differ, as exclusive or does', () => {
    const hex = fc
      .bigInt({ min: 0n, max: 2n ** 256n - 1n })
      .map((value) => value.toString(16).padStart(64, '0'))
    fc.assert(
      fc.property(hex, hex, (left, right) => {
        const expected = (BigInt(`0x${left}`) ^ BigInt(`0x${right}`)).toString(2).replaceAll('0', '').length
        expect(distanceOf(differingDigits(left, right)!)).toEqual({ differing: expected, bits: 256 })
      }),
    )
  })

  it('compares nothing that is no pair of hashes of one length', () => {
    for (const [left, right] of [
      ['ff', 'fff'],
      ['', ''],
      ['xy', 'ff'],
    ] as const)
      expect(differingDigits(left, right)).toBeNull()
  })
})

describe('looking while holding', () => {
  const look = (...events: LookEvent[]) => events.reduce(updateLooks, noLooks)

  it('shows only while held, and counts a held key as one look', () => {
    const held = look(
      { is: 'pressed', by: 'key', picture: '7', at: 0 },
      { is: 'pressed', by: 'key', picture: '7', at: 30 },
    )
    expect(held).toMatchObject({ held: { picture: '7' }, looks: 1 })
    expect(updateLooks(held, { is: 'released', by: 'key', at: 500 })).toMatchObject({
      held: null,
      milliseconds: 500,
    })
  })

  it('lets go when the window loses the focus, and not because another hand lets go', () => {
    const held = look(
      { is: 'pressed', by: 'pointer', picture: '7', at: 0 },
      { is: 'released', by: 'key', at: 5 },
    )
    expect(held.held).not.toBeNull()
    expect(updateLooks(held, { is: 'lost', at: 90 })).toMatchObject({ held: null, milliseconds: 90 })
    expect(updateLooks(noLooks, { is: 'lost', at: 90 })).toBe(noLooks)
  })

  it('suggests a break after many looks or long ones, and again after the next', () => {
    const many = Array.from({ length: BREAK_LOOKS }, (_, i): LookEvent[] => [
      { is: 'pressed', by: 'pointer', picture: '1', at: i },
      { is: 'released', by: 'pointer', at: i },
    ]).flat()
    expect(isBreakDue(look(...many.slice(2)))).toBe(false)
    expect(isBreakDue(look(...many))).toBe(true)
    expect(isBreakDue(look(...many, { is: 'break-taken' }))).toBe(false)
    expect(isBreakDue(look(...many, { is: 'break-taken' }, ...many))).toBe(true)
    expect(
      isBreakDue(
        look({ is: 'pressed', by: 'key', picture: '1', at: 0 }, { is: 'lost', at: BREAK_MILLISECONDS }),
      ),
    ).toBe(true)
  })
})

describe('the media queue', () => {
  it('has a picture only for a demonstration bank, and only if the desk says so', () => {
    expect(pictureAddress(match())).toBe('/api/matches/7/picture')
    for (const material of ['unlawful', 'other'] as const)
      for (const mayBeShown of [true, false])
        expect(pictureAddress(match({ material, mayBeShown }))).toBeNull()
    expect(pictureAddress(match({ mayBeShown: false }))).toBeNull()
  })

  it('asks for undecided matches first and sends a decision with its reason', () => {
    const machine = mediaMachine()
    const [state, [ask]] = machine.start()
    expect(ask).toMatchObject({ route: 'matches.page', input: { state: 'undecided' } })
    const [, [judge]] = machine.update(state, {
      is: 'judge',
      id: '7',
      decision: 'same',
      reason: 'the same teapot',
    })
    expect(judge).toMatchObject({
      route: 'matches.judge',
      input: { id: 7, decision: 'same', reason: 'the same teapot' },
    })
  })
})
