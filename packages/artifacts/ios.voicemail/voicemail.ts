// Voicemail records of iOS: voicemail.db. The recording and the phone's transcript are files named by the row's number,
// which stand in the same folder; they are named as attachments and not decoded.

import { isIssue } from '@manumit/base'
import {
  type ArtifactFiles,
  type Attachment,
  defineArtifact,
  type Observation,
  voicemail,
} from '@manumit/model'
import { appleSecondsMoment, statedMoment, unixSecondsMoment } from '../moments.ts'
import { oddTime } from '../odd-time.ts'
import { sequenceGap } from '../recorded-deletions.ts'
import {
  type Columns,
  columnsOf,
  type Database,
  type Items,
  numberOf,
  openDatabase,
  type RecordRow,
  rawOf,
  recordRows,
  textOf,
} from '../sqlite-rows.ts'

const COLUMNS = [
  'date',
  'sender',
  'callback_num',
  'duration',
  'expiration',
  'trashed_date',
  'flags',
  'receiver',
  'remote_uid',
  'token',
] as const

/** flags of a row the phone treats as deleted though no time says so. Source: iLEAPP, voicemail. */
const DELETED_FLAGS = 75

const FOLDER = 'Library/Voicemail'

/** Files of a row that hold its sound and its transcript. */
const COMPANIONS = [
  { extension: 'amr', mimeType: 'audio/amr' },
  { extension: 'transcript', mimeType: undefined },
] as const

export const iosVoicemail = defineArtifact({
  id: 'ios.voicemail',
  version: 1,
  title: 'Voicemail records (voicemail.db)',
  reads: [
    { domain: 'HomeDomain', path: 'Library/Voicemail/voicemail.db' },
    { path: 'Library/Voicemail/voicemail.db' },
  ],
  requires: { voicemail: ['date', 'sender', 'duration', 'trashed_date', 'flags'] },
  emits: voicemail,
  limits: [
    'Live rows, and rows of earlier states of the write-ahead log; freelist pages are not read.',
    'Transcripts are named and not decoded; recordings are not played.',
    'The unit of trashed_date is taken from published parsers.',
  ],
  sources: ['evidence reference, section 6: voicemail', 'abrignoni/iLEAPP: scripts/artifacts/voicemail.py'],
  verifiedOn: [{ image: 'fixture.sql', rows: 7 }],
  *parse(files): Items<typeof voicemail> {
    const database = yield* openDatabase(files, iosVoicemail)
    if (!database) return
    yield* readTable(database, files, { table: 'voicemail', isOfDeleted: false })
    yield* readTable(database, files, { table: 'deleted', isOfDeleted: true })
  },
})

interface VoicemailTable {
  readonly table: 'voicemail' | 'deleted'
  /** The phone's own table of deleted voicemail, with the columns of the other (from iOS 13). */
  readonly isOfDeleted: boolean
}

function* readTable(
  database: Database,
  files: ArtifactFiles,
  { table, isOfDeleted }: VoicemailTable,
): Items<typeof voicemail> {
  const columns = columnsOf(database, table, COLUMNS)
  let live = 0
  for (const row of recordRows(database, columns)) {
    if (isIssue(row)) {
      yield row
      continue
    }
    if (row.where.place.state === 'live') live++
    const observation = observationOf(row, columns, { files, isOfDeleted })
    yield observation
    yield* oddTime(row, observation.at, { column: 'date' })
  }
  yield* sequenceGap(database, { table, live })
}

function observationOf(
  row: RecordRow,
  columns: Columns,
  { files, isOfDeleted }: { readonly files: ArtifactFiles; readonly isOfDeleted: boolean },
): Observation<typeof voicemail> {
  const [date, sender, callback, duration, expiration, trashed, flags, receiver] = row.values
  const from = textOf(sender)
  const to = textOf(receiver)
  const trashedAt = appleSecondsMoment(trashed!)
  return {
    kind: 'voicemail',
    at: unixSecondsMoment(date!),
    where: row.where,
    fields: {
      from: from === undefined ? undefined : { id: from },
      receiver: to === undefined ? undefined : { id: to, device: true },
      callback: textOf(callback),
      durationSeconds: numberOf(duration),
      expiresAt: statedMoment(unixSecondsMoment(expiration!)),
      trashedAt: statedMoment(trashedAt),
      markedDeleted: isOfDeleted || (flags === DELETED_FLAGS && 'unset' in trashedAt) || undefined,
      attachments: isOfDeleted ? undefined : attachmentsOf(row.where.place.rowid, files),
    },
    raw: rawOf(columns, row.values),
  }
}

/** The files that are there. They are named by the number of a row of `voicemail`; rows of `deleted` count anew. */
function attachmentsOf(rowid: number | bigint, files: ArtifactFiles): readonly Attachment[] | undefined {
  const found = COMPANIONS.flatMap(({ extension, mimeType }) => {
    const ref = files.lookup(`${FOLDER}/${rowid}.${extension}`)
    if (!ref) return []
    return [{ path: ref.path, sizeBytes: ref.sizeBytes, sha256: ref.sha256, ...(mimeType && { mimeType }) }]
  })
  return found.length > 0 ? found : undefined
}
