// A report as a tree of plain data: sections of paragraphs, tables, figures, records. What builds it knows no HTML; what
// prints it knows no evidence. Long parts are streams, so that no report is in memory as a whole. Our own words are bare
// strings; whatever evidence or a person wrote is marked, so that it is shown inert and is never taken for ours.

/** Text that came from evidence or from a person's keyboard. */
export interface Quoted {
  readonly quoted: string
}

/** A digest, a path, a command: set in letters of one width. What evidence chose may be part of it. */
export interface Code {
  readonly code: string
}

export interface Link {
  /** Id of an element of the same document. */
  readonly to: string
  readonly text: string
}

export interface Strong {
  readonly strong: string
}

/** What follows begins a new line. */
export interface LineBreak {
  readonly newLine: true
}

export type Piece = string | Quoted | Code | Link | Strong | LineBreak
export type Line = Piece | readonly Piece[]

export const quoted = (text: string): Quoted => ({ quoted: text })
export const code = (text: string): Code => ({ code: text })
export const newLine: LineBreak = { newLine: true }

export type Stream<T> = Iterable<T> | AsyncIterable<T>

export interface ReportDocument {
  readonly language: string
  readonly cover: Cover
  readonly sections: readonly Section[]
}

export interface Cover {
  /** What kind of document it is: `Report of records`. */
  readonly kicker: string
  readonly title: Quoted
  readonly definitions: readonly Definition[]
  readonly notes: readonly Line[]
}

export interface Section {
  readonly id: string
  readonly title: string
  readonly blocks: Stream<Block>
}

export type Block =
  | Paragraph
  | Heading
  | List
  | Definitions
  | Table
  | Bars
  | Records
  | Conversation
  | SignatureLines

export interface Paragraph {
  readonly block: 'paragraph'
  readonly line: Line
  /** note: smaller, set apart. warning: framed. */
  readonly tone?: 'note' | 'warning'
}

export interface Heading {
  readonly block: 'heading'
  readonly line: Line
  readonly id?: string
}

export interface List {
  readonly block: 'list'
  readonly items: readonly Line[]
}

export interface Definition {
  readonly term: string
  readonly lines: readonly Line[]
}

export interface Definitions {
  readonly block: 'definitions'
  readonly definitions: readonly Definition[]
}

export interface Table {
  readonly block: 'table'
  readonly caption: string
  readonly columns: readonly { readonly head: string; readonly isNumber?: true }[]
  readonly rows: Stream<TableRow>
  /** Stands in place of a table without rows. */
  readonly empty: string
}

export interface TableRow {
  readonly id?: string
  readonly cells: readonly Line[]
}

/** Counts over spans of time, by series. */
export interface Bars {
  readonly block: 'bars'
  readonly caption: string
  /** Says in words what is seen. */
  readonly summary: string
  readonly series: readonly string[]
  readonly bars: readonly { readonly label: string; readonly counts: readonly number[] }[]
}

/** Records in their order, under a heading each day. */
export interface Records {
  readonly block: 'records'
  readonly records: Stream<RecordEntry>
  readonly empty: string
}

export interface RecordEntry {
  readonly id: string
  /** Heading it stands under: a day, or that no time was recorded. */
  readonly group: string
  readonly time: TimeText
  readonly kind: string
  /** How the row was had, where that is not plainly `live`. */
  readonly mark: string | null
  /** What its kind names in a caption: first the short values, then the texts. */
  readonly facts: readonly EntryFact[]
  readonly texts: readonly { readonly title: string; readonly text: CutQuote }[]
  /** What else the record states. */
  readonly more: readonly EntryFact[]
  readonly place: readonly Piece[]
  readonly command: string
}

export interface EntryFact {
  readonly title: string
  readonly text: Quoted
}

export interface TimeText {
  /** For machines; absent where there is no UTC. */
  readonly iso?: string
  readonly text: string
  /** Local time and the source of its zone; absent where no zone is known. */
  readonly local?: string
}

/** A quote, cut where it is very long. */
export interface CutQuote extends Quoted {
  /** Length of the whole where it was cut. */
  readonly whole: number | null
}

export interface Conversation {
  readonly block: 'conversation'
  readonly id: string
  readonly title: Line
  readonly facts: Line
  readonly messages: Stream<Bubble>
}

export interface Bubble {
  /** outgoing and incoming as recorded; else `other`. */
  readonly side: 'incoming' | 'outgoing' | 'other'
  readonly from: Line
  readonly time: TimeText
  readonly text: CutQuote | null
  /** Attachments, reactions, times of edits. */
  readonly notes: readonly Line[]
  readonly mark: string | null
  readonly record: Link
}

/** Lines that a person fills in by hand. */
export interface SignatureLines {
  readonly block: 'signature'
  readonly lines: readonly string[]
}

/** One line of a definition. */
export const definition = (term: string, ...lines: readonly Line[]): Definition => ({ term, lines })

export const paragraph = (...line: readonly Piece[]): Paragraph => ({ block: 'paragraph', line })
export const note = (...line: readonly Piece[]): Paragraph => ({ block: 'paragraph', line, tone: 'note' })
export const warning = (...line: readonly Piece[]): Paragraph => ({
  block: 'paragraph',
  line,
  tone: 'warning',
})
export const heading = (line: Line, id?: string): Heading => ({
  block: 'heading',
  line,
  ...(id !== undefined && { id }),
})
