import { writeFileSync } from 'node:fs'
import { ok, refuse } from '@manumit/base'
import { backUp, makeBackupKey, restore as restoreBackup } from '@manumit/casework'
import { defineCommand, listValue, textValue } from '../command.ts'
import { amount, shown } from '../terminal.ts'
import { inWorkspace } from './sources.ts'

export const backup = defineCommand({
  name: 'backup',
  topic: 'Custody',
  summary:
    'Copy the workspace, with accounts, uploads and exported files, into one file that only the holder of a key opens (age). Evidence that lies elsewhere is not in it.',
  arguments: [{ name: 'file', summary: 'file to make' }],
  options: [
    {
      name: 'to',
      value: 'public key',
      list: true,
      summary: 'whose key opens it, as manumit backup key or age-keygen printed it; several open it each',
    },
  ],
  examples: [
    {
      run: 'manumit backup --to age1… river.tar.age --workspace river',
      does: 'while others work; logged with its SHA-256',
    },
  ],
  run: (values, context) =>
    inWorkspace(context, 'read', async (workspace) => {
      const target = textValue(values, 'file') ?? ''
      const made = await backUp({
        workspace,
        folder: context.workspaces.folder,
        recipients: listValue(values, 'to'),
        target,
        onProgress: (bytes) =>
          context.terminal.progress({ label: 'Writing', done: bytes, total: 0, unit: 'bytes' }),
      })
      if (!made.ok) return made
      const { files, bytes, sha256 } = made.value
      if (context.json) await context.terminal.object({ file: target, files, bytes, sha256 })
      else
        await context.terminal.line(
          `${shown(target)}: ${files} files, ${amount(bytes, 'bytes')}, SHA-256 ${sha256}`,
        )
      return ok(0)
    }),
})

export const backupKey = defineCommand({
  name: 'backup key',
  topic: 'Custody',
  summary: 'Make a pair of keys for backups: the secret one into a file, the public one printed.',
  arguments: [{ name: 'file', summary: 'file to make; keep it apart from the backups' }],
  examples: [{ run: 'manumit backup key river.key', does: 'then: manumit backup --to age1… river.tar.age' }],
  async run(values, { json, terminal }) {
    const path = textValue(values, 'file') ?? ''
    if (path === '') return refuse('E_PATH_EMPTY')
    const { identity, recipient } = await makeBackupKey()
    try {
      writeFileSync(path, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
        return refuse('E_OUTPUT_EXISTS', { path })
      throw error
    }
    if (json) await terminal.object({ file: path, publicKey: recipient })
    else await terminal.line(recipient)
    terminal.note('Whoever has the file opens each backup made to this key; without it nobody does.')
    return ok(0)
  },
})

export const restore = defineCommand({
  name: 'restore',
  topic: 'Custody',
  summary: 'Make a workspace out of a backup. Its log is verified first; what is there is never overwritten.',
  arguments: [{ name: 'file', summary: 'a backup' }],
  options: [{ name: 'key', value: 'file', summary: 'file with the secret key' }],
  examples: [
    {
      run: 'manumit restore river.tar.age --key river.key --workspace river',
      does: 'prints the last entry of its log, to compare with what was written down',
    },
  ],
  async run(values, { json, terminal, workspaces }) {
    const restored = await restoreBackup({
      source: textValue(values, 'file') ?? '',
      keyPath: textValue(values, 'key') ?? '',
      folder: workspaces.folder,
      powers: workspaces.powers,
    })
    if (!restored.ok) return restored
    const { files, entries, head } = restored.value
    if (json) await terminal.object({ folder: workspaces.folder, files, entries, head })
    else
      await terminal.line(
        `${shown(workspaces.folder)}: ${files} files; log intact, ${entries} entries, head ${head.seq}:${head.hash}`,
      )
    terminal.note('Nobody is signed in there; accounts and their passwords are those of the backup.')
    return ok(0)
  },
})
