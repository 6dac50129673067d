// English sentences for reasons, by id. `{name}` stands for a datum. They say what was read and what it may mean; no sentence
// names a person by what was done to them, and no number is a score for anything but whether two are one.

/** Sentence id → template. */
export const sentences: Readonly<Record<string, string>> = {
  'candidate.likely': 'Probably one person ({bits} bits). For: {for}. Against: {against}.',
  'candidate.open': 'May be one person ({bits} bits). For: {for}. Against: {against}.',
  'candidate.unlikely': 'Probably two people ({bits} bits). For: {for}. Against: {against}.',

  'reason.phone-shared': 'Records of both name the number {value}',
  'reason.phones-shared': 'Records of both name {count} numbers: {value}',
  'reason.phone-none': 'Both have numbers, and none is the other’s: {left}; {right}',
  'reason.email-shared': 'Records of both name the address {value}',
  'reason.emails-shared': 'Records of both name {count} addresses: {value}',
  'reason.email-none': 'Both have e-mail addresses, and none is the other’s: {left}; {right}',
  'reason.handle-shared': 'Records of both name the account {value}',
  'reason.handles-shared': 'Records of both name {count} accounts: {value}',
  'reason.handle-none': 'Both have accounts on platforms, and none is the other’s: {left}; {right}',
  'reason.account-shared': 'Records of both name the account id {value}, letter by letter',
  'reason.accounts-shared': 'Records of both name {count} account ids: {value}',
  'reason.account-none': 'Both have account ids, and none is the other’s: {left}; {right}',
  'reason.name-equal': 'The names agree: “{left}”, “{right}”',
  'reason.name-transliterated': 'The names agree in two alphabets: “{left}”, “{right}”',
  'reason.name-close': 'The names differ by little: “{left}”, “{right}”',
  'reason.name-forms': 'The names may be forms of one: “{left}”, “{right}”',
  'reason.name-part': 'One name holds the other: “{left}”, “{right}”',
  'reason.name-different': 'The names differ: “{left}”, “{right}”',
  'reason.place-apart': 'Records place the two {km} km apart within {minutes} minutes: {left}; {right}',
  'reason.place-possible': 'No records place the two too far apart at once',

  'adjustment.frequency.identifier': 'Held by {holders} in the sources read, so it says less',
  'adjustment.frequency.name': 'The name is borne by {holders} of {persons} in the sources read',
  'adjustment.hub-holders': '{value} is shared by {holders}, not counted',
  'adjustment.hub-listed': '{value} is listed as {title} ({date}); shared by {holders}, not counted',
  'adjustment.hub-service': '{value} is a service’s number by its plan; shared by {holders}, not counted',

  'limit.weights': 'The weights are assumptions, not yet estimated from judged pairs.',
  'limit.prior': 'The prior assumes at most one counterpart for each person of the larger source.',
  'limit.name-only': 'Rests on names alone: namesakes are common.',
  'limit.account-not-person':
    'A shared account is not a person: numbers and accounts are lent, shared and handed on.',
}

/** The sentence with its data put in; data it lacks stay as `{name}`, an unknown id stays as it is. */
export const sentenceText = (id: string, data: Readonly<Record<string, string | number>>): string =>
  (Object.hasOwn(sentences, id) ? sentences[id]! : id).replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(data, name) ? String(data[name]) : whole,
  )
