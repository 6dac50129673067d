// Appendices: files with their digests in full, how to look at the same bytes, the words used, and a draft of a certificate
// for a person to complete.

import {
  code,
  definition,
  heading,
  type Line,
  newLine,
  note,
  paragraph,
  quoted,
  type Section,
  type Stream,
  type TableRow,
  warning,
} from '../document.ts'
import { grouped, utcText } from '../printed-text.ts'
import type { ReportFacts, ReportFile } from '../report-facts.ts'
import { fileAnchor } from './records-section.ts'

export function filesSection(facts: ReportFacts): Section {
  return {
    id: 'files',
    title: 'Files and digests',
    blocks: [
      paragraph(
        'Files that were read, the logs of databases among them, with their digests as they were when the source was added. Files that were hashed and not read are listed in the CSV and JSON reports.',
      ),
      {
        block: 'table',
        caption: 'Files that were read',
        columns: [
          { head: 'Source' },
          { head: 'File' },
          { head: 'Bytes', isNumber: true },
          { head: 'Type' },
          { head: 'Read by' },
          { head: 'Digests' },
        ],
        rows: fileRows(facts.files()),
        empty: 'No file was read.',
      },
    ],
  }
}

/** The first file of a digest carries the anchor that records lead to. */
async function* fileRows(files: Stream<ReportFile>): AsyncGenerator<TableRow> {
  const seen = new Set<string>()
  for await (const file of files) {
    const { sha256 } = file.digests ?? {}
    const anchor = sha256 === undefined ? undefined : fileAnchor(sha256)
    const isFirst = anchor !== undefined && !seen.has(anchor)
    if (isFirst) seen.add(anchor)
    yield { ...(isFirst && { id: anchor }), cells: fileCells(file) }
  }
}

const fileCells = ({ source, path, onPhone, sizeBytes, type, readBy, digests }: ReportFile): Line[] => [
  String(source.id),
  onPhone === '' || onPhone === path ? code(path) : [code(onPhone), newLine, 'stored as ', code(path)],
  grouped(sizeBytes),
  type ?? 'not recognised',
  readBy.length > 0 ? readBy.join(', ') : 'with its database',
  digests === null
    ? 'could not be read'
    : [
        'SHA-256 ',
        code(digests.sha256),
        newLine,
        'SHA-1 ',
        code(digests.sha1),
        newLine,
        'MD5 ',
        code(digests.md5),
      ],
]

export function sameBytesSection(): Section {
  return {
    id: 'same-bytes',
    title: 'Looking at the same bytes',
    blocks: [
      paragraph(
        'Each record names the file it was read in and its place there. Another examiner finds the same bytes with common tools:',
      ),
      {
        block: 'list',
        items: [
          'Make a working copy. Opening a database that has a write-ahead log may change both; work on the original never.',
          'Where the source is an archive, take the file out of it first; where it is an iOS backup, the file lies under the name after “stored as”. Compare its SHA-256 with the one in “Files and digests”.',
          'Type the command in the folder of the copy. A live row is seen with the write-ahead log beside the file (the same name and -wal); a row of the main file alone is opened as immutable, so that the log is left aside.',
          'A row seen in commit n is visible when the log is cut after its n-th commit frame: a frame is 24 bytes and a page; a commit is a frame whose second number is not zero.',
          'Where a file’s name cannot be written into a command, FILE stands for it, and it is found by its SHA-256.',
        ],
      },
    ],
  }
}

/** The words a report uses, and what each means here. */
export const WORDS: readonly (readonly [word: string, means: string])[] = [
  ['Source', 'what was handed over and added: a backup, an archive, a folder.'],
  ['Record', 'what a reader found in a file at a named place, with the values as they are stored there.'],
  [
    'Issue',
    'what could not be read, or was odd. Issues are counted and shown; they are ordinary in evidence.',
  ],
  ['Scope', 'what a source’s authority permits to be kept. What lies outside is counted and left out.'],
  ['Live', 'a row that stands in the last committed state of its database.'],
  [
    'Superseded',
    'a row that stood in an earlier state of its database and stands in the last one with other content, or not. Programs do so for many reasons; it says nothing of a person’s intent.',
  ],
  ['As recorded', 'the record states it; nobody has checked whether it is so.'],
  ['Account', 'a number, address or name as a record gives it. It is not a person.'],
  ['Match', 'a file whose hash lies within a threshold of an entry of a bank. It is not an identity.'],
  ['Candidate', 'two identities that may be one person, with reasons for and against.'],
  ['Judgement', 'a person’s decision, with name, time and reason. It is appended, never changed.'],
  [
    'SHA-256, SHA-1, MD5',
    'numbers computed from each byte of a file. Equal SHA-256 say that two files hold the same bytes, nothing more.',
  ],
  [
    'UTC',
    'the time of the zero meridian. Local time stands beside it only where the source of the zone is named.',
  ],
  ['Place', 'coordinates, or a position in a file, as a record states them; not where a person was.'],
]

export function wordsSection(): Section {
  return {
    id: 'words',
    title: 'Words used in this report',
    blocks: [{ block: 'definitions', definitions: WORDS.map(([word, means]) => definition(word, means)) }],
  }
}

export function certificateSection(facts: ReportFacts): Section {
  return {
    id: 'certificate',
    title: 'Draft of a certification',
    blocks: [
      warning(
        'DRAFT. This page certifies nothing until a qualified person has checked each statement, struck out what does not apply, and signed. Whether it meets Federal Rules of Evidence 902(13) and 902(14), 902(11) and the law of the place is for counsel to say.',
      ),
      paragraph('I, the undersigned, state:'),
      {
        block: 'list',
        items: [
          'My name, position and qualification are those written below. I am qualified to make this statement by my training and experience.',
          [
            'I used ',
            facts.toolVersion,
            ` to read the ${facts.sources.length === 1 ? 'source' : `${facts.sources.length} sources`} listed under “Sources and authority”. I describe below how I checked that it works as intended.`,
          ],
          'Rule 902(14): the data listed under “Files and digests” were copied from the device, medium or file named there and are identified by SHA-256, a process of digital identification. I computed the digests again on the date below, and each was the same as the one listed, except as I note.',
          'Rule 902(13): the records of this report were made by an electronic process that I find to give an accurate result: the tool reads rows and byte ranges of the listed files and states for each where it was read. The limits of its readers and the issues it met are in this report.',
          'I have not stated what a record means, who made it, or that what it says is so.',
        ],
      },
      paragraph(
        'Case: ',
        quoted(facts.workspace.name),
        `. Report made ${utcText(facts.producedAt)}. Log: entry ${grouped(facts.auditHead.seq)}, `,
        code(facts.auditHead.hash),
        '.',
      ),
      note('I declare under penalty of perjury that the foregoing is true and correct (28 U.S.C. 1746).'),
      {
        block: 'signature',
        lines: [
          'Name',
          'Position and qualification',
          'How the tool was checked',
          'Digests computed again on',
          'Exceptions',
          'Place and date',
          'Signature',
        ],
      },
      heading('Not signed: a draft'),
    ],
  }
}
