import { artifactSuite } from '@manumit/testing'
import { iosContacts } from './contacts.ts'

artifactSuite(iosContacts, {
  at: import.meta.url,

  records: [
    {
      at: '2026-03-03T11:43:20Z',
      row: ['ABPerson', 1],
      fields: {
        name: 'Dr Inês Marie Okafor',
        organisation: 'Harbour Kitchen',
        numbers: ['+44 7700 900101', '+44 7700 900102'],
        emails: ['ines@example.org'],
        note: 'Met at the market',
        createdAt: '2026-02-28T19:33:20Z',
        modifiedAt: '2026-03-03T11:43:20Z',
        account: 'Harbour Kitchen',
      },
    },
    {
      at: '2026-02-28T19:35:00Z',
      row: ['ABPerson', 2],
      fields: {
        organisation: 'Blue Ferry Office',
        numbers: ['+44 7700 900110'],
        createdAt: '2026-02-28T19:35:00Z',
        account: 'Local',
      },
    },
    {
      at: 'unset',
      row: ['ABPerson', 3],
      fields: { name: 'Олена', emails: ['olena@example.test'], account: 'Local' },
    },
    {
      at: '2026-03-03T11:30:00Z',
      row: ['ABPerson', 1],
      state: 'superseded',
      fields: {
        name: 'Dr Ines Marie Okafor',
        organisation: 'Harbour Kitchen',
        numbers: ['+44 7700 900101', '+44 7700 900102'],
        emails: ['ines@example.org'],
        note: 'Met at the market',
        createdAt: '2026-02-28T19:33:20Z',
        modifiedAt: '2026-03-03T11:30:00Z',
        account: 'Harbour Kitchen',
      },
    },
  ],
  issues: ['E_ARTIFACT_ROWS_ORPHANED', 'E_ARTIFACT_SEQUENCE_GAP'],
})
