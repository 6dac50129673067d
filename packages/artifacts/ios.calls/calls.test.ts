import { artifactSuite } from '@manumit/testing'
import { iosCalls } from './calls.ts'

const device = { id: null, device: true }

artifactSuite(iosCalls, {
  at: import.meta.url,
  unordered: ['Z_2REMOTEPARTICIPANTHANDLES'],
  records: [
    {
      at: '2026-03-03T11:30:00.250Z',
      row: ['ZCALLRECORD', 1],
      fields: {
        direction: 'incoming',
        answered: true,
        from: { id: '+447700900101' },
        to: [device],
        durationSeconds: 62,
        service: 'com.apple.Telephony',
        callType: 'phone',
        numberLocation: 'London, England',
        country: 'gb',
      },
    },
    {
      at: '2026-03-03T11:31:40Z',
      row: ['ZCALLRECORD', 2],
      fields: {
        direction: 'outgoing',
        answered: false,
        from: device,
        to: [{ id: '+447700900102', name: 'Ines' }],
        durationSeconds: 12,
        service: 'com.apple.Telephony',
        callType: 'phone',
        country: 'gb',
      },
    },
    {
      at: '2026-03-03T11:33:20Z',
      row: ['ZCALLRECORD', 3],
      fields: {
        direction: 'incoming',
        answered: false,
        to: [device],
        durationSeconds: 0,
        service: 'com.apple.Telephony',
        callType: 'phone',
        country: 'gb',
      },
    },
    {
      at: '2026-03-03T11:35:00Z',
      row: ['ZCALLRECORD', 4],
      fields: {
        direction: 'outgoing',
        answered: true,
        from: device,
        to: [{ id: 'ines@example.org' }],
        participants: [{ id: '+447700900102' }, { id: 'ines@example.org' }],
        durationSeconds: 300.75,
        service: 'com.apple.FaceTime',
        callType: 'facetime-video',
      },
    },
    {
      at: '2026-03-03T11:36:40Z',
      row: ['ZCALLRECORD', 5],
      fields: {
        direction: 'incoming',
        answered: true,
        from: { id: 'room-7@example.test' },
        to: [device],
        durationSeconds: 5,
        service: 'org.example.calls',
        callType: 'other-app',
      },
    },
    {
      at: 'unset',
      row: ['ZCALLRECORD', 6],
      fields: {
        direction: 'incoming',
        answered: false,
        from: { id: '+447700900103' },
        to: [device],
        durationSeconds: 0,
        callType: 'unknown',
      },
    },
    {
      at: 'impossible',
      row: ['ZCALLRECORD', 7],
      fields: { direction: 'incoming', answered: false, to: [device], durationSeconds: 0, callType: 'phone' },
    },
    {
      at: '2026-03-03T11:30:00.250Z',
      row: ['ZCALLRECORD', 1],
      state: 'superseded',
      fields: {
        direction: 'incoming',
        answered: true,
        from: { id: '+447700900101' },
        to: [device],
        durationSeconds: 61.5,
        service: 'com.apple.Telephony',
        callType: 'phone',
        numberLocation: 'London, England',
        country: 'gb',
      },
    },
  ],
  issues: ['E_ARTIFACT_TIME_IMPOSSIBLE', 'E_ARTIFACT_TEXT_UNREADABLE', 'E_ARTIFACT_SEQUENCE_GAP'],
})
