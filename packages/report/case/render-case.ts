// A report as CASE/UCO JSON-LD: the investigation and its authorities, sources and files with digests, records, threads,
// matches, candidates and judgements. Printed node by node; what is remembered are the names of accounts already given.

import { type Digests, isoOfUtc } from '@manumit/base'
import type { Judgement } from '@manumit/model'
import type { ReportCandidate, ReportFacts, ReportFile, ReportMatch, SourceFactsOf } from '../report-facts.ts'
import { checkNode } from './check-node.ts'
import {
  type CaseNode,
  caseNode,
  integerValue,
  type NameOf,
  type NamePowers,
  type NodeReference,
  namesOf,
  textValue,
  typed,
} from './node.ts'
import {
  accountNode,
  fileName,
  messageName,
  type RecordContext,
  recordNodes,
  relationship,
} from './record-nodes.ts'
import { PREFIXES } from './terms.ts'

/**
 * The file's text in pieces. A node that breaks the shapes is a fault of this package, not of evidence, and is thrown: no
 * file that claims to be CASE is finished with one.
 */
export async function* renderCase(facts: ReportFacts, powers: NamePowers): AsyncGenerator<string> {
  yield `{\n"@context": ${JSON.stringify(PREFIXES)},\n"@graph": [\n`
  let isFirst = true
  for await (const node of caseNodes(facts, powers)) {
    const problems = checkNode(node)
    if (problems.length > 0) throw new Error(`a node breaks the shapes of CASE: ${problems.join('; ')}`)
    yield `${isFirst ? '' : ',\n'}${JSON.stringify(node)}`
    isFirst = false
  }
  yield '\n]\n}\n'
}

/** The nodes, each after those it needs as far as a stream allows. */
export async function* caseNodes(facts: ReportFacts, powers: NamePowers): AsyncGenerator<CaseNode> {
  const nameOf = namesOf(facts.workspace.id, powers)
  const waiting: CaseNode[] = []
  const given = new Set<string>()
  const once = (node: CaseNode): NodeReference => {
    if (!given.has(node['@id'])) {
      given.add(node['@id'])
      waiting.push(node)
    }
    return { '@id': node['@id'] }
  }
  const context: RecordContext = { nameOf, once }
  yield* headNodes(facts, nameOf)
  for await (const file of facts.files()) yield* fileNodes(file, nameOf)
  for await (const record of facts.records()) {
    const nodes = recordNodes(record, context)
    yield* waiting.splice(0)
    yield* nodes
  }
  for (const [i, thread] of facts.survey.conversations.entries()) {
    const node = threadNode(nameOf, { ...thread, number: i + 1 })
    yield node
  }
  const matched = new Map<string, NodeReference[]>()
  for await (const match of facts.matches()) {
    yield* matchNodes(match, nameOf)
    matched.set(match.subject, [...(matched.get(match.subject) ?? []), matchName(nameOf, match.id)])
  }
  for await (const candidate of facts.candidates()) {
    const node = candidateNode(candidate, context)
    yield* waiting.splice(0)
    yield node
  }
  let number = 0
  for await (const judgement of facts.judgements()) {
    const node = judgementNode(judgement, { facts, context, matched, number: ++number })
    yield* waiting.splice(0)
    yield node
  }
}

const investigationName = (nameOf: NameOf): NodeReference =>
  nameOf('case-investigation:Investigation', 'investigation')
const sourceName = (nameOf: NameOf, id: number): NodeReference =>
  nameOf('uco-observable:ObservableObject', `source ${id}`)

function person(name: string, nameOf: NameOf): CaseNode {
  const type = 'uco-identity:Identity'
  return caseNode(nameOf(type, `person ${name.toWellFormed()}`), type, { 'uco-core:name': textValue(name) })
}

function toolNode(version: string, nameOf: NameOf): CaseNode {
  const type = 'uco-tool:AnalyticTool'
  return caseNode(nameOf(type, `tool ${version}`), type, {
    'uco-core:name': 'Manumit',
    'uco-tool:version': textValue(version),
  })
}

/** People, tools, authorities, sources and how they came in; each name once. */
function* headNodes(facts: ReportFacts, nameOf: NameOf): Generator<CaseNode> {
  const { sources } = facts
  const given = new Set<string>()
  const nodes = [
    ...[facts.producedBy, ...sources.map((source) => source.addedBy)].map((name) => person(name, nameOf)),
    ...[facts.toolVersion, ...sources.map((source) => source.toolVersion)].map((version) =>
      toolNode(version, nameOf),
    ),
    ...sources.flatMap((source) => [...sourceNodes(source, nameOf)]),
    investigationNode(facts, nameOf),
  ]
  for (const node of nodes) {
    if (!given.has(node['@id'])) yield node
    given.add(node['@id'])
  }
}

