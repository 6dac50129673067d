import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { KINDS, newMember } from './new-member.ts'
import { root } from './stages.ts'

it.each(KINDS)('$id: at most three files and one line, in the place where its kind lives', ({
  id,
  example,
}) => {
  const made = newMember(id, example)
  if (!made.ok) throw new Error(made.error)
  const { files, registry } = made.value
  expect(files.length).toBeLessThanOrEqual(3)
  const known = readFileSync(join(root, registry.path), 'utf8').trimEnd().split('\n')
  expect(registry.line).toMatch(/^export \{ [a-z][A-Za-z0-9]* \} from '\.\/[^']+\.ts'$/)
  // The line has the form of those that are there.
  expect(known.every((line) => /^export \{ \w+ \} from '\.\/[^']+\.ts'$/.test(line))).toBe(true)
  const target = registry.path.replace(/members\.ts$/, /from '\.\/([^']+)'/.exec(registry.line)![1]!)
  expect(files.map((file) => file.path)).toContain(target)
})

it.each([
  ['artifact', 'Notes'],
  ['artifact', 'notes'],
  ['artifact', '../x.y'],
  ['rumour', 'x'],
  ['', ''],
])('refuses %s %j', (kind, id) => expect(newMember(kind, id).ok).toBe(false))
