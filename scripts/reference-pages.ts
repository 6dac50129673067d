// The reference pages as text, made from the declarations and nothing else. A fact that stands in a declaration has its
// one place there.

import { artifacts } from '@manumit/artifacts'
import { type Command, commands, EXIT_CODES, SHARED_OPTIONS } from '@manumit/cli'
import { type HashKind, hashKinds } from '@manumit/hashing'
import { type Comparison, comparisons, sentences } from '@manumit/linkage'
import type { Artifact, FieldDeclaration, ObservationKind } from '@manumit/model'
import { observationKinds } from '@manumit/model'
import { errorTables } from '../rules/index.ts'

export interface ReferencePage {
  readonly path: string
  readonly text: string
}

const NOTE = '<!-- Written by npm run docs from the declarations. Change those. -->'
const folder = 'docs/reference'

export async function referencePages(): Promise<ReferencePage[]> {
  return [
    page('README', indexPage()),
    page('commands', commandsPage(commands)),
    page('errors', await errorsPage()),
    ...artifacts.map((artifact) => page(`artifacts/${artifact.id}`, artifactPage(artifact))),
    ...comparisons.map((comparison) => page(`comparisons/${comparison.id}`, comparisonPage(comparison))),
    ...hashKinds.map((kind) => page(`hash-kinds/${kind.id}`, hashKindPage(kind))),
    ...observationKinds.map((kind) => page(`observation-kinds/${kind.id}`, observationKindPage(kind))),
  ]
}

const page = (name: string, lines: readonly string[]): ReferencePage => ({
  path: `${folder}/${name}.md`,
  text: `${[NOTE, '', ...lines].join('\n').trimEnd()}\n`,
})

const list = (items: readonly string[]): string[] => items.map((item) => `- ${item}`)

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${heads.join(' | ')} |`,
  `|${heads.map(() => '---').join('|')}|`,
  ...rows.map(
    (row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`,
  ),
]

function indexPage(): string[] {
  return [
    '# Reference',
    '',
    '- [Commands](commands.md) and their exit codes',
    '- [Error codes](errors.md)',
    '',
    '## Artifacts: what is read from phones',
    '',
    ...table(
      ['id', 'reads', 'gives'],
      artifacts.map((artifact) => [
        `[${artifact.id}](artifacts/${artifact.id}.md)`,
        artifact.title,
        artifact.emits.id,
      ]),
    ),
    '',
    '## Comparisons: who may be whom',
    '',
    ...table(
      ['id', 'compares'],
      comparisons.map((comparison) => [
        `[${comparison.id}](comparisons/${comparison.id}.md)`,
        comparison.title,
      ]),
    ),
    '',
    '## Hash kinds',
    '',
    ...table(
      ['id', 'title', 'bits', 'default threshold'],
      hashKinds.map((kind) => [
        `[${kind.id}](hash-kinds/${kind.id}.md)`,
        kind.title,
        String(kind.bits),
        String(kind.defaultThreshold),
      ]),
    ),
    '',
    '## Kinds of observation',
    '',
    ...table(
      ['id', 'title'],
      observationKinds.map((kind) => [`[${kind.id}](observation-kinds/${kind.id}.md)`, kind.title]),
    ),
  ]
}

