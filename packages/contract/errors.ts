// Refusals of the interface itself; those of the store and of casework pass through as they are.

import { defineCodes } from '@manumit/base'

export const contractCodes = defineCodes({
  E_INPUT: { severity: 'refusal', summary: 'What was sent to {route} is not what it takes: {detail}.' },
  E_SIGNED_OUT: { severity: 'refusal', summary: 'Nobody is signed in, or the session has ended.' },
  E_NOT_PERMITTED: { severity: 'refusal', summary: 'The role {role} does not permit {permission}.' },
  E_ORIGIN: {
    severity: 'refusal',
    summary: 'The call came from another site, or without the token that goes with it.',
  },
  E_TOO_MANY_REQUESTS: {
    severity: 'refusal',
    summary: 'Too many attempts; the next one is heard in {seconds} s.',
  },
  E_WAITS_FOR_APPROVAL: {
    severity: 'refusal',
    summary: 'A second person has to approve this first; it waits as {approval}.',
  },
  E_LINK_UNKNOWN: {
    severity: 'refusal',
    summary: 'This link was used, has expired, or was never given out.',
  },
  E_SIGN_IN: { severity: 'refusal', summary: 'Name and secret do not go together.' },
  E_ACCOUNT_EXISTS: { severity: 'refusal', summary: 'There is already an account named {name}.' },
  E_ACCOUNT_UNKNOWN: { severity: 'refusal', summary: 'There is no account named {name}.' },
  E_LAST_OWNER: { severity: 'refusal', summary: '{name} is the last active owner; make another one first.' },
  E_PASSWORD_WEAK: { severity: 'refusal', summary: 'The password is among those that are tried first.' },
  E_PASSKEY_REFUSED: { severity: 'refusal', summary: 'The passkey could not be checked.' },
  E_APPROVAL_UNKNOWN: { severity: 'refusal', summary: 'Nothing waits for approval as {approval}.' },
  E_APPROVAL_OWN: {
    severity: 'refusal',
    summary: 'Somebody else has to decide what you asked for yourself.',
  },
  E_APPROVAL_DECIDED: { severity: 'refusal', summary: 'This was decided before, by {by}.' },
  E_RECORD_UNKNOWN: { severity: 'refusal', summary: 'There is no record {record}.' },
  E_EVIDENCE_MISSING: { severity: 'refusal', summary: 'The evidence is not at {path} any more.' },
  E_IDENTIFIER_UNKNOWN: { severity: 'refusal', summary: 'No record names {key}.' },
  E_CANDIDATE_UNKNOWN: { severity: 'refusal', summary: 'There is no candidate {candidate}.' },
  E_NOT_SHOWN: {
    severity: 'refusal',
    summary: 'Only what matches a bank of demonstration material is ever shown.',
  },
  E_PICTURE_CHANGED: {
    severity: 'refusal',
    summary: 'The file at {path} is not the one that was scanned any more.',
  },
  E_FILE_ABSENT: { severity: 'refusal', summary: 'Job {job} made no file of this name, or it was removed.' },
  E_FAULT: {
    severity: 'refusal',
    summary: 'A fault of this program; it is written down as {fault}. Nothing acknowledged is lost.',
  },
  E_NOT_FOUND: { severity: 'refusal', summary: 'There is nothing at this address.' },
  E_MATCH_UNKNOWN: { severity: 'refusal', summary: 'There is no match {match}.' },
  E_NOTHING_TO_UNDO: { severity: 'refusal', summary: 'No judgement stands that could be taken back.' },
  E_PATH_UNKNOWN: { severity: 'refusal', summary: 'There is nothing at {path}, or it may not be read.' },
  E_UPLOAD_UNKNOWN: { severity: 'refusal', summary: 'There is no upload {upload}.' },
  E_UPLOAD_UNFINISHED: {
    severity: 'refusal',
    summary: 'Of {name}, {received} of {sizeBytes} bytes have come in; the rest has to come first.',
  },
  E_UPLOAD_OFFSET: {
    severity: 'refusal',
    summary: 'The bytes sent begin at {found}, and the upload stands at {expected}.',
  },
  E_TOO_LARGE: { severity: 'refusal', summary: 'More than {most} bytes in one call are not taken.' },
  E_NO_ROOM: {
    severity: 'refusal',
    summary: 'The disk has no room for it: {neededBytes} bytes are needed, {freeBytes} are free.',
  },
  E_JOB_UNKNOWN: { severity: 'refusal', summary: 'There is no job {job}.' },
  E_JOB_ENDED: { severity: 'refusal', summary: 'Job {job} has ended.' },
  E_JOB_RUNNING: { severity: 'refusal', summary: 'Job {job} is under way.' },
})
