// One record as nodes: what it states, the row or bytes it was read from, the accounts it names. Accounts and addresses are
// named by what stands in the record and are given once in a graph.

import type { Moment } from '@manumit/base'
import { type Coordinates, isRowPlace, type Party } from '@manumit/model'
import type { ReportRecord } from '../record.ts'
import { placeText } from '../record.ts'
import { stateMark } from '../sections/records-section.ts'
import { showCommand } from '../show-command.ts'
import {
  type CaseNode,
  caseNode,
  decimalValue,
  durationValue,
  integerValue,
  type NameOf,
  type NodeParts,
  type NodeReference,
  textValue,
  timeValue,
} from './node.ts'

/** Takes a node that others point to, and gives it out once. */
export type Once = (node: CaseNode) => NodeReference

export interface RecordContext {
  readonly nameOf: NameOf
  readonly once: Once
}

/** Fields of any kind of record: each is there where the record states it. */
type Fields = Readonly<Record<string, unknown>>

const of = <T>(fields: Fields, name: string): T | undefined => fields[name] as T | undefined

/** The record, then how it hangs on its file. What `context.once` got comes before it. */
export function recordNodes(record: ReportRecord, context: RecordContext): CaseNode[] {
  const { id, observation, source } = record
  const { nameOf } = context
  const subject = `record ${id}`
  const kind = KINDS[observation.kind] ?? OTHER
  const type = kind.type(observation.fields as Fields)
  const name = nameOf(type, subject)
  const facets = kind.facets(record, context)
  const node = caseNode(name, type, {
    'uco-core:name': textValue(`Record ${id}`),
    'uco-core:description': [
      `${placeText(observation.where)}, read by ${record.artifact.id} v${record.artifact.version}`,
      showCommand(observation.where).toWellFormed(),
    ].map((text) => text.toWellFormed()),
    'uco-observable:state':
      stateMark(observation) ?? ('state' in observation.where.place ? 'live' : undefined),
    'uco-core:hasFacet': [...facets, ...placeFacets(record, nameOf)],
  })
  const file = fileName(nameOf, { sourceId: source.id, path: observation.where.file.path })
  const place = placeNode(record, context)
  return [
    node,
    relationship(nameOf, { kind: 'Extracted_From', source: name, target: file, subject }),
    ...(place ? [place] : []),
  ]
}

/** The class of a record's node, by its kind: a thread and a judgement point to it without the record at hand. */
export const messageName = (nameOf: NameOf, id: number): NodeReference =>
  nameOf('uco-observable:Message', `record ${id}`)

export const fileName = (
  nameOf: NameOf,
  { sourceId, path }: { readonly sourceId: number; readonly path: string },
): NodeReference => nameOf('uco-observable:File', `file ${sourceId} ${path.toWellFormed()}`)

export function relationship(
  nameOf: NameOf,
  {
    kind,
    source,
    target,
    subject,
  }: {
    readonly kind: string
    readonly source: NodeReference
    readonly target: NodeReference
    readonly subject: string
  },
): CaseNode {
  const type = 'uco-observable:ObservableRelationship'
  return caseNode(nameOf(type, `${kind} ${subject}`), type, {
    'uco-core:source': source,
    'uco-core:target': target,
    'uco-core:kindOfRelationship': kind,
    'uco-core:isDirectional': true,
  })
}

function facetOf(nameOf: NameOf, type: string, subject: string, parts: NodeParts): CaseNode {
  return caseNode(nameOf(type, subject), type, parts)
}

