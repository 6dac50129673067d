import { artifactSuite, sha256Hex } from '@manumit/testing'
import { iosVoicemail } from './voicemail.ts'

const _device = { id: null, device: true }

/** What lies beside the database: a recording and a transcript of row 1, invented. */
const FILES = {
  'HomeDomain/Library/Voicemail/1.amr': 'invented sound',
  'HomeDomain/Library/Voicemail/1.transcript': 'invented words',
}

const attachments = Object.entries(FILES).map(([path, text]) => ({
  path,
  sizeBytes: text.length,
  sha256: sha256Hex(new TextEncoder().encode(text)),
  ...(path.endsWith('.amr') && { mimeType: 'audio/amr' }),
}))

artifactSuite(iosVoicemail, {
  at: import.meta.url,
  otherFiles: FILES,
  records: [
    {
      at: '2026-03-03T11:30:00Z',
      row: ['voicemail', 1],
      fields: {
        from: { id: '+447700900101' },
        receiver: { id: '+447700900100', device: true },
        callback: '+447700900101',
        durationSeconds: 14,
        expiresAt: '2026-04-02T11:30:00Z',
        trashedAt: '2026-03-03T17:00:00Z',
        attachments,
      },
    },
    {
      at: '2026-03-03T12:30:00Z',
      row: ['voicemail', 2],
      fields: {
        from: { id: '+447700900102' },
        receiver: { id: '+447700900100', device: true },
        callback: '+447700900109',
        durationSeconds: 8,
        expiresAt: '2026-04-02T12:30:00Z',
        trashedAt: '2026-03-03T14:13:20Z',
      },
    },
    {
      at: '2026-03-03T13:30:00Z',
      row: ['voicemail', 3],
      fields: { durationSeconds: 3, markedDeleted: true },
    },
    { at: 'unset', row: ['voicemail', 4], fields: { from: { id: '+447700900103' }, durationSeconds: 0 } },
    {
      at: '2026-03-03T15:30:00Z',
      row: ['voicemail', 7],
      fields: {
        from: { id: '+447700900101' },
        receiver: { id: '+447700900100', device: true },
        callback: '+447700900101',
        durationSeconds: 30,
        expiresAt: '2026-04-02T15:30:00Z',
      },
    },
    {
      at: '2026-03-03T11:30:00Z',
      row: ['voicemail', 1],
      state: 'superseded',
      fields: {
        from: { id: '+447700900101' },
        receiver: { id: '+447700900100', device: true },
        callback: '+447700900101',
        durationSeconds: 14,
        expiresAt: '2026-04-02T11:30:00Z',
        attachments,
      },
    },
    {
      at: '2026-03-02T11:13:20Z',
      row: ['deleted', 1],
      fields: {
        from: { id: '+447700900104' },
        receiver: { id: '+447700900100', device: true },
        callback: '+447700900104',
        durationSeconds: 21,
        expiresAt: '2026-04-01T11:13:20Z',
        trashedAt: '2026-03-02T13:13:20Z',
        markedDeleted: true,
      },
    },
  ],
  issues: ['E_ARTIFACT_SEQUENCE_GAP'],
})
