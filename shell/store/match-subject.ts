// What a judgement on a match is about.

import type { ScanMatch } from './ports/scans.ts'

/** These bytes near this entry: copies of a file share it, in each scan, so that one look decides them all. */
export const matchSubject = ({ file, bank, kind, entry }: ScanMatch): string =>
  `match:${file.digests.sha256}:${kind}:${entry}:${bank}`