/** Where the record was read: table and row, or a range of bytes. */
function placeFacets({ id, observation }: ReportRecord, nameOf: NameOf): CaseNode[] {
  const { place } = observation.where
  const subject = `record ${id}`
  if (!isRowPlace(place))
    return [
      facetOf(nameOf, 'uco-observable:DataRangeFacet', subject, {
        'uco-observable:rangeOffset': integerValue(place.offset),
        'uco-observable:rangeSize': integerValue(place.length),
      }),
    ]
  const table = textValue(place.table)
  return [
    facetOf(nameOf, 'uco-observable:SQLiteBlobFacet', subject, {
      'uco-observable:tableName': table,
      'uco-observable:rowCondition': `rowid = ${place.rowid}`,
    }),
    facetOf(nameOf, 'uco-observable:TableFieldFacet', subject, {
      'uco-observable:tableName': table,
      'uco-observable:recordRowID': String(place.rowid),
    }),
  ]
}

/** The account a record names. The device's own, where its record does not spell it, is one per source. */
export function accountOf(
  party: Party,
  sourceId: number,
  { nameOf, once }: RecordContext,
): NodeReference | undefined {
  const { id, device, name } = party
  if (id === null && !device) return undefined
  const identifier = id ?? `the account of the device of source ${sourceId}, not spelt in its record`
  return accountNode(identifier, { nameOf, once }, id === null ? undefined : name)
}

const isNumber = (text: string): boolean => /^\+?[\d ().-]{3,20}$/.test(text) && /\d{3}/.test(text)

/** One account per identifier as recorded: two spellings are two accounts until a person says otherwise. */
export function accountNode(
  identifier: string,
  { nameOf, once }: RecordContext,
  name?: string,
): NodeReference {
  const subject = `account ${identifier.toWellFormed()}`
  const isPhone = isNumber(identifier)
  const type = isPhone ? 'uco-observable:PhoneAccount' : 'uco-observable:DigitalAccount'
  return once(
    caseNode(nameOf(type, subject), type, {
      'uco-core:name': textValue(name),
      'uco-core:hasFacet': [
        facetOf(nameOf, 'uco-observable:AccountFacet', subject, {
          'uco-observable:accountIdentifier': textValue(identifier),
        }),
        ...(isPhone
          ? [
              facetOf(nameOf, 'uco-observable:PhoneAccountFacet', subject, {
                'uco-observable:phoneNumber': textValue(identifier),
              }),
            ]
          : []),
      ],
    }),
  )
}

interface KindNodes {
  type(fields: Fields): string
  facets(record: ReportRecord, context: RecordContext): CaseNode[]
}

const typeIs = (type: string) => () => type

const accounts = (parties: readonly Party[] | undefined, record: ReportRecord, context: RecordContext) =>
  distinct((parties ?? []).map((party) => accountOf(party, record.source.id, context)))

function distinct(names: readonly (NodeReference | undefined)[]): NodeReference[] {
  const seen = new Map<string, NodeReference>()
  for (const name of names) if (name) seen.set(name['@id'], name)
  return [...seen.values()]
}

const fromOf = (fields: Fields, record: ReportRecord, context: RecordContext): NodeReference | undefined => {
  const from = of<Party>(fields, 'from')
  return from && accountOf(from, record.source.id, context)
}

