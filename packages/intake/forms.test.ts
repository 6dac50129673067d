// One invented phone in every form it can be handed over in: the same places, the same bytes.

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileSource, listFolder, makeIntakePowers } from '@manumit/io'
import type { AndroidForm, PhoneRecipe } from '@manumit/makers'
import { makeAndroidTree, makeIosBackup } from '@manumit/makers'
import { afterAll, expect, it } from 'vitest'
import { companionsOf } from './companions.ts'
import { placeKey } from './logical-place.ts'
import { openEvidence } from './open-evidence.ts'
import { makePathIndex } from './path-index.ts'
import type { EvidenceTree } from './tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-forms-'))
const powers = makeIntakePowers({ spoolFolder: folder })
afterAll(() => rmSync(folder, { recursive: true }))

const recipe: PhoneRecipe = {
  device: {
    name: 'Lighthouse',
    make: 'Example',
    model: 'E1',
    system: '14',
    number: '+447700900001',
    serial: 'EX0001',
    copied: '2026-05-02T10:00:00Z',
  },
}

/** SHA-256 by place of everything the evidence at a path holds. */
async function digestsByPlace(
  path: string,
): Promise<{ tree: EvidenceTree; digests: Record<string, string> }> {
  const isFolder = statSync(path).isDirectory()
  const input = isFolder ? listFolder(path) : fileSource(path)
  if (!input.ok) throw new Error(input.error.code)
  const tree = await openEvidence(
    'files' in input.value ? { folder: input.value, name: 'phone' } : { file: input.value, name: 'phone' },
    powers,
  )
  if (!tree.ok) throw new Error(tree.error.code)
  const digests: Record<string, string> = {}
  for (const entry of tree.value.entries) {
    const { bytes, issues, close } = await entry.open()
    expect(issues).toEqual([])
    digests[placeKey(entry.logical)] = createHash('sha256').update(bytes!.read(0, bytes!.size)).digest('hex')
    close()
  }
  tree.value.close()
  if ('close' in input.value) input.value.close()
  return { tree: tree.value, digests }
}

it('an Android phone is the same phone as folder, zip, tar, tar.gz and backup, under any prefix', async () => {
  const made = async (form: AndroidForm, prefix = '') => {
    const path = join(folder, `android-${form}-${prefix.length}`)
    await makeAndroidTree(path, recipe, { form, prefix })
    return digestsByPlace(path)
  }
  const { digests, tree } = await made('folder')
  expect(tree.issues).toEqual([])
  expect(Object.keys(digests).length).toBeGreaterThan(3)
  for (const form of ['zip', 'tar', 'tar.gz', 'ab', 'ab-stored'] as const) {
    const other = await made(form)
    expect(other.digests).toEqual(digests)
    expect(other.tree.issues).toEqual([])
  }
  expect((await made('zip', 'filesystem1/')).digests).toEqual(digests)
  expect((await made('tar', '/')).digests).toEqual(digests)
})

it('an iOS backup has its databases at their places, with their logs', async () => {
  const path = join(folder, 'ios')
  await makeIosBackup(path, recipe)
  const { tree, digests } = await digestsByPlace(path)
  expect(tree.kind).toBe('ios-backup')
  expect(tree.issues).toEqual([])
  expect(digests).toHaveProperty(['mobile/Library/SMS/sms.db'])
  expect(tree.devices[0]?.facts).toMatchObject({
    'Info.plist/Device Name': 'Lighthouse',
    'Manifest.plist/Lockdown/SerialNumber': 'EX0001',
  })
  const index = makePathIndex(tree)
  const logs = tree.entries.filter((entry) => entry.logical.path.endsWith('-wal'))
  for (const log of logs) {
    const main = index.lookup(`~/${log.logical.path.slice(0, -4)}`)
    expect(main && companionsOf(index, main).wal).toBe(log)
  }
})
