// The words of a report that are ours: each bare string of a document tree, and the heads of the flat tables. What evidence or
// a person wrote is marked in the tree and left out. For whoever checks that no sentence claims more than was read.

import type { Block, Line, ReportDocument } from './document.ts'
import { candidateTable, fileTable, issueTable, judgementTable, matchTable, sourceTable } from './tables.ts'

export interface ReportWords {
  /** The section it stands in. */
  readonly where: string
  readonly text: string
}

/** Each title, head, label and sentence of a document, in its order. */
export async function* wordsOf({ cover, sections }: ReportDocument): AsyncGenerator<ReportWords> {
  const say = (where: string, texts: readonly string[]): ReportWords[] =>
    texts.map((text) => ({ where, text }))
  yield* say('cover', [
    cover.kicker,
    ...cover.definitions.flatMap(({ term, lines }) => [term, ...lines.map(lineWords)]),
    ...cover.notes.map(lineWords),
  ])
  for (const { id, title, blocks } of sections) {
    yield { where: id, text: title }
    for await (const block of blocks) for await (const text of blockWords(block)) yield { where: id, text }
  }
}

/** Heads of the flat tables. */
export const tableWords = (): ReportWords[] =>
  [sourceTable, fileTable, issueTable, matchTable, candidateTable, judgementTable].flatMap(
    ({ name, heads }) => heads.map((text) => ({ where: name, text })),
  )

/** Our words of a line, what is quoted as an ellipsis. */
function lineWords(line: Line): string {
  const pieces = Array.isArray(line) ? line : [line]
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece
      if ('text' in piece) return piece.text
      if ('strong' in piece) return piece.strong
      return 'newLine' in piece ? ' ' : '…'
    })
    .join('')
}

async function* blockWords(block: Block): AsyncGenerator<string> {
  switch (block.block) {
    case 'paragraph':
    case 'heading':
      yield lineWords(block.line)
      return
    case 'list':
      yield* block.items.map(lineWords)
      return
    case 'definitions':
      for (const { term, lines } of block.definitions) yield* [term, ...lines.map(lineWords)]
      return
    case 'table':
      yield* [block.caption, block.empty, ...block.columns.map(({ head }) => head)]
      for await (const { cells } of block.rows) yield* cells.map(lineWords)
      return
    case 'bars':
      yield* [block.caption, block.summary, ...block.series]
      return
    case 'records':
      yield block.empty
      for await (const { kind, mark, facts, texts, more, place } of block.records)
        yield* [
          kind,
          mark ?? '',
          lineWords(place),
          ...[...facts, ...texts, ...more].map(({ title }) => title),
        ]
      return
    case 'conversation':
      yield* [lineWords(block.title), lineWords(block.facts)]
      for await (const { from, notes, mark } of block.messages)
        yield* [lineWords(from), mark ?? '', ...notes.map(lineWords)]
      return
    case 'signature':
      yield* block.lines
  }
}