/** The kinds of record that the ontology has words for; what is of another kind has its place and stored values. */
const KINDS: Readonly<Record<string, KindNodes>> = {
  message: {
    // SMSMessage is a kind of Message; a thread points to its messages by one class, so each is the wider one.
    type: typeIs('uco-observable:Message'),
    facets(record, context) {
      const fields = record.observation.fields as Fields
      return [
        facetOf(context.nameOf, 'uco-observable:MessageFacet', `record ${record.id}`, {
          'uco-observable:from': fromOf(fields, record, context),
          'uco-observable:to': accounts(of(fields, 'to'), record, context),
          'uco-observable:sentTime': timeValue(record.observation.at),
          'uco-observable:messageID': textValue(of(fields, 'identifier')),
          'uco-observable:messageText': textValue(of<string>(fields, 'body') ?? of(fields, 'subject')),
          'uco-observable:messageType': textValue(of(fields, 'service')),
          'uco-observable:sessionID': textValue(of(fields, 'thread')),
        }),
      ]
    },
  },
  voicemail: {
    type: typeIs('uco-observable:Message'),
    facets(record, context) {
      const fields = record.observation.fields as Fields
      const receiver = of<Party>(fields, 'receiver')
      return [
        facetOf(context.nameOf, 'uco-observable:MessageFacet', `record ${record.id}`, {
          'uco-observable:from': fromOf(fields, record, context),
          'uco-observable:to': accounts(receiver && [receiver], record, context),
          'uco-observable:sentTime': timeValue(record.observation.at),
          'uco-observable:messageText': textValue(of(fields, 'transcript')),
          'uco-observable:messageType': 'voicemail',
        }),
      ]
    },
  },
  call: {
    type: typeIs('uco-observable:Call'),
    facets(record, context) {
      const fields = record.observation.fields as Fields
      return [
        facetOf(context.nameOf, 'uco-observable:CallFacet', `record ${record.id}`, {
          'uco-observable:from': fromOf(fields, record, context),
          'uco-observable:to': accounts(of(fields, 'to'), record, context),
          'uco-observable:participant': accounts(of(fields, 'participants'), record, context),
          'uco-observable:startTime': timeValue(record.observation.at),
          'uco-observable:duration': integerValue(of(fields, 'durationSeconds')),
          'uco-observable:callType': textValue(of(fields, 'direction')),
        }),
      ]
    },
  },
  contact: { type: typeIs('uco-observable:Contact'), facets: contactFacets },
  visit: { type: typeIs('uco-observable:URLVisit'), facets: visitFacets },
  picture: { type: typeIs('uco-observable:Image'), facets: pictureFacets },
}

const OTHER: KindNodes = { type: typeIs('uco-observable:ObservableObject'), facets: () => [] }

function contactFacets(record: ReportRecord, context: RecordContext): CaseNode[] {
  const fields = record.observation.fields as Fields
  const { nameOf } = context
  const parts = (type: string, property: string, identifiers: readonly string[] | undefined) =>
    [...new Set(identifiers ?? [])].map((identifier) =>
      caseNode(nameOf(type, `record ${record.id} ${identifier.toWellFormed()}`), type, {
        [property]: accountNode(identifier, context),
      }),
    )
  return [
    facetOf(nameOf, 'uco-observable:ContactFacet', `record ${record.id}`, {
      'uco-observable:displayName': textValue(of<string>(fields, 'name') ?? of(fields, 'organisation')),
      'uco-observable:contactNote': textValue(of(fields, 'note')),
      'uco-observable:contactPhone': parts(
        'uco-observable:ContactPhone',
        'uco-observable:contactPhoneNumber',
        of(fields, 'numbers'),
      ),
      'uco-observable:contactEmail': parts(
        'uco-observable:ContactEmail',
        'uco-observable:emailAddress',
        of(fields, 'emails'),
      ),
    }),
  ]
}

/** Words of UCO's vocabulary for transitions; a label without one stands as it is, which the open vocabulary allows. */
const TRANSITIONS: Readonly<Record<string, string>> = {
  bookmark: 'auto_bookmark',
  subframe: 'auto_subframe',
  'subframe-manual': 'manual_subframe',
  'start-page': 'auto_toplevel',
  'form-submit': 'form_submit',
  'keyword-generated': 'keyword_generated',
}

