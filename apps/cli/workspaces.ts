// Which workspace a command works in: the one named by --workspace or MANUMIT_WORKSPACE, else `default`. A name lies
// under the user's data folder; a path is taken as it is.

import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import type { Result, Utc } from '@manumit/base'
import {
  defaultWorkspaceFolder,
  openWorkspace,
  type StorePowers,
  type Workspace,
  type WorkspaceKind,
} from '@manumit/store'

export const DEFAULT_WORKSPACE = 'default'

export interface WorkspaceOpener {
  /** Folder of the chosen workspace. */
  readonly folder: string
  readonly name: string
  /** Who acts, as logs and reports name them. */
  readonly actor: string
  readonly powers: StorePowers
  /** Opens the chosen one; `orCreate` makes a case of it where it is not there. Refusals: those of the store. */
  open(options?: { readonly access?: 'read' | 'write'; readonly orCreate?: true }): Promise<Result<Workspace>>
  create(name: string, kind: WorkspaceKind): Promise<Result<Workspace>>
  /** Folders of the workspaces under the user's data folder, by name. */
  list(): readonly { readonly name: string; readonly folder: string }[]
  openAt(folder: string): Promise<Result<Workspace>>
}

export function workspaceOpener(
  chosen: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): WorkspaceOpener {
  const home = dirname(defaultWorkspaceFolder({ name: DEFAULT_WORKSPACE, env }))
  const name = chosen ?? env.MANUMIT_WORKSPACE ?? DEFAULT_WORKSPACE
  const folderOf = (each: string): string =>
    isAbsolute(each) || /[/\\]/.test(each) ? each : defaultWorkspaceFolder({ name: each, env })
  const powers: StorePowers = {
    now: () => (Date.now() * 1000) as Utc,
    actor: env.MANUMIT_ACTOR ?? userInfo().username,
    randomId: randomUUID,
  }
  const folder = folderOf(name)
  return {
    folder,
    name,
    actor: powers.actor,
    powers,
    async open({ access = 'write', orCreate } = {}) {
      const opened = await openWorkspace({ folder, expect: 'case', access, powers })
      if (opened.ok || !orCreate || opened.error.code !== 'E_WORKSPACE_ABSENT') return opened
      return openWorkspace({ folder, create: { kind: 'case', name }, powers })
    },
    create: (each, kind) => openWorkspace({ folder: folderOf(each), create: { kind, name: each }, powers }),
    openAt: (each) => openWorkspace({ folder: each, access: 'read', powers }),
    list: () =>
      foldersIn(home)
        .sort()
        .map((each) => ({ name: each, folder: join(home, each) })),
  }
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
  } catch {
    return []
  }
}
