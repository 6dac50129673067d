// A document tree as one HTML file that needs nothing else: no script, nothing fetched, a policy that says so. Printed piece
// by piece, so that a long report is never in memory.

import type {
  Block,
  Bubble,
  Conversation,
  Cover,
  Definition,
  RecordEntry,
  Records,
  ReportDocument,
  Section,
  Table,
  TimeText,
} from '../document.ts'
import { barsHtml } from './bars.ts'
import { cutQuoteHtml, escaped, inert, lineHtml } from './escape.ts'
import { styleOf } from './style.ts'

export interface HtmlPowers {
  /** For the policy: the one style that the file itself holds is let in by its digest. */
  sha256(bytes: Uint8Array): Uint8Array
}

/** @returns the file's text in pieces. Refuses and throws nothing; what its streams throw goes on to the caller. */
export async function* renderHtml(
  { language, cover, sections }: ReportDocument,
  { sha256 }: HtmlPowers,
): AsyncGenerator<string> {
  const title = cover.title.quoted
  const style = styleOf(title.slice(0, 90))
  const digest = btoa(String.fromCharCode(...sha256(new TextEncoder().encode(style))))
  yield `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${inertTitle(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#sources">To the first section</a>
${coverHtml(cover)}
${contentsHtml(sections)}
<main>
`
  for (const [i, section] of sections.entries()) yield* sectionHtml(section, i + 1)
  yield `</main>
<footer><p>End of the report.</p></footer>
</body>
</html>
`
}

/** A title holds text only: no element names a mark in it. */
const inertTitle = (text: string): string => inert(text).replace(/<[^>]*>/g, '')

const coverHtml = ({ kicker, title, definitions, notes }: Cover): string => `<header class="cover">
<p class="kicker">${escaped(kicker)}</p>
<h1>${lineHtml(title)}</h1>
${definitionsHtml(definitions)}
${notes.map((line) => `<p class="note">${lineHtml(line)}</p>`).join('\n')}
</header>`

const contentsHtml = (sections: readonly Section[]): string => `<nav aria-labelledby="contents">
<h2 id="contents">Contents</h2>
<ol>
${sections.map(({ id, title }, i) => `<li><a href="#${id}"><span>${i + 1}</span>${escaped(title)}</a></li>`).join('\n')}
</ol>
</nav>`

async function* sectionHtml({ id, title, blocks }: Section, number: number): AsyncGenerator<string> {
  yield `<section aria-labelledby="${id}">
<h2 id="${id}"><span class="no">${number}</span>${escaped(title)}</h2>
`
  for await (const block of blocks) yield* blockHtml(block)
  yield '</section>\n'
}

async function* blockHtml(block: Block): AsyncGenerator<string> {
  switch (block.block) {
    case 'paragraph':
      yield `<p${block.tone ? ` class="${block.tone}"` : ''}>${lineHtml(block.line)}</p>\n`
      return
    case 'heading':
      yield `<h3${block.id ? ` id="${escaped(block.id)}"` : ''}>${lineHtml(block.line)}</h3>\n`
      return
    case 'list':
      yield `<ul>\n${block.items.map((item) => `<li>${lineHtml(item)}</li>\n`).join('')}</ul>\n`
      return
    case 'definitions':
      yield `${definitionsHtml(block.definitions)}\n`
      return
    case 'bars':
      yield barsHtml(block)
      return
    case 'signature':
      yield `<div class="lines">${block.lines.map((line) => `<div>${escaped(line)}<span></span></div>`).join('')}</div>\n`
      return
    case 'table':
      yield* tableHtml(block)
      return
    case 'records':
      yield* recordsHtml(block)
      return
    case 'conversation':
      yield* conversationHtml(block)
  }
}

const definitionsHtml = (definitions: readonly Definition[]): string =>
  `<dl class="pairs">\n${definitions
    .map(
      ({ term, lines }) =>
        `<dt>${escaped(term)}</dt>${lines.map((line) => `<dd>${lineHtml(line)}</dd>`).join('')}\n`,
    )
    .join('')}</dl>`

async function* tableHtml({ caption, columns, rows, empty }: Table): AsyncGenerator<string> {
  const numbers = columns.map(({ isNumber }) => (isNumber ? ' class="num"' : ''))
  let any = false
  for await (const { id, cells } of rows) {
    if (!any)
      yield `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(caption)}"><table>
<caption>${escaped(caption)}</caption>
<thead><tr>${columns.map(({ head }, i) => `<th scope="col"${numbers[i]}>${escaped(head)}</th>`).join('')}</tr></thead>
<tbody>
`
    any = true
    yield `<tr${id ? ` id="${escaped(id)}"` : ''}>${cells.map((cell, i) => `<td${numbers[i]}>${lineHtml(cell)}</td>`).join('')}</tr>\n`
  }
  yield any ? '</tbody></table></div>\n' : `<p>${escaped(empty)}</p>\n`
}

async function* recordsHtml({ records, empty }: Records): AsyncGenerator<string> {
  let group: string | null = null
  for await (const record of records) {
    if (record.group !== group) {
      yield `${group === null ? '' : '</ol>\n'}<h3 class="day">${escaped(record.group)}</h3>\n<ol class="records">\n`
      group = record.group
    }
    yield recordHtml(record)
  }
  yield group === null ? `<p>${escaped(empty)}</p>\n` : '</ol>\n'
}

const recordHtml = ({ id, time, kind, mark, facts, texts, more, place, command }: RecordEntry): string =>
  `<li class="record" id="${id}"><div class="when">${timeHtml(time)}</div><div class="what"><p><span class="kind">${escaped(kind)}</span>${markHtml(mark)} ${factsHtml(facts)}</p>${texts
    .map(({ title, text }) => `<p class="text"><b>${escaped(title)}</b> ${cutQuoteHtml(text)}</p>`)
    .join(
      '',
    )}<p class="more">${factsHtml(more)}</p><p class="place">${lineHtml(place)}</p><p class="command">${lineHtml({ code: command })}</p></div></li>\n`

const factsHtml = (facts: RecordEntry['facts']): string =>
  facts
    .map(({ title, text }) => `<span class="fact"><i>${escaped(title)}</i> ${lineHtml(text)}</span>`)
    .join(' ')

const markHtml = (mark: string | null): string =>
  mark === null ? '' : `<span class="state">${escaped(mark)}</span>`

const timeHtml = ({ iso, text, local }: TimeText): string =>
  `${iso === undefined ? inert(text) : `<time datetime="${iso}">${escaped(text)}</time>`}${local === undefined ? '' : `<small>${escaped(local)}</small>`}`

const timeLineHtml = ({ local, ...time }: TimeText): string =>
  `${timeHtml(time)}${local === undefined ? '' : ` (${escaped(local)})`}`

async function* conversationHtml({ id, title, facts, messages }: Conversation): AsyncGenerator<string> {
  yield `<div class="conversation" id="${id}"><h3>${lineHtml(title)}</h3>
<p>${lineHtml(facts)}</p>
<ol class="messages">
`
  for await (const bubble of messages) yield bubbleHtml(bubble)
  yield '</ol></div>\n'
}

const bubbleHtml = ({ side, from, time, text, notes, mark, record }: Bubble): string =>
  `<li class="${side}"><small>${lineHtml(from)}</small>${markHtml(mark)}${text === null ? '' : `<p>${cutQuoteHtml(text)}</p>`}${notes
    .map((line) => `<p><small>${lineHtml(line)}</small></p>`)
    .join('')}<small>${timeLineHtml(time)} · ${lineHtml(record)}</small></li>\n`
