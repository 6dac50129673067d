import { artifactSuite } from '@manumit/testing'
import { androidCalls } from './calls.ts'

const device = { id: null, device: true }

artifactSuite(androidCalls, {
  at: import.meta.url,

  records: [
    {
      at: '2026-03-03T11:30:00.250Z',
      row: ['calls', 1],
      fields: {
        direction: 'incoming',
        from: { id: '+447700900101', name: 'Ines' },
        to: [device],
        durationSeconds: 61,
        numberLocation: 'London',
        country: 'GB',
      },
    },
    {
      at: '2026-03-03T11:31:40Z',
      row: ['calls', 2],
      fields: {
        direction: 'outgoing',
        from: device,
        to: [{ id: '07700 900102' }],
        durationSeconds: 12,
        country: 'GB',
      },
    },
    {
      at: '2026-03-03T11:33:20Z',
      row: ['calls', 3],
      fields: {
        direction: 'missed',
        from: { id: '+447700900101', name: 'Ines' },
        to: [device],
        durationSeconds: 0,
        country: 'GB',
      },
    },
    {
      at: '2026-03-03T11:35:00Z',
      row: ['calls', 4],
      fields: {
        direction: 'voicemail',
        from: { id: '+447700900103' },
        to: [device],
        durationSeconds: 14,
        country: 'GB',
      },
    },
    {
      at: '2026-03-03T11:38:20Z',
      row: ['calls', 6],
      fields: {
        direction: 'blocked',
        from: { id: '+447700900105' },
        to: [device],
        durationSeconds: 0,
        country: 'GB',
      },
    },
    {
      at: '2026-03-03T11:40:00Z',
      row: ['calls', 7],
      fields: {
        direction: 'answered-elsewhere',
        from: { id: '+447700900106' },
        to: [device],
        durationSeconds: 33,
        country: 'GB',
      },
    },
    {
      at: '2026-03-03T11:41:40Z',
      row: ['calls', 8],
      fields: { direction: 'unknown', participants: [{ id: '+447700900107' }], durationSeconds: 5 },
    },
    {
      at: '2026-03-03T11:43:20Z',
      row: ['calls', 9],
      fields: { direction: 'missed', to: [device], durationSeconds: 0 },
    },
    {
      at: '2026-03-03T11:36:40Z',
      row: ['calls', 5],
      state: 'superseded',
      fields: {
        direction: 'rejected',
        from: { id: '+447700900104' },
        to: [device],
        durationSeconds: 0,
        country: 'GB',
      },
    },
  ],
  issues: ['E_ARTIFACT_TIME_UNIT_INFERRED', 'E_ARTIFACT_SEQUENCE_GAP'],
})
