import { ok } from '@manumit/base'
import { expect, it } from 'vitest'
import { type Command, defineCommand } from './command.ts'
import { completionScript, SHELLS } from './completion.ts'
import { parseCommandLine } from './parse.ts'

const command = (name: string, rest: Partial<Command> = {}): Command =>
  defineCommand({
    name,
    topic: 'Looking',
    summary: `What ${name} does.`,
    examples: [{ run: `manumit ${name} x`, does: 'an example' }],
    run: async () => ok(0),
    ...rest,
  })

const commands = [
  command('look', {
    arguments: [{ name: 'path', summary: 'where', variadic: true }],
    options: [
      { name: 'kind', value: 'kinds', list: true, summary: 'kinds' },
      { name: 'how', value: 'way', choices: ['fast', 'slow'], default: 'slow', summary: 'way' },
      { name: 'fail-on-match', summary: 'a flag' },
    ],
  }),
  command('things'),
  command('things widen', { arguments: [{ name: 'id', summary: 'which' }] }),
]
const parse = (...args: string[]) => parseCommandLine(args, commands, '1.2.3')
const text = (...args: string[]) => {
  const parsed = parse(...args)
  return parsed.kind === 'run' ? '' : parsed.text
}

it('gives typed values: variadic arguments, lists, defaults, flags', () => {
  expect(
    parse('look', 'a', 'b,c', '--kind', 'x,y', '--kind', 'z', '--fail-on-match', '--json'),
  ).toMatchObject({
    kind: 'run',
    command: { name: 'look' },
    values: { path: ['a', 'b,c'], kind: ['x,y', 'z'], how: 'slow', 'fail-on-match': true },
    shared: { json: true },
  })
})

it('tells a group’s own command from its inner ones', () => {
  expect(parse('things')).toMatchObject({ kind: 'run', command: { name: 'things' } })
  expect(parse('things', 'widen', '7')).toMatchObject({
    kind: 'run',
    command: { name: 'things widen' },
    values: { id: '7' },
  })
})

it('shows help with examples, topics and exit codes', () => {
  expect(text('--help')).toContain('Looking:')
  expect(text('--help')).toContain('Exit codes:')
  expect(text('look', '--help')).toContain('manumit look x\n      an example')
  expect(text('help', 'look')).toContain('What look does.')
  expect(text()).toBe(text('--help'))
  expect(text('--version')).toBe('1.2.3')
})

it.each([
  [['lok', 'a']],
  [['look']],
  [['look', 'a', '--how', 'badly']],
  [['look', 'a', '--no-such']],
  [['things', 'widen']],
])('says what it did not understand in %j', (args) => {
  const parsed = parse(...args)
  expect(parsed.kind).toBe('misunderstood')
  expect(text(...args)).toMatch(/error: /)
})

it.each(SHELLS)('completion for %s names each command and option', (shell) => {
  const script = completionScript(shell, commands)
  for (const word of ['look', 'things', 'widen', 'fail-on-match', 'json']) expect(script).toContain(word)
})
