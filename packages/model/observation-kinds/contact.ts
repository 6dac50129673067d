import { defineObservationKind } from '../observation.ts'

/** An address-book entry: names and identifiers that somebody, or an app, stored together. */
export const contact = defineObservationKind({
  id: 'contact',
  title: 'Address-book entries',
  fields: {
    name: { type: 'text', title: 'Name as stored', search: true },
    organisation: { type: 'text', title: 'Organisation as stored', search: true },
    numbers: { type: 'identifiers', title: 'Numbers as stored' },
    emails: { type: 'identifiers', title: 'E-mail addresses as stored' },
    note: { type: 'text', title: 'Note', search: true },
    createdAt: { type: 'moment', title: 'Creation time as recorded' },
    modifiedAt: { type: 'moment', title: 'Modification time as recorded' },
    markedDeleted: { type: 'flag', title: 'Marked as deleted in its table' },
    account: { type: 'text', title: 'Account the entry belongs to' },
  },
  caption: ['name', 'numbers', 'emails'],
})
