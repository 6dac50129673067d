// The two phones of the demonstration case in a workspace, without its pictures, for tests of what is made of their records.

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addEvidence } from '@manumit/casework'
import { makeAndroidTree, makeIosBackup, readPhoneRecipe } from '@manumit/makers'
import { openWorkspace, type Workspace } from '@manumit/store'
import { inventedClock } from './invented-messages.ts'

export type DemoPhone = 'phone-a' | 'phone-b'

/** Makes both phones in a folder; gives their paths. */
export async function makeDemoPhones(folder: string): Promise<Readonly<Record<DemoPhone, string>>> {
  const paths = { 'phone-a': join(folder, 'phone-a'), 'phone-b': join(folder, 'phone-b') }
  await makeIosBackup(paths['phone-a'], readPhoneRecipe('phone-a.yaml'))
  await makeAndroidTree(paths['phone-b'], readPhoneRecipe('phone-b.yaml'))
  return paths
}

export interface DemoWorkspace {
  readonly workspace: Workspace
  /** The workspace's folder. */
  readonly folder: string
  /** Closes the workspace and removes its folder. */
  dispose(): Promise<void>
}

/** A workspace that has read these phones, in this order, and linked them. */
export async function makeDemoWorkspace(
  paths: Readonly<Record<DemoPhone, string>>,
  order: readonly DemoPhone[] = ['phone-a', 'phone-b'],
): Promise<DemoWorkspace> {
  const root = mkdtempSync(join(tmpdir(), 'manumit-demo-'))
  const folder = join(root, 'workspace')
  const powers = { now: inventedClock(), actor: 'A. Examiner', randomId: randomUUID }
  const opened = await openWorkspace({ folder, create: { kind: 'case', name: 'demo' }, powers })
  if (!opened.ok) throw new Error(opened.error.code)
  const workspace = opened.value
  for (const name of order) {
    const declaration = { name, authority: null, holderRole: 'unknown', scope: {} } as const
    const request = { workspace, folder, path: paths[name], declaration, onProgress: () => {} }
    const added = await addEvidence(request)
    if (!added.ok) throw new Error(added.error.code)
  }
  return {
    workspace,
    folder,
    async dispose() {
      await workspace.close()
      rmSync(root, { recursive: true })
    },
  }
}
