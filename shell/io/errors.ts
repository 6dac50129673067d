// The codes this package reports. Refusals carry the system's own error name (`EACCES`) as `reason`.

import { defineCodes, issuesOf } from '@manumit/base'

export const ioCodes = defineCodes({
  E_FILE_UNREADABLE: { severity: 'refusal', summary: 'The system does not let {path} be read: {reason}.' },
  E_FILE_IS_LINK: { severity: 'refusal', summary: '{path} is a link; links are reported, not followed.' },
  E_FILE_SPECIAL: {
    severity: 'warning',
    summary: 'A pipe, socket or device stands among the files; it was not opened.',
  },
  E_FOLDER_UNREADABLE: {
    severity: 'error',
    summary: 'A folder could not be listed: {reason}; what lies in it was not read.',
  },
  E_FOLDER_TOO_LARGE: {
    severity: 'error',
    summary: 'The folder holds more than {limit} files; those after them were not listed.',
  },
  E_NAME_NOT_UTF8: {
    severity: 'info',
    summary:
      'A name is not valid UTF-8; its odd bytes are written as %XX, the name as stored stands beside it.',
  },
  E_EVIDENCE_CHANGED: {
    severity: 'error',
    summary: 'A file of evidence is not as it was: its size, modification time or hash is another.',
  },
  E_FILE_READ_FAILED: {
    severity: 'error',
    summary: 'The system stopped reading the file at byte {offset} ({reason}); what lies there was not read.',
  },
  E_FILE_CUT_SHORT: {
    severity: 'refusal',
    summary: '{path} could be read up to byte {read} of {size} only, so it has no digest.',
  },
  // Pictures
  E_PICTURE_FORMAT: {
    severity: 'refusal',
    summary: 'The first bytes are not those of a picture format that is decoded.',
  },
  E_PICTURE_UNREADABLE: {
    severity: 'refusal',
    summary: 'No pixel of the {format} picture could be decoded: {reason}.',
  },
  E_PICTURE_TOO_LARGE: {
    severity: 'refusal',
    summary: 'The picture claims {width} × {height} pixels; more than {limit} are not decoded.',
  },
  E_PICTURE_TORN: {
    severity: 'warning',
    summary:
      'The {format} picture is damaged or cut short ({reason}); what could be decoded was used, the rest is filled.',
  },
  E_PICTURE_FRAMES: {
    severity: 'info',
    summary: 'The {format} file holds {frames} frames or pages; only the first was decoded.',
  },
})

export const ioIssue = issuesOf(ioCodes)
