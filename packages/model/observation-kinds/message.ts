import { defineObservationKind } from '../observation.ts'

/** A message record: SMS, MMS, iMessage or a chat app's row. Says what the row states, not that anybody read it. */
export const message = defineObservationKind({
  id: 'message',
  title: 'Message records',
  fields: {
    identifier: { type: 'text', title: 'Message identifier' },
    service: { type: 'text', title: 'Service as recorded' },
    direction: {
      type: 'label',
      title: 'Direction as recorded',
      labels: ['incoming', 'outgoing', 'draft', 'outbox', 'failed', 'queued', 'unknown'],
    },
    from: { type: 'party', title: 'From' },
    to: { type: 'parties', title: 'To' },
    thread: { type: 'text', title: 'Thread identifier' },
    subject: { type: 'text', title: 'Subject', search: true },
    body: { type: 'text', title: 'Text', search: true },
    bodySource: {
      type: 'label',
      title: 'Column the text was read from',
      labels: ['text', 'attributedBody', 'part', 'body'],
    },
    reaction: { type: 'text', title: 'Reaction as recorded' },
    refersTo: { type: 'text', title: 'Identifier of the message it refers to' },
    event: {
      type: 'label',
      title: 'Group or system event as recorded',
      labels: [
        'participants-changed',
        'group-named',
        'group-action',
        'location-sharing',
        'audio-kept',
        'unknown',
      ],
    },
    readAt: { type: 'moment', title: 'Read time as recorded' },
    deliveredAt: { type: 'moment', title: 'Delivery time as recorded' },
    sentAt: { type: 'moment', title: 'Sent time as recorded' },
    editedAt: { type: 'moment', title: 'Edit time as recorded' },
    retractedAt: { type: 'moment', title: 'Unsend time as recorded' },
    recentlyDeletedAt: { type: 'moment', title: 'Moved-to-recently-deleted time as recorded' },
    attachments: { type: 'attachments', title: 'Attachments' },
  },
  caption: ['direction', 'from', 'to', 'subject', 'body'],
})
