import { defineObservationKind } from '../observation.ts'

/** A call record: what the phone's own table states of one call. */
export const call = defineObservationKind({
  id: 'call',
  title: 'Call records',
  fields: {
    direction: {
      type: 'label',
      title: 'Direction as recorded',
      labels: [
        'incoming',
        'outgoing',
        'missed',
        'voicemail',
        'rejected',
        'blocked',
        'answered-elsewhere',
        'unknown',
      ],
    },
    answered: { type: 'flag', title: 'Answered as recorded' },
    from: { type: 'party', title: 'From' },
    to: { type: 'parties', title: 'To' },
    participants: { type: 'parties', title: 'Further participants as recorded' },
    durationSeconds: { type: 'number', title: 'Duration', unit: 'seconds' },
    service: { type: 'text', title: 'Service as recorded' },
    callType: {
      type: 'label',
      title: 'Call type as recorded',
      labels: ['phone', 'facetime-video', 'facetime-audio', 'other-app', 'unknown'],
    },
    numberLocation: { type: 'text', title: 'Place name stored for the number' },
    country: { type: 'text', title: 'Country code as recorded' },
  },
  caption: ['direction', 'from', 'to', 'durationSeconds'],
})
