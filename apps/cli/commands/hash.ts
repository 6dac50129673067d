import { ok, refuse } from '@manumit/base'
import { filesUnder, hashFiles, type NamedFile } from '@manumit/casework'
import { hashKinds } from '@manumit/hashing'
import { defineCommand, type ExitCode, flagValue, pathsValue, textValue } from '../command.ts'
import { issueText, refusalText } from '../sentences.ts'
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
    const complain = (path: string, text: string): void => {
      code = 1
      terminal.note(`${shown(path)}: ${text}`)
    }
    const hashed = hashFiles(filesOf(pathsValue(values, 'file'), complain), {
      kind: textValue(values, 'kind') ?? 'pdq',
      orientations: flagValue(values, 'orientations'),
      shrinkOnLoad: flagValue(values, 'fast'),
    })
    for await (const file of hashed) {
      if (signal.aborted) return refuse('E_STOPPED')
      if (!file.ok) {
        complain(file.path, refusalText(file.error))
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
              [
                text,
                quality ?? '',
                shown(file.path),
                ...(orientation === undefined ? [] : [orientation]),
              ].join(','),
            ))
    }
    return ok(code)
  },
})

/** Files as given; a folder's files in order. What is not there, or could not be listed, is complained of by name. */
function* filesOf(
  paths: readonly string[],
  complain: (path: string, text: string) => void,
): Generator<NamedFile> {
  for (const path of paths) {
    const under = filesUnder(path)
    if (!under.ok) {
      complain(path, refusalText(under.error))
      continue
    }
    for (const issue of under.value.issues)
      if (issue.severity !== 'info') complain(issue.at?.path ?? path, issueText(issue))
    yield* under.value.files
  }
}
