// Real extractions, where they stand beside the repository. Expected values are read from their own tables at run time.

import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sourceOfBytes } from '@manumit/base'
import { listFolder, makeIntakePowers } from '@manumit/io'
import { describeShared, sharedBytes, sharedPath, sharedPhoneFiles } from '@manumit/testing'
import { afterAll, expect, it } from 'vitest'
import { companionsOf } from './companions.ts'
import { openEvidence } from './open-evidence.ts'
import { makePathIndex } from './path-index.ts'
import type { EvidenceTree, TreeEntry } from './tree.ts'

const spoolFolder = mkdtempSync(join(tmpdir(), 'manumit-intake-shared-'))
const powers = makeIntakePowers({ spoolFolder })
afterAll(() => {
  powers.close()
  rmSync(spoolFolder, { recursive: true })
})

async function openFolder(path: string): Promise<EvidenceTree> {
  const folder = listFolder(path)
  if (!folder.ok) throw new Error(folder.error.code)
  const tree = await openEvidence({ folder: folder.value, name: 'shared' }, powers)
  if (!tree.ok) throw new Error(tree.error.code)
  return tree.value
}

async function openArchive(relative: string): Promise<EvidenceTree> {
  const tree = await openEvidence({ file: sourceOfBytes(sharedBytes(relative)), name: 'archive' }, powers)
  if (!tree.ok) throw new Error(tree.error.code)
  return tree.value
}

/** Digest of each entry, read piece by piece as the product does. */
async function digests(entries: readonly TreeEntry[]): Promise<{ sha256: string; issues: number }[]> {
  const all: { sha256: string; issues: number }[] = []
  for (const entry of entries) {
    const opened = await entry.open()
    const hash = createHash('sha256')
    for (let at = 0; opened.bytes && at < opened.bytes.size; ) {
      const piece = opened.bytes.read(at, 65_536)
      hash.update(piece)
      at += piece.length
    }
    const changes = opened.close()
    all.push({ sha256: hash.digest('hex'), issues: opened.issues.length + changes.length })
  }
  return all
}

/** Content and times of each file below, as a stranger to our code reads them. */
function footprint(path: string): Record<string, string> {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(
    names.flatMap((name) => {
      const stat = statSync(join(path, name), { bigint: true })
      if (!stat.isFile()) return []
      const sha256 = createHash('sha256')
        .update(readFileSync(join(path, name)))
        .digest('hex')
      return [[name, `${sha256} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`]]
    }),
  )
}

describeShared('the folder of real phone files', () => {
  it('is read whole: each listed original is found by its hash, and the evidence stays as it was', async () => {
    const folder = sharedPath('phone')
    const before = footprint(folder)
    const tree = await openFolder(folder)
    const read = await digests([...tree.entries, ...tree.containers])
    expect(tree.close()).toEqual([])

    const found = new Set(read.map((each) => each.sha256))
    const missing = sharedPhoneFiles().filter((file) => !found.has(file.sha256))
    expect(missing).toEqual([])
    expect(read.reduce((sum, each) => sum + each.issues, 0)).toBe(0)
    expect(new Set(tree.entries.map((entry) => entry.path)).size).toBe(tree.entries.length)
    expect(footprint(folder)).toEqual(before)
  })

  it('has archives with absolute names: each is listed under its place, and nothing is written', async () => {
    for (const relative of [
      'phone/dfvfs/absolute_paths.tar',
      'phone/ileapp/testdata.appleWifiPlist.appleWifiBSSList.mvs_ios_2023.zip',
      'phone/ileapp/testdata.storeSystem.storeSystemAppInstalls.mvs_ios_2023.zip.gz',
    ]) {
      const tree = await openArchive(relative)
      expect(tree.entries.length).toBeGreaterThan(1)
      expect(tree.entries.every((entry) => entry.path.startsWith('/'))).toBe(true)
      expect(tree.entries.every((entry) => /^[^/]/.test(entry.logical.path))).toBe(true)
      expect(tree.issues).toMatchObject([{ code: 'E_NAME_ABSOLUTE', data: { count: tree.entries.length } }])
      tree.close()
    }
  })

  it('has databases that need their log: it is found beside them, under any prefix, empty or not', async () => {
    for (const relative of [
      'phone/ileapp/testdata.addressBook.addressBook.belkasoft_ctf6_ios_device1.zip.gz',
      'phone/ileapp/testdata.whatsApp.whatsAppMessages.josh_ios15_ffs.zip.gz',
      'phone/ileapp/testdata.cloudkitSharing.cloudkit_participants.josh_ios15_ffs.zip',
    ]) {
      const tree = await openArchive(relative)
      const index = makePathIndex(tree)
      const mains = tree.entries.filter((entry) => /\.sqlite(?:db)?$/.test(entry.path))
      expect(mains.length).toBeGreaterThan(0)
      for (const main of mains) {
        const { wal, shm } = companionsOf(index, main)
        expect([wal?.path, shm?.path]).toEqual([`${main.path}-wal`, `${main.path}-shm`])
      }
      tree.close()
    }
  })

  it('gives the same places whichever prefix a tool put in front', async () => {
    const tree = await openFolder(sharedPath('phone/ileapp'))
    const index = makePathIndex(tree)
    for (const path of ['Library/Voicemail/voicemail.db', 'Library/AddressBook/AddressBook.sqlitedb']) {
      const [entry, ...more] = index.matching({ domain: 'HomeDomain', path })
      expect(entry?.logical).toEqual({ path: `mobile/${path}` })
      expect(more).toEqual([])
      expect(index.lookup(`/private/var/mobile/${path}`)).toBe(entry)
    }
    tree.close()
  })
})