function visitFacets(record: ReportRecord, { nameOf, once }: RecordContext): CaseNode[] {
  const fields = record.observation.fields as Fields
  const subject = `record ${record.id}`
  const address = textValue(of(fields, 'url'))
  const url =
    address === undefined
      ? undefined
      : once(
          caseNode(nameOf('uco-observable:URL', `address ${address}`), 'uco-observable:URL', {
            'uco-core:hasFacet': [
              facetOf(nameOf, 'uco-observable:URLFacet', `address ${address}`, {
                'uco-observable:fullValue': address,
              }),
            ],
          }),
        )
  const transition = of<string>(fields, 'transition')
  return [
    facetOf(nameOf, 'uco-observable:URLVisitFacet', subject, {
      'uco-observable:url': url,
      'uco-observable:visitTime': timeValue(record.observation.at),
      'uco-observable:visitDuration': durationValue(of(fields, 'durationSeconds')),
      'uco-observable:urlTransitionType':
        transition === undefined ? undefined : textValue(TRANSITIONS[transition] ?? transition),
    }),
    facetOf(nameOf, 'uco-observable:URLHistoryFacet', subject, {
      'uco-observable:urlHistoryEntry': caseNode(
        nameOf('uco-observable:URLHistoryEntry', subject),
        'uco-observable:URLHistoryEntry',
        {
          'uco-observable:url': url,
          'uco-observable:visitCount': integerValue(of(fields, 'visitCount')),
          'uco-observable:manuallyEnteredCount': integerValue(of(fields, 'typedCount'), 'nonNegativeInteger'),
          'uco-observable:pageTitle': textValue(of(fields, 'pageTitle')),
          'uco-observable:keywordSearchTerm': textValue(of(fields, 'searchTerm')),
        },
      ),
    }),
  ]
}

function pictureFacets(record: ReportRecord, { nameOf }: RecordContext): CaseNode[] {
  const fields = record.observation.fields as Fields
  const subject = `record ${record.id}`
  const entryType = 'uco-types:ControlledDictionaryEntry'
  const dictionaryType = 'uco-types:ControlledDictionary'
  const stated: readonly (readonly [string, string | undefined])[] = [
    ['DateTimeOriginal', timeAsText(of(fields, 'takenAt'))],
    ['GPSDateStamp', timeAsText(of(fields, 'gpsAt'))],
    ['Make', of(fields, 'make')],
    ['Model', of(fields, 'model')],
    ['Software', of(fields, 'software')],
    ['Orientation', of<number>(fields, 'orientation')?.toString()],
  ]
  const entries = stated.flatMap(([key, value]) => {
    const text = textValue(value)
    return text === undefined
      ? []
      : [
          caseNode(nameOf(entryType, `${subject} ${key}`), entryType, {
            'uco-types:key': key,
            'uco-types:value': text,
          }),
        ]
  })
  return [
    facetOf(nameOf, 'uco-observable:RasterPictureFacet', subject, {
      'uco-observable:pictureWidth': integerValue(of(fields, 'widthPixels')),
      'uco-observable:pictureHeight': integerValue(of(fields, 'heightPixels')),
    }),
    ...(entries.length > 0
      ? [
          facetOf(nameOf, 'uco-observable:EXIFFacet', subject, {
            'uco-observable:exifData': caseNode(nameOf(dictionaryType, subject), dictionaryType, {
              'uco-types:entry': entries,
            }),
          }),
        ]
      : []),
  ]
}

const timeAsText = (moment: Moment | undefined): string | undefined =>
  moment === undefined
    ? undefined
    : 'utc' in moment
      ? timeValue(moment)?.['@value']
      : 'local' in moment
        ? moment.local
        : undefined

/** Coordinates that a record states, as a location of its own: a record in a file, not where a person was. */
function placeNode(record: ReportRecord, { nameOf }: RecordContext): CaseNode | undefined {
  const place = of<Coordinates>(record.observation.fields as Fields, 'place')
  if (place === undefined) return undefined
  const subject = `record ${record.id}`
  return caseNode(nameOf('uco-location:Location', subject), 'uco-location:Location', {
    'uco-core:description': `Coordinates that record ${record.id} states; not where a person was.`,
    'uco-core:hasFacet': [
      facetOf(nameOf, 'uco-location:LatLongCoordinatesFacet', subject, {
        'uco-location:latitude': decimalValue(place.latitude),
        'uco-location:longitude': decimalValue(place.longitude),
        'uco-location:altitude': decimalValue(place.altitudeMetres),
      }),
    ],
  })
}
