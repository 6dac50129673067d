// npm run new <kind> <id>: writes the files of a new member and its line in members.ts, with a test that fails and names
// the next step.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { KINDS, newMember } from './new-member.ts'
import { root } from './stages.ts'

const [kind, id] = process.argv.slice(2)
const member = newMember(kind ?? '', id ?? '')
if (!member.ok) {
  console.error(member.error)
  console.error(
    `usage: npm run new <kind> <id>\n\n${KINDS.map((each) => `  npm run new ${each.id} ${each.example}`).join('\n')}`,
  )
  process.exit(64)
}
const taken = member.value.files.find((file) => existsSync(join(root, file.path)))
if (taken) {
  console.error(`${taken.path} is there already.`)
  process.exit(2)
}
for (const { path, text } of member.value.files) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  console.log(`wrote   ${path}`)
}
const { path, line } = member.value.registry
const lines = [...readFileSync(join(root, path), 'utf8').trimEnd().split('\n'), line].sort()
writeFileSync(join(root, path), `${lines.join('\n')}\n`)
console.log(`edited  ${path}\n\nNext: ${member.value.next}`)
