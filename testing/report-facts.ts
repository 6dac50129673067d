// A small invented report with one of everything: for golden files, and for whatever walks through a report's words.

import { createHash } from 'node:crypto'
import { momentSince, type Sha256, type Utc, utcOfIso } from '@manumit/base'
import { message, type Observation, picture, visit } from '@manumit/model'
import { type LocalZone, makeRecordSurvey, type ReportFacts, type ReportRecord } from '@manumit/report'

/** The powers that a report's forms ask for. */
export const reportPowers = {
  sha1: (bytes: Uint8Array): Uint8Array => createHash('sha1').update(bytes).digest(),
  sha256: (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest(),
}

const at = (iso: string): Utc => utcOfIso(iso)!
const moment = (iso: string) => momentSince(at(iso) / 1000, 'unix', 'ms')
const source = { id: 1, name: 'Exhibit TP/1' }
const digest = (letter: string, length: number) => letter.repeat(length)
const file = { sha256: digest('a', 64) as Sha256, path: 'sms/mmssms.db', sizeBytes: 8192 }
const photo = { sha256: digest('b', 64) as Sha256, path: 'photos/teapot.jpg', sizeBytes: 51_200 }

const record = (id: number, artifact: string, observation: Observation): ReportRecord => ({
  id,
  source,
  artifact: { id: artifact, version: 1 },
  observation,
})

/** Three kinds of record: a live message, a superseded one, a picture's place, a visit without a time. */
export const sampleRecords: readonly ReportRecord[] = [
  record(101, 'media.exif', {
    kind: picture.id,
    at: { ...moment('2026-05-02T08:00:00Z'), offsetMinutes: 120 } as Observation['at'],
    where: { file: photo, place: { offset: 36, length: 210 } },
    fields: {
      place: { latitude: 59.9, longitude: 10.7 },
      model: 'Pocket 3',
      fileName: 'teapot.jpg',
      widthPixels: 800,
    },
    raw: {},
  }),
  record(102, 'android.sms-mms', {
    kind: message.id,
    at: moment('2026-05-02T09:54:00Z'),
    where: { file, place: { table: 'sms', rowid: 12, state: 'live', via: 'live' } },
    fields: {
      direction: 'incoming',
      from: { id: '+447700900123' },
      to: [{ id: null, device: true }],
      thread: '4',
      body: 'At the bridge <b>now</b>.\nBring \u202etea',
    },
    raw: { date: 1_777_715_640_000 },
  }),
  record(103, 'android.sms-mms', {
    kind: message.id,
    at: moment('2026-05-03T23:30:00Z'),
    where: { file, place: { table: 'sms', rowid: 13, state: 'superseded', via: 'main' } },
    fields: {
      direction: 'outgoing',
      from: { id: null, device: true },
      to: [{ id: '+447700900123', name: '=2+3' }],
      thread: '4',
      body: 'Later.',
    },
    raw: { date: 1_777_851_000_000 },
  }),
  record(104, 'chrome.history', {
    kind: visit.id,
    at: { unset: true, raw: 0 },
    where: { file, place: { table: 'visits', rowid: 7, state: 'live', via: 'live' } },
    fields: {
      url: 'https://tea.example.org/',
      transition: 'form-submit',
      visitCount: 2,
      durationSeconds: 1.5,
    },
    raw: { visit_time: 0 },
  }),
]

/** Two hours east of UTC, whatever the moment. */
export const sampleZone: LocalZone = {
  id: 'Invented/Teapot',
  source: 'chosen by the person who asked for this report; an invented edition of the rules',
  offsetMinutes: () => 120,
}

const judgement = {
  subject: 'match:1',
  decision: 'different',
  reason: 'Another teapot',
  author: 'A. Examiner',
  at: at('2026-05-05T10:00:00Z'),
}

/** The same each time it is asked for. */
export function sampleReportFacts(change: Partial<ReportFacts> = {}): ReportFacts {
  const records = change.records ? [] : sampleRecords
  const survey = makeRecordSurvey()
  for (const each of records) survey.take(each)
  return {
    title: 'The teapot matter',
    workspace: {
      id: '00000000-0000-4000-8000-000000000001',
      name: 'teapot',
      createdAt: at('2026-05-04T08:00:00Z'),
    },
    toolVersion: 'manumit 0.1.0 on an invented machine',
    producedAt: at('2026-05-06T12:00:00Z'),
    producedBy: 'A. Examiner',
    filter: { kinds: ['message', 'picture', 'visit'], from: at('2026-05-01T00:00:00Z') },
    zone: sampleZone,
    sources: [
      {
        id: 1,
        declaration: {
          name: source.name,
          authority: 'Warrant 26/0412 (invented)',
          holderRole: 'person-investigated',
          scope: { kinds: ['message', 'picture', 'visit'] },
        },
        path: '/evidence/teapot.zip',
        treeKind: 'zip',
        treeReason: 'begins as a zip archive',
        toolVersion: 'manumit 0.1.0 on an invented machine',
        addedAt: at('2026-05-04T08:05:00Z'),
        addedBy: 'A. Examiner',
        isComplete: true,
        scopeRevision: 2,
        files: 12,
        filesRead: 2,
        records: { message: 2, picture: 1, visit: 1 },
        outOfScope: { call: 5 },
        issues: { E_SQLITE_CELL: 1 },
        digests: { md5: digest('1', 32), sha1: digest('2', 40), sha256: digest('3', 64) } as never,
      },
    ],
    artifacts: [
      {
        id: 'android.sms-mms',
        version: 1,
        title: 'Message records (mmssms.db)',
        limits: ['Freelist pages are not read.'],
      },
    ],
    survey: survey.result(),
    records: (kind) => records.filter(({ observation }) => kind === undefined || observation.kind === kind),
    conversation: (ids) => records.filter(({ id }) => ids.includes(id)),
    files: () =>
      [file, photo].map((each, i) => ({
        source,
        path: each.path,
        onPhone: each.path,
        sizeBytes: each.sizeBytes,
        digests: { md5: digest('c', 32), sha1: digest('d', 40), sha256: each.sha256 } as never,
        type: i === 0 ? 'sqlite' : 'jpeg',
        readBy: [i === 0 ? 'android.sms-mms' : 'media.exif'],
      })),
    issues: [
      {
        source,
        code: 'E_SQLITE_CELL',
        severity: 'warning',
        count: 1,
        sentence: 'A cell ends outside its page ({…} bytes); its row was not read.'.replace('{…}', '…'),
        firstPlace: 'sms/mmssms.db, page 3',
        firstData: 'bytes: 9',
      },
    ],
    scans: [
      {
        id: 1,
        paths: ['/evidence/photos'],
        bank: 'teapots',
        startedAt: at('2026-05-05T09:00:00Z'),
        finishedAt: at('2026-05-05T09:01:00Z'),
        files: 3,
        matches: 2,
      },
    ],
    matches: () => [
      {
        id: 1,
        subject: 'match:1',
        scanId: 1,
        path: '/evidence/photos/teapot.jpg',
        sha256: photo.sha256,
        bank: 'teapots',
        measured: {
          kind: 'pdq',
          entry: 4,
          distance: 2,
          threshold: 31,
          thresholdSource: 'an invented source',
          orientation: 'mirrored',
        },
        judgements: [judgement],
      },
      {
        id: 2,
        subject: 'match:2',
        scanId: 1,
        path: '/evidence/photos/kettle.jpg',
        sha256: digest('e', 64),
        bank: 'named only',
        measured: null,
        judgements: [],
      },
    ],
    candidates: () => [
      {
        id: 'p1~p2',
        left: { label: 'Ana', source: source.name, identifiers: ['+447700900123'] },
        right: { label: 'A. M.', source: 'Exhibit TP/2', identifiers: ['ana@example.org'] },
        reasons: [
          { sentence: 'The names may be forms of one', bits: 3.25, left: 'Ana', right: 'A. M.' },
          { sentence: 'The name is borne by 4 of 9', bits: -1, left: 'Ana', right: 'A. M.' },
        ],
        priorBits: -3.2,
        totalBits: -0.95,
        notCompared: ['place'],
        limits: ['Rests on names alone: namesakes are common.'],
        state: 'open',
        judgements: [],
      },
    ],
    judgements: () => [judgement],
    auditHead: { seq: 41, hash: digest('f', 64) },
    ...change,
  }
}