function investigationNode(facts: ReportFacts, nameOf: NameOf): CaseNode {
  const { workspace, sources, survey, auditHead, producedBy, producedAt } = facts
  return caseNode(investigationName(nameOf), 'case-investigation:Investigation', {
    'uco-core:name': textValue(workspace.name),
    'uco-core:description': [
      `${survey.total} records of ${sources.length} sources, chosen for a report.`,
      `Head of the log: entry ${auditHead.seq}, ${auditHead.hash}.`,
    ],
    'uco-core:createdBy': { '@id': person(producedBy, nameOf)['@id'] },
    'uco-core:objectCreatedTime': typed('dateTime', isoOfUtc(producedAt)),
    'case-investigation:relevantAuthorization': sources
      .filter(({ declaration }) => textValue(declaration.authority) !== undefined)
      .map(({ id }) => nameOf('case-investigation:Authorization', `source ${id}`)),
    'uco-core:object': sources.map(({ id }) => sourceName(nameOf, id)),
  })
}

function* sourceNodes(source: SourceFactsOf, nameOf: NameOf): Generator<CaseNode> {
  const { id, declaration, path, treeKind, addedAt, addedBy, toolVersion, digests } = source
  const subject = `source ${id}`
  const name = sourceName(nameOf, id)
  const authority = textValue(declaration.authority)
  if (authority !== undefined)
    yield caseNode(nameOf('case-investigation:Authorization', subject), 'case-investigation:Authorization', {
      'case-investigation:authorizationIdentifier': authority,
    })
  yield caseNode(name, 'uco-observable:ObservableObject', {
    'uco-core:name': textValue(declaration.name),
    'uco-core:description': textValue(`Opened as ${treeKind}; holder as stated: ${declaration.holderRole}`),
    'uco-core:hasFacet': [
      caseNode(nameOf('uco-observable:FileFacet', subject), 'uco-observable:FileFacet', {
        'uco-observable:filePath': textValue(path),
      }),
      ...(digests === null ? [] : [contentFacet(nameOf, { subject, digests })]),
    ],
  })
  const provenance = nameOf('case-investigation:ProvenanceRecord', subject)
  yield caseNode(provenance, 'case-investigation:ProvenanceRecord', {
    'case-investigation:exhibitNumber': textValue(declaration.name),
    'uco-core:object': name,
  })
  yield caseNode(
    nameOf('case-investigation:InvestigativeAction', subject),
    'case-investigation:InvestigativeAction',
    {
      'uco-core:name': 'Source added, its files hashed and read',
      'uco-action:performer': { '@id': person(addedBy, nameOf)['@id'] },
      'uco-action:instrument': { '@id': toolNode(toolVersion, nameOf)['@id'] },
      'uco-action:object': name,
      'uco-action:result': provenance,
      'uco-action:startTime': typed('dateTime', isoOfUtc(addedAt)),
    },
  )
}

function contentFacet(
  nameOf: NameOf,
  {
    subject,
    digests,
    sizeBytes,
  }: { readonly subject: string; readonly digests: Digests; readonly sizeBytes?: number },
): CaseNode {
  const hashes = [
    ['SHA256', digests.sha256],
    ['SHA1', digests.sha1],
    ['MD5', digests.md5],
  ] as const
  return caseNode(nameOf('uco-observable:ContentDataFacet', subject), 'uco-observable:ContentDataFacet', {
    'uco-observable:sizeInBytes': integerValue(sizeBytes),
    'uco-observable:hash': hashes.map(([method, value]) =>
      caseNode(nameOf('uco-types:Hash', `${subject} ${method}`), 'uco-types:Hash', {
        'uco-types:hashMethod': method,
        'uco-types:hashValue': typed('hexBinary', value.toUpperCase()),
      }),
    ),
  })
}

function* fileNodes(
  { source, path, onPhone, sizeBytes, digests }: ReportFile,
  nameOf: NameOf,
): Generator<CaseNode> {
  const name = fileName(nameOf, { sourceId: source.id, path })
  const subject = `file ${source.id} ${path.toWellFormed()}`
  yield caseNode(name, 'uco-observable:File', {
    'uco-core:description': textValue(onPhone),
    'uco-core:hasFacet': [
      caseNode(nameOf('uco-observable:FileFacet', subject), 'uco-observable:FileFacet', {
        'uco-observable:filePath': textValue(path),
        'uco-observable:sizeInBytes': integerValue(sizeBytes),
      }),
      ...(digests === null ? [] : [contentFacet(nameOf, { subject, digests, sizeBytes })]),
    ],
  })
  yield relationship(nameOf, {
    kind: 'Contained_Within',
    source: name,
    target: sourceName(nameOf, source.id),
    subject,
  })
}

type NumberedThread = ReportFacts['survey']['conversations'][number] & { readonly number: number }

