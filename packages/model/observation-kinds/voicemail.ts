import { defineObservationKind } from '../observation.ts'

/** A voicemail record; the recording, where found, is an attachment. */
export const voicemail = defineObservationKind({
  id: 'voicemail',
  title: 'Voicemail records',
  fields: {
    from: { type: 'party', title: 'Sender' },
    receiver: { type: 'party', title: 'Receiving account as recorded' },
    callback: { type: 'text', title: 'Callback number as recorded' },
    durationSeconds: { type: 'number', title: 'Duration', unit: 'seconds' },
    expiresAt: { type: 'moment', title: 'Expiry as recorded' },
    trashedAt: { type: 'moment', title: 'Moved-to-trash time as recorded' },
    markedDeleted: { type: 'flag', title: 'Marked as deleted, or held in the table of deleted voicemail' },
    transcript: { type: 'text', title: 'Transcript as stored by the phone', search: true },
    attachments: { type: 'attachments', title: 'Recording' },
  },
  caption: ['from', 'durationSeconds', 'transcript'],
})
