// The other way round: what the makers wrote, found again by intake and artifacts, which share no code with them.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { artifacts } from '@manumit/artifacts'
import { isIssue } from '@manumit/base'
import { companionsOf, type EvidenceTree, makePathIndex, openEvidence, type TreeEntry } from '@manumit/intake'
import { fileSource, listFolder, makeIntakePowers } from '@manumit/io'
import { afterAll, describe, expect, it } from 'vitest'
import { makeAndroidTree } from './android/tree.ts'
import { makeIosBackup } from './ios/backup.ts'
import { readPhoneRecipe } from './recipe.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-readers-'))
const powers = makeIntakePowers({ spoolFolder: folder })
afterAll(() => {
  powers.close()
  rmSync(folder, { recursive: true })
})

async function openTree(path: string, form: 'folder' | 'file'): Promise<EvidenceTree> {
  const source = form === 'folder' ? listFolder(path) : fileSource(path)
  if (!source.ok) throw new Error(source.error.code)
  const name = basename(path)
  const input = 'files' in source.value ? { folder: source.value, name } : { file: source.value, name }
  const opened = await openEvidence(input, powers)
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

/** Live and superseded rows by artifact, over the files that lie where the artifact looks. */
async function countRows(tree: EvidenceTree): Promise<Record<string, string>> {
  const index = makePathIndex(tree)
  const counts: Record<string, string> = {}
  const opened = async (entry: TreeEntry) => {
    const { bytes } = await entry.open()
    if (bytes === null) throw new Error(`${entry.path} cannot be read`)
    return { ref: { sha256: '0'.repeat(64) as never, path: entry.path, sizeBytes: entry.sizeBytes }, bytes }
  }
  for (const artifact of artifacts) {
    for (const entry of new Set(artifact.reads.flatMap((pattern) => [...index.matching(pattern)]))) {
      const { wal } = companionsOf(index, entry)
      const files = {
        main: await opened(entry),
        ...(wal && { wal: await opened(wal) }),
        lookup: () => undefined,
      }
      let live = 0
      let superseded = 0
      for (const item of artifact.parse(files)) {
        if (isIssue(item)) continue
        if ('state' in item.where.place && item.where.place.state === 'superseded') superseded++
        else live++
      }
      counts[artifact.id] = superseded === 0 ? `${live}` : `${live} + ${superseded} superseded`
    }
  }
  return counts
}

describe('what the readers find', () => {
  it('in an iOS backup is what the recipe holds', async () => {
    const path = join(folder, 'a')
    const { counts } = await makeIosBackup(path, readPhoneRecipe('phone-a.yaml'))
    const tree = await openTree(path, 'folder')
    expect({ kind: tree.kind, issues: tree.issues }).toEqual({ kind: 'ios-backup', issues: [] })
    expect(await countRows(tree)).toMatchObject({
      'ios.sms': `${counts.messages} + 2 superseded`,
      'ios.calls': `${counts.calls}`,
      'ios.contacts': `${counts.contacts}`,
      'ios.voicemail': `${counts.voicemails}`,
      'chrome.history': `${counts.chromeVisits}`,
    })
    tree.close()
  })

  it.each([
    'b',
    'b.zip',
    'b.tar',
    'b.tar.gz',
    'b.ab',
  ])('in an Android tree written as %s is what the recipe holds', async (name) => {
    const path = join(folder, name)
    const { counts } = await makeAndroidTree(path, readPhoneRecipe('phone-b.yaml'))
    const tree = await openTree(path, name === 'b' ? 'folder' : 'file')
    expect(tree.issues).toEqual([])
    expect(await countRows(tree)).toMatchObject({
      'android.sms-mms': `${counts.messages} + 2 superseded`,
      'android.calls': `${counts.calls}`,
      'android.contacts': `${counts.contacts}`,
      'chrome.history': `${counts.chromeVisits}`,
    })
    tree.close()
  })
})
