// A source as a few lines of text: what it is, under what authority, what was read, what was left out and what could not
// be read. Every count stands beside what it is a part of.

import { isoOfUtc } from '@manumit/base'
import type { Source } from '@manumit/store'
import { shown } from '../terminal.ts'

export function sourceLines(source: Source): string[] {
  const { declaration, facts, counts, state } = source
  const scope = scopeText(source)
  return [
    `${source.id}  ${shown(declaration.name)}  (${state === 'complete' ? 'read whole' : 'not read whole yet: run the same add again'})`,
    `   opened      ${shown(facts.path)} as ${facts.treeKind}: ${shown(facts.reason)}`,
    `   authority   ${declaration.authority === null ? 'not stated' : shown(declaration.authority)}; holder: ${declaration.holderRole}${scope}`,
    `   files       ${number(counts.files)} hashed, ${number(counts.filesRead)} read by an artifact`,
    `   records     ${countsText(counts.observations) || 'none'}`,
    ...(total(counts.outOfScope) > 0
      ? [`   left out    ${countsText(counts.outOfScope)}: outside what the authority permits`]
      : []),
    `   issues      ${total(counts.issues) === 0 ? 'none' : `${number(total(counts.issues))} of ${Object.keys(counts.issues).length} kinds: manumit issues --source ${source.id}`}`,
  ]
}

function scopeText({ declaration: { scope } }: Source): string {
  const parts = [
    scope.kinds && `permits ${scope.kinds.join(', ')}`,
    scope.from !== undefined && `from ${isoOfUtc(scope.from)}`,
    scope.to !== undefined && `to ${isoOfUtc(scope.to)}`,
  ].filter((part) => typeof part === 'string')
  return parts.length > 0 ? `; ${parts.join(', ')}` : ''
}

const number = (value: number): string => value.toLocaleString('en-GB')

export const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

export const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${number(count)} ${name}`)
    .join(', ')
