// Bent archives and backups: opening and reading them ends, throws nothing, gives unique names and places that stay inside
// the tree. FUZZ_SECONDS sets how long.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sourceOfBytes } from '@manumit/base'
import { makeIntakePowers } from '@manumit/io'
import {
  fileIdOf,
  sqliteBytes,
  writeAndroidBackup,
  writeMbFile,
  writeTar,
  writeTarGz,
  writeZip,
} from '@manumit/makers'
import { fuzzSeconds, hasSharedData, readMutations, sharedBytes } from '@manumit/testing'
import { afterAll, expect, it } from 'vitest'
import { memoryFolder } from './memory-folder.ts'
import { openEvidence } from './open-evidence.ts'
import { makePathIndex } from './path-index.ts'
import type { FileInput, FolderInput } from './tree.ts'

const spoolFolder = mkdtempSync(join(tmpdir(), 'manumit-intake-fuzz-'))
const powers = makeIntakePowers({
  spoolFolder,
  limits: { entryBytes: 8_000_000, ratioFloorBytes: 1_000_000 },
})
afterAll(() => rmSync(spoolFolder, { recursive: true }))

const utf8 = new TextEncoder()
const files = ['private/var/mobile/a', 'b/c.txt', '/d'].map((path) => ({
  path,
  bytes: utf8.encode(path.repeat(9)),
}))
const nested = [{ path: 'inner.zip', bytes: writeZip(files) }, ...files]

const archives = [
  writeZip(nested),
  writeZip(files, { dataDescriptor: true }),
  writeTar(nested),
  writeTarGz(files),
  writeAndroidBackup(files),
  writeAndroidBackup(files, { compressed: false }),
  new Uint8Array(gzipSync(writeZip(files))),
]
const real = hasSharedData
  ? [
      sharedBytes('phone/dfvfs/absolute_paths.tar'),
      sharedBytes('phone/ileapp/testdata.BeReal.bereal_contacts.josh_ios15_ffs.zip'),
    ]
  : []

const id = fileIdOf('HomeDomain', 'a')
const blob = writeMbFile({ path: 'a', sizeBytes: 1, kind: 'file', modified: 1_700_000_000, inode: 1 })
const manifest = sqliteBytes({
  journal: 'delete',
  pageSize: 512,
  sql: [
    'CREATE TABLE Files (fileID TEXT, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)',
    ...['a', 'b', 'c'].map((path) => ({
      into: 'Files',
      row: {
        fileID: fileIdOf('HomeDomain', path),
        domain: 'HomeDomain',
        relativePath: path,
        flags: 1,
        file: blob,
      },
    })),
  ],
}).main

it('ends on any bent archive', async () => {
  await readBent([...archives, ...real], (bytes) => ({ file: sourceOfBytes(bytes), name: 'bent' }))
})

it('ends on any bent Manifest.db', async () => {
  await readBent([manifest], (bytes) => ({
    folder: memoryFolder([
      { path: 'Manifest.db', bytes },
      { path: `${id.slice(0, 2)}/${id}`, bytes: utf8.encode('x') },
    ]),
    name: 'bent',
  }))
})

async function readBent(
  samples: readonly Uint8Array[],
  inputOf: (bytes: Uint8Array) => FileInput | FolderInput,
): Promise<void> {
  const end = performance.now() + fuzzSeconds() * 1000
  let seed = Date.now() % 2 ** 31
  for (; performance.now() < end; ) {
    const bent: Uint8Array[] = []
    readMutations(samples, (bytes) => bent.push(bytes), { seconds: 0.002, seed })
    for (const bytes of bent) {
      await readAll(inputOf(bytes), `mutation seed ${seed}`)
      seed += 1
      if (performance.now() > end) break
    }
  }
  expect(readdirSync(spoolFolder).length).toBeLessThan(2)
}

async function readAll(input: FileInput | FolderInput, seed: string): Promise<void> {
  const tree = await openEvidence(input, powers)
  if (!tree.ok) return
  const { entries, containers } = tree.value
  const paths = [...entries, ...containers].map((entry) => entry.path)
  expect(new Set(paths).size, seed).toBe(paths.length)
  for (const entry of [...entries, ...containers]) {
    expect(entry.logical.path.split('/'), seed).not.toContain('..')
    const opened = await entry.open()
    for (let at = 0; opened.bytes && at < opened.bytes.size; )
      at += opened.bytes.read(at, 65_536).length || Infinity
    opened.close()
    opened.close()
  }
  makePathIndex(tree.value).matching({ domain: 'HomeDomain', path: '*/a' })
  tree.value.close()
}
