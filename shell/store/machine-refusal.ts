// What this machine would not do: a full disk, a folder that may not be written, a workspace whose file is damaged. Such
// an error is thrown where it is met, and is neither a fault of the program nor of the evidence. Known by number or name,
// never by its message.

import type { Refusal } from '@manumit/base'

/** Primary result codes of SQLite. Source: sqlite.org/rescode.html */
const OF_SQLITE: ReadonlyMap<number, string> = new Map([
  [8, 'E_WORKSPACE_UNWRITABLE'],
  [10, 'E_WORKSPACE_UNWRITABLE'],
  [11, 'E_WORKSPACE_BROKEN'],
  [13, 'E_DISK_FULL'],
  [14, 'E_WORKSPACE_UNWRITABLE'],
  [26, 'E_WORKSPACE_BROKEN'],
])

const OF_SYSTEM: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'E_DISK_FULL'],
  ['EDQUOT', 'E_DISK_FULL'],
  ['EROFS', 'E_WORKSPACE_UNWRITABLE'],
  ['EACCES', 'E_WORKSPACE_UNWRITABLE'],
  ['EPERM', 'E_WORKSPACE_UNWRITABLE'],
  ['ENOTDIR', 'E_WORKSPACE_UNWRITABLE'],
  ['EISDIR', 'E_WORKSPACE_UNWRITABLE'],
  ['ENAMETOOLONG', 'E_WORKSPACE_UNWRITABLE'],
])

/** The refusal an error of the machine is, or null where it is a fault of ours. */
export function machineRefusal(error: unknown): Refusal | null {
  if (!(error instanceof Error)) return null
  const code =
    'errcode' in error
      ? OF_SQLITE.get(Number(error.errcode) & 0xff)
      : OF_SYSTEM.get('code' in error ? String(error.code) : '')
  return code === undefined ? null : { code, data: { reason: error.message } }
}