/** Messages of a thread, unordered: each message has its own time. */
function threadNode(nameOf: NameOf, { number, thread, ids, source }: NumberedThread): CaseNode {
  const subject = `thread ${source.id} ${number}`
  return caseNode(nameOf('uco-observable:MessageThread', subject), 'uco-observable:MessageThread', {
    'uco-core:name': textValue(thread ?? `Conversation ${number}, put together by the accounts named`),
    'uco-core:hasFacet': [
      caseNode(nameOf('uco-observable:MessageThreadFacet', subject), 'uco-observable:MessageThreadFacet', {
        'uco-observable:messageThread': caseNode(nameOf('uco-types:Thread', subject), 'uco-types:Thread', {
          'co:element': ids.map((id) => messageName(nameOf, id)),
        }),
      }),
    ],
  })
}

const matchName = (nameOf: NameOf, id: number): NodeReference => nameOf('uco-core:Annotation', `match ${id}`)
const candidateName = (nameOf: NameOf, id: string): NodeReference =>
  nameOf('uco-core:Annotation', `candidate ${id}`)

/** The scanned file, and what is said of it: of a bank of unlawful material, its name and no more. */
function* matchNodes({ id, path, sha256, bank, measured }: ReportMatch, nameOf: NameOf): Generator<CaseNode> {
  const subject = `scanned ${id} ${path.toWellFormed()}`
  const file = nameOf('uco-observable:File', subject)
  yield caseNode(file, 'uco-observable:File', {
    'uco-core:hasFacet': [
      caseNode(nameOf('uco-observable:FileFacet', subject), 'uco-observable:FileFacet', {
        'uco-observable:filePath': textValue(path),
      }),
      caseNode(nameOf('uco-observable:ContentDataFacet', subject), 'uco-observable:ContentDataFacet', {
        'uco-observable:hash': caseNode(nameOf('uco-types:Hash', `${subject} SHA256`), 'uco-types:Hash', {
          'uco-types:hashMethod': 'SHA256',
          'uco-types:hashValue': typed('hexBinary', sha256.toUpperCase()),
        }),
      }),
    ],
  })
  const said =
    measured === null
      ? `Near an entry of bank ${bank}`
      : `${measured.kind}: distance ${measured.distance} to entry ${measured.entry} of bank ${bank}; threshold ${measured.threshold} (${measured.thresholdSource})`
  yield caseNode(matchName(nameOf, id), 'uco-core:Annotation', {
    'uco-core:name': `Match ${id}`,
    'uco-core:statement': textValue(said),
    'uco-core:object': file,
  })
}

function candidateNode(
  { id, left, right, reasons, totalBits, state }: ReportCandidate,
  context: RecordContext,
): CaseNode {
  const { nameOf } = context
  const identifiers = [...new Set([...left.identifiers, ...right.identifiers])]
  const objects = identifiers.map((identifier) => accountNode(identifier, context))
  return caseNode(candidateName(nameOf, id), 'uco-core:Annotation', {
    'uco-core:name': textValue(`Candidate ${id}`),
    'uco-core:statement': [
      `${left.label} (${left.source}) and ${right.label} (${right.source}) may be one person: ${totalBits.toFixed(1)} bits with the reasons named; state: ${state}`,
      ...reasons.map(({ sentence, bits }) => `${sentence} (${bits.toFixed(1)} bits)`),
    ].map((text) => text.toWellFormed()),
    'uco-core:object': objects.length > 0 ? objects : investigationName(nameOf),
  })
}

interface JudgementContext {
  readonly facts: ReportFacts
  readonly context: RecordContext
  /** Annotations of matches, by the subject of judgements on them. */
  readonly matched: ReadonlyMap<string, readonly NodeReference[]>
  readonly number: number
}

function judgementNode(
  { subject, decision, reason, author, at }: Judgement,
  { facts, context, matched, number }: JudgementContext,
): CaseNode {
  const { nameOf, once } = context
  const isKnown = facts.producedBy === author || facts.sources.some(({ addedBy }) => addedBy === author)
  const by = person(author, nameOf)
  const [kind, about] = [subject.slice(0, subject.indexOf(':')), subject.slice(subject.indexOf(':') + 1)]
  const object =
    matched.get(subject) ??
    (kind === 'candidate'
      ? candidateName(nameOf, about)
      : kind === 'source' && facts.sources.some(({ id }) => String(id) === about)
        ? sourceName(nameOf, Number(about))
        : investigationName(nameOf))
  return caseNode(nameOf('uco-core:Annotation', `judgement ${number}`), 'uco-core:Annotation', {
    'uco-core:name': textValue(`Judgement on ${subject}`),
    'uco-core:statement': textValue(`${decision}: ${reason}`),
    'uco-core:createdBy': isKnown ? { '@id': by['@id'] } : once(by),
    'uco-core:objectCreatedTime': typed('dateTime', isoOfUtc(at)),
    'uco-core:object': object,
  })
}
