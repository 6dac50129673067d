import { defineObservationKind } from '../observation.ts'

/** A voicemail record; the recording, where found, is an attachment. */
export const voicemail = defineObservationKind({
  id: 'voicemail',
  title: 'Voicemail records',
  fields: {
    from: { type: 'party', title: 'Sender' },
    callback: { type: 'text', title: 'Callback number as recorded' },
    durationSeconds: { type: 'number', title: 'Duration', unit: 'seconds' },
    expiresAt: { type: 'moment', title: 'Expiry as recorded' },
    trashedAt: { type: 'moment', title: 'Moved-to-trash time as recorded' },
    transcript: { type: 'text', title: 'Transcript as stored by the phone', search: true },
    attachments: { type: 'attachments', title: 'Recording' },
  },
  caption: ['from', 'durationSeconds', 'transcript'],
})
