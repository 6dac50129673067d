import { statSync } from 'node:fs'
import { join } from 'node:path'
import { ok, refuse } from '@manumit/base'
import { hashFiles } from '@manumit/casework'
import { hashKinds } from '@manumit/hashing'
import { listFolder } from '@manumit/io'
import { defineCommand, type ExitCode, flagValue, pathsValue, textValue } from '../command.ts'
import { refusalText } from '../sentences.ts'
import { shown } from '../terminal.ts'

const KINDS = hashKinds.map((kind) => kind.id)

export const hash = defineCommand({
  name: 'hash',
  topic: 'Pictures',
  summary: 'Print hash,quality,path of each file, as the PDQ reference hasher does.',
  arguments: [{ name: 'file', summary: 'files; a folder stands for the files in it', variadic: true }],
  options: [
    { name: 'kind', value: 'kind', default: 'pdq', choices: KINDS, summary: 'kind of hash' },
    {
      name: 'orientations',
      summary:
        'the eight hashes of the turned and mirrored picture (pdq), with their name as a fourth column',
    },
    {
      name: 'fast',
      summary:
        'let decoders shrink large pictures on load: quicker, and a few bits off; never for a shared list',
    },
  ],
  examples: [
    { run: 'manumit hash bridge.jpg', does: 'one line: 64 hexadecimal digits, quality 0–100, path' },
    {
      run: 'manumit hash --json --orientations pictures/',
      does: 'one object a line: path, kind, hash, quality, orientation',
    },
  ],
  async run(values, { json, terminal, signal }) {
    let code: ExitCode = 0
    const hashed = hashFiles(filesOf(pathsValue(values, 'file')), {
      kind: textValue(values, 'kind') ?? 'pdq',
      orientations: flagValue(values, 'orientations'),
      shrinkOnLoad: flagValue(values, 'fast'),
    })
    for await (const file of hashed) {
      if (signal.aborted) return refuse('E_STOPPED')
      if (!file.ok) {
        code = 1
        terminal.note(`${shown(file.path)}: ${refusalText(file.error)}`)
        continue
      }
      for (const { text, quality, orientation } of file.hashes)
        await (json
          ? terminal.object({
              path: file.path,
              kind: file.kind,
              hash: text,
              ...(quality !== undefined && { quality }),
              ...(orientation !== undefined && { orientation }),
            })
          : terminal.line(
              [text, quality ?? '', file.path, ...(orientation === undefined ? [] : [orientation])].join(','),
            ))
    }
    return ok(code)
  },
})

/** Files as given; a folder's files in order. What is not there stays in the list and is refused by name. */
function* filesOf(paths: readonly string[]): Generator<string> {
  for (const path of paths) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      yield path
      continue
    }
    const folder = listFolder(path)
    if (folder.ok) for (const file of folder.value.files) yield join(path, file.path)
  }
}
