import { defineObservationKind } from '../observation.ts'

/** A visit record: the browser recorded it. Whether a person typed, clicked or was redirected is a field, where known. */
export const visit = defineObservationKind({
  id: 'visit',
  title: 'Browser visit records',
  fields: {
    url: { type: 'text', title: 'Address', search: true },
    pageTitle: { type: 'text', title: 'Page title', search: true },
    transition: {
      type: 'label',
      title: 'Transition as recorded',
      labels: [
        'link',
        'typed',
        'bookmark',
        'subframe',
        'subframe-manual',
        'generated',
        'start-page',
        'form-submit',
        'reload',
        'keyword',
        'keyword-generated',
        'unknown',
      ],
    },
    qualifiers: { type: 'identifiers', title: 'Transition qualifiers as recorded' },
    redirect: { type: 'flag', title: 'Part of a redirect chain' },
    visitCount: { type: 'number', title: 'Visits counted for this address', unit: 'count' },
    typedCount: { type: 'number', title: 'Typed visits counted for this address', unit: 'count' },
    durationSeconds: { type: 'number', title: 'Visit duration as recorded', unit: 'seconds' },
    fromVisit: { type: 'text', title: 'Preceding visit row' },
    searchTerm: { type: 'text', title: 'Search term', search: true },
    source: {
      type: 'label',
      title: 'Source of the visit record',
      labels: ['synced', 'browsed', 'extension', 'imported', 'unknown'],
    },
    originDevice: {
      type: 'label',
      title: 'Device the visit was made on',
      labels: ['this-device', 'another-device', 'unknown'],
    },
  },
  caption: ['pageTitle', 'url', 'searchTerm'],
})