function artifactPage(artifact: Artifact): string[] {
  return [
    `# ${artifact.id}`,
    '',
    `${artifact.title}. Version ${artifact.version}; gives [${artifact.emits.id}](../observation-kinds/${artifact.emits.id}.md) observations.`,
    '',
    '## Reads',
    '',
    ...list(artifact.reads.map(({ domain, path }) => `\`${domain ? `${domain}: ` : ''}${path}\``)),
    ...(artifact.formats ? list([`files recognised as ${artifact.formats.join(', ')}`]) : []),
    ...(artifact.requires
      ? [
          '',
          'A SQLite file with these tables and columns is read wherever it lies:',
          '',
          ...list(
            Object.entries(artifact.requires).map(
              ([name, columns]) => `\`${name}\`: ${columns.map((c) => `\`${c}\``).join(', ')}`,
            ),
          ),
        ]
      : []),
    '',
    '## Limits',
    '',
    ...list(artifact.limits),
    '',
    '## Verified on',
    '',
    ...table(
      ['image', 'records'],
      artifact.verifiedOn.map(({ image, rows }) => [image, String(rows)]),
    ),
    '',
    '## Sources',
    '',
    ...list(artifact.sources),
  ]
}

function comparisonPage(comparison: Comparison): string[] {
  return [
    `# ${comparison.id}`,
    '',
    `${comparison.title}. ${comparison.explains} Version ${comparison.version}.`,
    '',
    '## Levels',
    '',
    'The first that holds counts; a value that is missing is neutral. Bits are log₂ of how often it is so with one person (m)',
    'against how often with two (u); negative ones speak against.',
    '',
    ...table(
      ['level', 'bits', 'sentence', 'basis'],
      comparison.levels.map((level) => [
        level.id,
        String(level.bits),
        sentences[level.sentence] ?? level.sentence,
        level.basis,
      ]),
    ),
    '',
    '## Limits',
    '',
    ...list(comparison.limits),
  ]
}

function hashKindPage(kind: HashKind): string[] {
  return [
    `# ${kind.id}`,
    '',
    `${kind.title}. ${kind.bits} bits, computed on ${kind.content}.`,
    '',
    `- Default threshold: ${kind.defaultThreshold}. ${kind.thresholdSource}`,
    ...(kind.minQuality === undefined ? [] : [`- Least quality: ${kind.minQuality} of 100`]),
    '',
    '## Examples',
    '',
    ...list(kind.examples.map((example) => `\`${example}\``)),
  ]
}

function observationKindPage(kind: ObservationKind): string[] {
  const row = ([name, field]: [string, FieldDeclaration]): string[] => [
    `\`${name}\``,
    field.title,
    field.type + (field.unit ? ` (${field.unit})` : ''),
    [field.labels?.join(', '), field.search && 'searched'].filter(Boolean).join('; '),
  ]
  return [
    `# ${kind.id}`,
    '',
    `${kind.title}. A field is absent where the record does not state it.`,
    '',
    ...table(['field', 'title', 'type', ''], Object.entries(kind.fields).map(row)),
    '',
    `Caption: ${kind.caption.join(', ')}.`,
  ]
}

async function errorsPage(): Promise<string[]> {
  const tables = await errorTables()
  return [
    '# Error codes',
    '',
    'An *issue* says what could not be read in evidence, or was found odd; it stands beside what could be read. A *refusal*',
    'says why a request was not granted. `{name}` stands for a datum of the issue or refusal.',
    ...tables.flatMap(({ path, table: codes }) => [
      '',
      `## ${path.replace(/\/errors\.ts$/, '')}`,
      ...Object.entries(codes)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([code, entry]) => [
          '',
          `### \`${code}\``,
          '',
          `${capital(entry.severity)}. ${entry.summary}`,
        ]),
    ]),
  ]
}

function commandsPage(declared: readonly Command[]): string[] {
  return [
    '# Commands',
    '',
    `Each command takes ${SHARED_OPTIONS.map((option) => `\`--${option.name}\` (${option.summary})`).join(' and ')}.`,
    '',
    '## Exit codes',
    '',
    ...table(
      ['code', 'means'],
      EXIT_CODES.map(([code, means]) => [String(code), means]),
    ),
    ...declared.flatMap((command) => [
      '',
      `## manumit ${command.name}`,
      '',
      command.summary,
      '',
      ...(command.arguments ?? []).map(
        (argument) =>
          `- \`<${argument.name}>\`${argument.optional ? ' (optional)' : ''}: ${argument.summary}`,
      ),
      ...(command.options ?? []).map(
        (option) =>
          `- \`--${option.name}${option.value ? ` <${option.value}>` : ''}\`: ${option.summary}${option.default === undefined ? '' : ` (default: ${option.default})`}${option.choices ? `; one of ${option.choices.join(', ')}` : ''}`,
      ),
      '',
      '```sh',
      ...command.examples.flatMap(({ run, does }) => [`# ${does}`, run]),
      '```',
    ]),
  ]
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)
