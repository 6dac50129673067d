import { artifactSuite, sha256Hex } from '@manumit/testing'
import { androidSmsMms } from './sms-mms.ts'

const device = { id: null, device: true }

const PICTURE = 'data/user/0/com.android.providers.telephony/app_parts/PART_1'

artifactSuite(androidSmsMms, {
  at: import.meta.url,
  otherFiles: { [PICTURE]: 'invented picture' },
  records: [
    {
      at: '2026-03-03T11:30:00.250Z',
      row: ['sms', 1],
      fields: {
        service: 'SMS',
        direction: 'incoming',
        from: { id: '+447700900101' },
        to: [device],
        thread: '1',
        body: 'Are you there at nine?',
        bodySource: 'body',
        sentAt: '2026-03-03T11:29:59Z',
      },
    },
    {
      at: '2026-03-03T11:31:40Z',
      row: ['sms', 2],
      fields: {
        service: 'SMS',
        direction: 'outgoing',
        from: device,
        to: [{ id: '+447700900101' }],
        thread: '1',
        body: 'At nine, by the blue door',
        bodySource: 'body',
      },
    },
    {
      at: '2026-03-03T11:35:00Z',
      row: ['sms', 4],
      fields: {
        service: 'SMS',
        direction: 'outbox',
        from: device,
        to: [{ id: '+447700900101' }],
        thread: '1',
        body: 'In the outbox',
        bodySource: 'body',
      },
    },
    {
      at: '2026-03-03T11:36:40Z',
      row: ['sms', 5],
      fields: {
        service: 'SMS',
        direction: 'failed',
        from: device,
        to: [{ id: '+447700900101' }],
        thread: '1',
        body: 'Not sent',
        bodySource: 'body',
      },
    },
    {
      at: '2026-03-03T11:38:20Z',
      row: ['sms', 6],
      fields: {
        service: 'SMS',
        direction: 'queued',
        from: device,
        to: [{ id: '+447700900101' }],
        thread: '1',
        body: 'In the queue',
        bodySource: 'body',
      },
    },
    {
      at: '2026-03-03T11:40:00Z',
      row: ['sms', 7],
      fields: {
        service: 'SMS',
        direction: 'unknown',
        thread: '2',
        body: 'Your code is 000000',
        bodySource: 'body',
      },
    },
    {
      at: 'unset',
      row: ['sms', 8],
      fields: { service: 'SMS', direction: 'incoming', to: [device], thread: '2' },
    },
    {
      at: 'impossible',
      row: ['sms', 9],
      fields: {
        service: 'SMS',
        direction: 'incoming',
        from: { id: '70707' },
        to: [device],
        thread: '2',
        body: 'A time that is none',
        bodySource: 'body',
      },
    },
    {
      at: '2026-03-03T11:33:20Z',
      row: ['sms', 3],
      state: 'superseded',
      fields: {
        service: 'SMS',
        direction: 'draft',
        from: device,
        to: [{ id: '+447700900101' }],
        thread: '1',
        body: 'A draft',
        bodySource: 'body',
      },
    },
    {
      at: '2026-03-03T11:41:40Z',
      row: ['pdu', 1],
      fields: {
        identifier: 'mms-1@example.test',
        service: 'MMS',
        direction: 'incoming',
        from: { id: '+447700900101' },
        to: [device],
        thread: '1',
        subject: 'Café',
        body: 'Look at this\nand this',
        bodySource: 'part',
        sentAt: '2026-03-03T11:41:30Z',
        attachments: [
          {
            path: '/data/user/0/com.android.providers.telephony/app_parts/PART_1',
            mimeType: 'image/jpeg',
            sizeBytes: 16,
            sha256: sha256Hex(new TextEncoder().encode('invented picture')),
          },
        ],
      },
    },
    {
      at: '2026-03-03T11:43:20Z',
      row: ['pdu', 2],
      fields: {
        identifier: 'mms-2@example.test',
        service: 'MMS',
        direction: 'outgoing',
        from: device,
        to: [{ id: '+447700900101' }, { id: '+447700900102' }],
        thread: '3',
        attachments: [
          { path: '/data/user/0/com.android.providers.telephony/app_parts/PART_2', mimeType: 'text/x-vCard' },
        ],
      },
    },
    {
      at: '2026-03-03T11:45:00Z',
      row: ['pdu', 3],
      fields: { service: 'MMS', direction: 'incoming', from: { id: '+447700900103' }, thread: '1' },
    },
    {
      at: '2026-03-03T11:46:40Z',
      row: ['pdu', 4],
      fields: { service: 'MMS', direction: 'draft', thread: '1', subject: 'Plain' },
    },
    {
      at: '2026-03-03T11:45:00Z',
      row: ['pdu', 3],
      state: 'superseded',
      fields: { service: 'MMS', direction: 'incoming', from: { id: '+447700900103' }, thread: '1' },
    },
  ],
  issues: [
    'E_ARTIFACT_TIME_UNIT_INFERRED',
    'E_ARTIFACT_TIME_IMPOSSIBLE',
    'E_ARTIFACT_TIME_UNIT_INFERRED',
    'E_ARTIFACT_TIME_UNIT_INFERRED',
    'E_ARTIFACT_ROWS_ORPHANED',
  ],
})
