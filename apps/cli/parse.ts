// The command line, parsed by commander from the declarations. Nothing is declared here that a declaration does not say.

import { Argument, CommanderError, Option, Command as Program } from 'commander'
import { type Command, EXIT_CODES, type Option as OptionDeclaration, TOPICS, type Values } from './command.ts'

export type Parsed =
  | { readonly kind: 'run'; readonly command: Command; readonly values: Values; readonly shared: Values }
  /** Help or version was asked for and stands in `text`. */
  | { readonly kind: 'shown'; readonly text: string }
  | { readonly kind: 'misunderstood'; readonly text: string }

/** Options each command takes. */
export const SHARED_OPTIONS: readonly OptionDeclaration[] = [
  {
    name: 'workspace',
    short: 'w',
    value: 'name',
    summary: 'workspace by name, or by the path of its folder (or MANUMIT_WORKSPACE)',
  },
  { name: 'json', summary: 'one JSON object a line on standard output' },
]

export function parseCommandLine(
  args: readonly string[],
  commands: readonly Command[],
  version: string,
): Parsed {
  let found: Parsed | null = null
  let text = ''
  const program = programOf(commands, version, (command, values, shared) => {
    found = { kind: 'run', command, values, shared }
  })
  const collect = { writeOut: (part: string) => (text += part), writeErr: (part: string) => (text += part) }
  for (const each of [program, ...program.commands, ...program.commands.flatMap((group) => group.commands)])
    each.exitOverride().configureOutput(collect)
  try {
    program.parse(args.length === 0 ? ['--help'] : args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return { kind: error.exitCode === 0 ? 'shown' : 'misunderstood', text: text.trimEnd() }
  }
  return found ?? { kind: 'shown', text: text.trimEnd() }
}

type Found = (command: Command, values: Values, shared: Values) => void

function programOf(commands: readonly Command[], version: string, found: Found): Program {
  const program = new Program('manumit')
    .description(
      'Open software for the people who fight human trafficking: phone evidence in, records with their places out;\nknown pictures found by their hashes.',
    )
    .version(version)
    // An option belongs to the command it stands behind: `audit-log verify --workspace x` is the inner command's.
    .enablePositionalOptions()
    .helpCommand('help [command]', 'help for a command, with examples')
    .showHelpAfterError('(run the command with --help for its options and examples)')
    .addHelpText(
      'after',
      `\nExit codes:\n${EXIT_CODES.map(([code, means]) => `  ${String(code).padStart(3)}  ${means}`).join('\n')}`,
    )
  const groups = new Map<string, Program>()
  for (const topic of TOPICS)
    for (const command of commands.filter((each) => each.topic === topic)) {
      const [first, second] = command.name.split(' ') as [string, string?]
      // A name of two words is a command of a group; the group's own command (`sources`) may exist beside it.
      const parent = second === undefined ? program : groupOf(first, program, groups, commands)
      const own = second === undefined ? groupOf(first, program, groups, commands) : parent.command(second)
      declare(own.helpGroup(`${topic}:`), command, found)
    }
  return program
}

function groupOf(
  name: string,
  program: Program,
  groups: Map<string, Program>,
  commands: readonly Command[],
): Program {
  const known = groups.get(name)
  if (known) return known
  const inner = commands.filter((command) => command.name.startsWith(`${name} `))
  const group = program.command(name).enablePositionalOptions()
  const first = inner[0]
  if (first)
    group
      .description(inner.map((command) => command.name.split(' ')[1]).join(', '))
      .helpGroup(`${first.topic}:`)
  groups.set(name, group)
  return group
}

function declare(program: Program, command: Command, found: Found): void {
  program.summary(command.summary).description(command.summary)
  for (const { name, summary, optional, variadic } of command.arguments ?? []) {
    const inner = variadic ? `${name}...` : name
    program.addArgument(new Argument(optional ? `[${inner}]` : `<${inner}>`, summary))
  }
  for (const option of [...(command.options ?? []), ...SHARED_OPTIONS]) program.addOption(optionOf(option))
  program.addHelpText(
    'after',
    `\nExamples:\n${command.examples.map(({ run, does }) => `  ${run}\n      ${does}`).join('\n')}`,
  )
  program.action((...given: unknown[]) => {
    const options = program.opts() as Record<string, string | string[] | true | undefined>
    const argumentsGiven = Object.fromEntries(
      (command.arguments ?? []).map(({ name }, i) => [name, given[i] as string]),
    )
    const values = Object.fromEntries((command.options ?? []).map(({ name }) => [name, options[camel(name)]]))
    const shared = Object.fromEntries(SHARED_OPTIONS.map(({ name }) => [name, options[camel(name)]]))
    found(command, { ...values, ...argumentsGiven }, shared)
  })
}

function optionOf({
  name,
  short,
  value,
  summary,
  default: preset,
  choices,
  list,
}: OptionDeclaration): Option {
  const flags = `${short ? `-${short}, ` : ''}--${name}${value ? ` <${value}>` : ''}`
  const option = new Option(flags, summary)
  if (preset !== undefined) option.default(preset)
  if (choices && !list) option.choices([...choices])
  if (list) option.argParser<string[]>((given, before) => [...(before ?? []), given])
  return option
}

/** commander's name for an option: fail-on-match → failOnMatch. */
const camel = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
