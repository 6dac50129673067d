// The look of a report: on screen in light and dark, and on paper with a running title and page numbers. System fonts and
// nothing fetched. Colours hold a contrast of at least 4.5 to 1 on their grounds; on paper they are black, greys and rules.

import { cssString } from './escape.ts'

/** @param runningTitle  stands at the head of each printed page; any text */
export const styleOf = (runningTitle: string): string => `${STYLE}
@page {
  @top-left { content: ${cssString(runningTitle)}; font: 8pt ${SANS}; color: #444; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt ${SANS}; color: #444; }
  @bottom-left { content: "Manumit"; font: 8pt ${SANS}; color: #444; }
}
@page :first { @top-left { content: ""; } }
`

const SANS = 'system-ui, "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", sans-serif'

const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f5f4f0; --ink: #1b1c1e; --soft: #55585e; --rule: #d8d6cf; --accent: #0b5563;
  --warn: #7a3b00; --warn-ground: #fff4e2; --in: #eeede8; --out: #dcebee;
  --s0: #0b5563; --s1: #c06a1c; --s2: #6b7f2a; --s3: #7b5ea7; --s4: #9aa0a6; --s5: #a8456a; --s6: #3f7cac; --s7: #555555;
  font: 16px/1.55 ${SANS};
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181b; --raised: #1f2226; --ink: #e8e6e1; --soft: #b0b3b8; --rule: #3a3e44; --accent: #7cc4d2;
    --warn: #ffc27d; --warn-ground: #33260f; --in: #24282d; --out: #173740;
    --s0: #5fb3c4; --s1: #e59a55; --s2: #aebf63; --s3: #b49ddb; --s4: #7d8389; --s5: #dd86a5; --s6: #86b6dd; --s7: #c4c4c4;
  }
}
* { box-sizing: border-box; }
html { background: var(--ground); color: var(--ink); scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 64rem; padding: 0 1.25rem 4rem; overflow-wrap: break-word; }
code, bdi { overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; }
h2 { font-size: 1.55rem; margin: 3.5rem 0 1rem; padding-top: 1rem; border-top: 2px solid var(--ink); }
h2 .no { color: var(--soft); font-weight: 400; margin-right: .6em; }
h3 { font-size: 1.1rem; margin: 2rem 0 .6rem; }
p, ul, dl { margin: .7rem 0; max-width: 46rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code { font: .86em/1.4 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace; }
.mark { font: .72em ui-monospace, monospace; border: 1px solid var(--soft); border-radius: 3px; padding: 0 .2em; margin: 0 .1em; white-space: nowrap; }
.cut { color: var(--warn); font-style: italic; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: .5rem 1rem; z-index: 2; }
.cover { padding: 4rem 0 1rem; }
.kicker { color: var(--accent); font-weight: 600; letter-spacing: .02em; margin: 0; }
.cover h1 { font-size: clamp(1.9rem, 5vw, 3rem); margin: .4rem 0 2rem; letter-spacing: -.01em; }
dl.pairs { display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: .35rem 1.5rem; max-width: 58rem; }
dl.pairs dt { color: var(--soft); }
dl.pairs dd { margin: 0; }
dl.pairs dd + dd { grid-column: 2; }
.note { color: var(--soft); font-size: .92rem; border-left: 3px solid var(--rule); padding-left: .9rem; }
.warning { color: var(--warn); background: var(--warn-ground); border: 1px solid currentColor; border-radius: 6px; padding: .8rem 1rem; }
nav ol { list-style: none; padding: 0; margin: 0; columns: 2 18rem; column-gap: 2.5rem; }
nav li { break-inside: avoid; padding: .28rem 0; border-bottom: 1px solid var(--rule); }
nav a { text-decoration: none; display: flex; gap: .8em; }
nav a span { color: var(--soft); min-width: 1.6em; text-align: right; }
.scroll { overflow-x: auto; margin: 1.2rem 0; }
.scroll:focus-visible { outline: 3px solid var(--accent); }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding: 0 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .8rem .45rem 0; border-bottom: 1px solid var(--rule); min-width: 4rem; }
th { font-weight: 600; color: var(--soft); border-bottom: 2px solid var(--rule); overflow-wrap: normal; }
.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td code { font-size: .8rem; }
figure { margin: 1.5rem 0; }
figcaption { font-weight: 600; margin-bottom: .4rem; }
figure p { color: var(--soft); font-size: .92rem; }
figure .scroll { margin: 0; }
svg { display: block; width: 100%; min-width: 36rem; height: auto; max-height: 15rem; }
svg text { font: 11px ${SANS}; fill: var(--soft); }
.axis { stroke: var(--rule); }
.key { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; font-size: .88rem; }
.key i { display: inline-block; width: .8em; height: .8em; margin-right: .45em; border-radius: 2px; }
${Array.from({ length: 8 }, (_, i) => `.s${i} { fill: var(--s${i}); background: var(--s${i}); }`).join('\n')}
.day { font-size: 1rem; color: var(--accent); margin: 2.2rem 0 .2rem; font-variant-numeric: tabular-nums; }
ol.records { list-style: none; padding: 0; margin: 0; }
.record { display: grid; grid-template-columns: 12.5rem 1fr; gap: 0 1.4rem; padding: .7rem 0; border-bottom: 1px solid var(--rule); content-visibility: auto; contain-intrinsic-size: auto 8rem; }
.record:target, tr:target, .conversation:target { background: var(--raised); }
.when { font-variant-numeric: tabular-nums; font-size: .95rem; }
.when small { display: block; color: var(--soft); font-size: .84rem; }
.what p { margin: .15rem 0; max-width: none; }
.kind { font-weight: 600; margin-right: .6em; }
.state { color: var(--warn); border: 1px dashed currentColor; border-radius: 4px; padding: 0 .4em; font-size: .82rem; }
.text { white-space: pre-wrap; border-left: 3px solid var(--rule); padding-left: .8rem; margin: .35rem 0 !important; }
.text b, .fact i { font-style: normal; font-weight: 400; font-size: .84em; color: var(--soft); margin-right: .2em; }
.fact { margin-right: .8em; }
.more { font-size: .86rem; }
.place, .command { color: var(--soft); font-size: .8rem; }
.command code { background: var(--raised); padding: .1em .35em; border-radius: 3px; white-space: pre-wrap; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.conversation { margin: 2.2rem 0; }
.conversation > p { color: var(--soft); font-size: .9rem; margin: 0 0 .8rem; }
.messages { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: .45rem; }
.messages li { max-width: min(36rem, 88%); background: var(--in); border-radius: 4px 12px 12px 12px; padding: .5rem .8rem; align-self: flex-start; }
.messages li.outgoing { background: var(--out); align-self: flex-end; border-radius: 12px 4px 12px 12px; }
.messages li.other { border: 1px dashed var(--soft); background: none; border-radius: 6px; }
.messages p { margin: .1rem 0; white-space: pre-wrap; }
.messages small { color: var(--soft); }
.lines { max-width: 46rem; }
.lines div { display: flex; gap: 1rem; align-items: flex-end; padding-top: 1.6rem; }
.lines span { flex: 1; border-bottom: 1px solid var(--ink); }
footer { margin-top: 4rem; color: var(--soft); font-size: .88rem; border-top: 1px solid var(--rule); }
@media (max-width: 42rem) {
  body { padding: 0 1rem 3rem; }
  dl.pairs, .record { grid-template-columns: 1fr; gap: .1rem; }
  dl.pairs dd + dd { grid-column: 1; }
  dl.pairs dt { margin-top: .5rem; font-size: .88rem; }
  .cover { padding-top: 2rem; }
  table { min-width: 44rem; }
}
@media print {
  :root {
    color-scheme: light;
    --ground: #fff; --raised: #f1f1f1; --ink: #000; --soft: #444; --rule: #bbb; --accent: #000;
    --warn: #000; --warn-ground: #fff; --in: #f1f1f1; --out: #fff;
    --s0: #222; --s1: #888; --s2: #c4c4c4; --s3: #555; --s4: #aaa; --s5: #333; --s6: #777; --s7: #ddd;
    font-size: 9.5pt; line-height: 1.4;
  }
  @page { size: A4; margin: 20mm 18mm; }
  body { max-width: none; padding: 0; }
  .skip { display: none; }
  h2 { break-before: page; margin-top: 0; border-top: 0; padding-top: 0; }
  h2, h3, caption, figcaption { break-after: avoid; }
  .record { padding: .45rem 0; }
  .more { font-size: 8pt; }
  .place, .command { font-size: 7.2pt; }
  .command code { background: none; padding: 0; }
  .day { margin-top: 1.2rem; }
  h3 { margin-top: 1.2rem; }
  nav ol { columns: 2; }
  .record, figure, tr, .messages li, .lines div { break-inside: avoid; }
  .record { content-visibility: visible; grid-template-columns: 8.6rem 1fr; }
  .when { font-size: 8.4pt; }
  figure .scroll svg { min-width: 0; }
  .messages li.outgoing { border: 1px solid var(--rule); }
  .scroll { overflow: visible; }
  table { min-width: 0; }
  thead { display: table-header-group; }
  a { text-decoration: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}`
