// Rule `claims`: titles, column heads, labels, help and sentences use no word that claims more than was read, and no word
// that names a person by what was done to them. What the program calls things may be read in a courtroom.

export interface Said {
  /** Where it is declared, for the message. */
  readonly where: string
  readonly text: string
}

const CLAIMS: readonly [pattern: RegExp, instead: string][] = [
  [/\ball\b/i, 'name the source read instead'],
  [/\bproves?\b|\bproof\b/i, 'say what was read'],
  [/\bthe user (?:did|deleted|sent|visited|wrote)\b/i, 'say what the record states'],
  [
    /\bdeleted by\b(?! the phone’s own)/i,
    '“not in the live view”, or “recorded as deleted by the phone’s own table”',
  ],
  [/\bvisited by\b/i, '“the browser recorded a visit”'],
  [/\bsuspects?\b/i, '“person investigated”, or name the account'],
  [/\bvictims?\b/i, '“person harmed”'],
  [/\bslaves?\b/i, '“people in forced labour”'],
  [/\bhits?\b/i, '“match”'],
  [/\bsame person\b/i, '“candidate”, with its reasons'],
  [/\bguilty\b|\bcriminal\b|\boffender\b|\bperpetrators?\b|\bculprits?\b/i, 'leave it to a court'],
  [/\brecovered\b/i, '“found”, and how the row was had'],
  [/\bdefinitely\b|\bundoubtedly\b|\bcertainly\b|\bwithout doubt\b/i, 'say what was read, and its limits'],
  [/\bconfirms?\b|\bconfirmed\b/i, 'say what was read; a person judges'],
  [/\bidentical pictures?\b|\bthis is the (?:picture|person)\b/i, 'a distance, with its threshold'],
  [/\bowner of the (?:phone|device)\b/i, '“holder as stated”'],
  [/\bno contact with\b/i, '“no record naming … in the sources read”'],
  [/\bnever (?:called|wrote|visited|met)\b/i, 'absence of a record is no absence of an event'],
  [/\bwas (?:at|in) the place\b|\bthe person was at\b/i, 'a place is a record in a file'],
]

export interface Exception {
  readonly text: string
  readonly reason: string
  /** ISO date after which the exception must be argued anew. */
  readonly expires: string
}

export const EXCEPTIONS: readonly Exception[] = []

export function checkClaims(
  said: readonly Said[],
  exceptions: readonly Exception[],
  today: string,
): string[] {
  const expired = exceptions
    .filter((exception) => exception.expires < today)
    .map(
      (exception) =>
        `The exception for “${exception.text}” expired on ${exception.expires}: mend the text or argue anew.`,
    )
  const excused = new Set(exceptions.map((exception) => exception.text))
  return [
    ...expired,
    ...said
      .filter(({ text }) => !excused.has(text))
      .flatMap(({ where, text }) =>
        CLAIMS.filter(([pattern]) => pattern.test(text)).map(
          ([pattern, instead]) => `${where}: “${text}” says ${pattern.exec(text)![0]}; ${instead}.`,
        ),
      ),
  ]
}
