import type { Utc } from '@manumit/base'
import type { Observation } from '@manumit/model'
import { describe, expect, it } from 'vitest'
import { inventedFile, inventedItems, inventedMessage } from '../../testing/invented-messages.ts'
import { encodeItems, transferables } from './encode-items.ts'

const file = inventedFile('HomeDomain/sms.db')
const textAt = (texts: Uint8Array, ends: Uint32Array, i: number): string =>
  new TextDecoder().decode(texts.subarray(i === 0 ? 0 : ends[i - 1]!, ends[i]!))

describe('encodeItems', () => {
  it('counts each item once: kept, out of scope, or issue', () => {
    const from = (inventedMessage(50, file).at as { utc: Utc }).utc
    const batch = encodeItems(inventedItems(200, file), { scope: { from }, firstOrdinal: 1000 })
    expect(batch).toMatchObject({ firstOrdinal: 1000, items: 200, outOfScope: { message: 50 } })
    expect(batch.observations.count + batch.issues.count + 50).toBe(200)
    expect(batch.issues.ordinals).toEqual(Uint32Array.of(1099, 1199))
    expect(batch.observations.ordinals[0]).toBe(1050)
  })

  it('leaves out a record without a time when a range is set', () => {
    const untimed = { ...inventedMessage(1, file), at: { unset: true, raw: 0 } } as Observation
    expect(encodeItems([untimed], { scope: { from: 0 as Utc }, firstOrdinal: 0 }).outOfScope).toEqual({
      message: 1,
    })
    expect(encodeItems([untimed], { scope: {}, firstOrdinal: 0 }).observations.utc[0]).toBeNaN()
  })

  it('leaves no trace of what is out of scope', () => {
    const secret = { ...inventedMessage(1, file), fields: { body: 'lantern-7', from: { id: 'lantern-8' } } }
    const batch = encodeItems([secret], { scope: { kinds: ['call'] }, firstOrdinal: 0 })
    expect(new TextDecoder().decode(batch.observations.records)).toBe('')
    expect(JSON.stringify(batch)).not.toContain('lantern')
  })

  it('takes search text from the fields a kind marks, and mentions from those that name parties', () => {
    const fields = {
      subject: 'Kettle',
      body: 'at noon',
      service: 'SMS',
      from: { id: '+447700900001' },
      to: [
        { id: '+447700900002' },
        { id: null, device: true },
        { id: '+447700900002' },
        { id: '+447700900001' },
      ],
    }
    const message = { ...inventedMessage(1, file), fields } as Observation
    const contact = { ...message, kind: 'contact', fields: { name: 'A. Baker', emails: ['a@example.org'] } }
    const { observations, mentions } = encodeItems([message, contact as Observation], {
      scope: {},
      firstOrdinal: 0,
    })
    expect(textAt(observations.searchTexts, observations.searchEnds, 0)).toBe('Kettle\nat noon')
    expect(textAt(observations.searchTexts, observations.searchEnds, 1)).toBe('A. Baker')
    const named = Array.from({ length: mentions.count }, (_, i) => [
      mentions.observation[i],
      mentions.roles[mentions.role[i]!],
      mentions.parties[mentions.party[i]!],
    ])
    expect(named).toEqual([
      [0, 'from', '+447700900001'],
      [0, 'to', '+447700900002'],
      [0, 'to', '+447700900001'],
      [1, 'emails', 'a@example.org'],
    ])
  })

  it('crosses threads by moving its buffers', () => {
    const batch = encodeItems(inventedItems(10, file), { scope: {}, firstOrdinal: 0 })
    const copy = structuredClone(batch)
    const moved = structuredClone(batch, { transfer: transferables(batch) })
    expect(moved).toEqual(copy)
    expect(batch.observations.records.length).toBe(0)
  })
})
