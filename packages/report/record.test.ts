import { momentSince, type Sha256 } from '@manumit/base'
import { message, type Observation, picture } from '@manumit/model'
import { expect, it } from 'vitest'
import { captionOf, columnsOf, momentText, placeText, type ReportRecord, recordObject } from './index.ts'

const file = {
  sha256: 'ab'.repeat(32) as Sha256,
  path: '3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28',
  sizeBytes: 4096,
  logical: { domain: 'HomeDomain', path: 'Library/SMS/sms.db' },
}
const observation: Observation<typeof message> = {
  kind: 'message',
  at: momentSince(799_408_440_000_000_001n, 'mac', 'ns'),
  where: { file, place: { table: 'message', rowid: 12, state: 'superseded', via: 'commit:3' } },
  fields: {
    direction: 'incoming',
    from: { id: '+15550100' },
    to: [{ id: null, device: true }],
    body: 'At the bridge.',
  },
  raw: { date: 799_408_440_000_000_001n, attributedBody: { blobBytes: 310 }, guid: Uint8Array.of(1, 254) },
}
const record: ReportRecord = {
  id: 7,
  source: { id: 1, name: 'Phone A' },
  artifact: { id: 'ios.sms', version: 1 },
  observation: observation as Observation,
}

it('a record as JSON keeps place, state and each raw value', () => {
  expect(JSON.parse(JSON.stringify(recordObject(record)))).toEqual({
    id: 7,
    kind: 'message',
    utc: '2026-05-02T09:54:00Z',
    at: {
      utc: '2026-05-02T09:54:00Z',
      precision: 'ns',
      epoch: 'mac',
      zone: 'utc',
      raw: { integer: '799408440000000001' },
    },
    fields: {
      direction: 'incoming',
      from: { id: '+15550100' },
      to: [{ id: null, device: true }],
      body: 'At the bridge.',
    },
    raw: {
      date: { integer: '799408440000000001' },
      attributedBody: { blobBytes: 310 },
      guid: { hex: '01fe' },
    },
    where: {
      path: file.path,
      onPhone: file.logical,
      sha256: file.sha256,
      table: 'message',
      rowid: 12,
      state: 'superseded',
      via: 'commit:3',
      artifact: 'ios.sms',
      artifactVersion: 1,
    },
    source: { id: 1, name: 'Phone A' },
  })
})

it('a caption holds what the record states, and nothing for what it does not', () => {
  expect(captionOf(record.observation)).toBe('incoming · +15550100 · this device · At the bridge.')
})

it('a place says how the row was had', () => {
  expect(placeText(observation.where)).toBe('message row 12 (superseded, seen in commit:3)')
  expect(placeText({ file, place: { offset: 36, length: 10 } })).toBe('bytes 36–45')
})

it('columns of one kind have plain heads; of two, heads that name the kind', () => {
  expect(columnsOf([message]).map((column) => column.head)).toContain('Text')
  const both = columnsOf([message, picture])
  expect(both.map((column) => column.head)).toContain('message: Text')
  expect(new Set(both.map((column) => column.head)).size).toBe(both.length)
  const cells = both.map((column) => column.cell(record))
  expect(cells[both.findIndex((column) => column.head === 'message: Text')]).toBe('At the bridge.')
  expect(cells[both.findIndex((column) => column.head === 'picture: Width (pixels)')]).toBe('')
  expect(cells[both.findIndex((column) => column.head === 'Place on the phone')]).toBe(
    'HomeDomain Library/SMS/sms.db',
  )
})

it('a time that is none never looks like one', () => {
  expect(momentText({ unset: true, raw: 0 })).toBe('')
  expect(momentText({ impossible: true, raw: 'soon' })).toBe('not a time: soon')
  expect(momentText({ local: '2026-05-02T12:00:00', raw: '2026:05:02 12:00:00' })).toBe(
    '2026-05-02T12:00:00 (no zone recorded)',
  )
})
