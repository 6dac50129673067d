import { artifactSuite } from '@manumit/testing'
import { androidContacts } from './contacts.ts'

artifactSuite(androidContacts, {
  at: import.meta.url,

  records: [
    {
      at: '2026-03-03T11:30:00.250Z',
      row: ['raw_contacts', 1],
      fields: {
        name: 'Inês Okafor',
        organisation: 'Harbour Kitchen',
        numbers: ['+44 7700 900101', '+44 7700 900103'],
        emails: ['ines@example.org'],
        note: 'Tuesdays only',
        modifiedAt: '2026-03-03T11:30:00.250Z',
        markedDeleted: false,
        account: 'me@example.org (com.example.account)',
      },
    },
    {
      at: '2026-03-03T11:30:00.250Z',
      row: ['raw_contacts', 2],
      fields: {
        name: 'Ines',
        numbers: ['07700 900101', '07700 900102'],
        modifiedAt: '2026-03-03T11:30:00.250Z',
        markedDeleted: false,
        account: 'vnd.sec.contact.phone',
      },
    },
    {
      at: 'unset',
      row: ['raw_contacts', 3],
      fields: {
        name: 'Dockside Taxi',
        numbers: ['+447700900110'],
        markedDeleted: true,
        account: 'me@example.org (com.example.account)',
      },
    },
    {
      at: '2026-03-03T11:30:00.250Z',
      row: ['raw_contacts', 1],
      state: 'superseded',
      fields: {
        name: 'Ines Okafor',
        organisation: 'Harbour Kitchen',
        numbers: ['+44 7700 900101', '+44 7700 900103'],
        emails: ['ines@example.org'],
        note: 'Tuesdays only',
        modifiedAt: '2026-03-03T11:30:00.250Z',
        markedDeleted: false,
        account: 'me@example.org (com.example.account)',
      },
    },
  ],
  issues: ['E_ARTIFACT_ROWS_ORPHANED', 'E_ARTIFACT_DELETION_RECORDED'],
})
