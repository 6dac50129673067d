import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sourceOfBytes } from '@manumit/base'
import { listFolder, makeIntakePowers } from '@manumit/io'
import {
  fileIdOf,
  sqliteBytes,
  writeAndroidBackup,
  writeTar,
  writeTarGz,
  writeXmlPlist,
  writeZip,
} from '@manumit/makers'
import { afterAll, describe, expect, it } from 'vitest'
import { memoryFolder } from './memory-folder.ts'
import { openEvidence } from './open-evidence.ts'
import type { EvidenceTree, IntakeLimits, TreeEntry } from './tree.ts'

const spoolFolder = mkdtempSync(join(tmpdir(), 'manumit-intake-'))
afterAll(() => rmSync(spoolFolder, { recursive: true }))

const powers = makeIntakePowers({ spoolFolder })
const limited = (limits: Partial<IntakeLimits>) => makeIntakePowers({ spoolFolder, limits })
const utf8 = new TextEncoder()

const member = (path: string, content = path) => ({ path, bytes: utf8.encode(content) })

async function opened(bytes: Uint8Array, name: string, using = powers): Promise<EvidenceTree> {
  const tree = await openEvidence({ file: sourceOfBytes(bytes), name }, using)
  if (!tree.ok) throw new Error(tree.error.code)
  return tree.value
}

async function openedFolder(files: readonly { path: string; bytes: Uint8Array }[], using = powers) {
  const tree = await openEvidence({ folder: memoryFolder(files), name: 'folder' }, using)
  if (!tree.ok) throw new Error(tree.error.code)
  return tree.value
}

async function contentOf(entry: TreeEntry): Promise<string> {
  const { bytes, close } = await entry.open()
  const text = bytes === null ? '(nothing)' : new TextDecoder().decode(bytes.read(0, bytes.size))
  close()
  return text
}

/** Path and content of each entry. */
const contents = async (tree: EvidenceTree): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(tree.entries.map(async (entry) => [entry.path, await contentOf(entry)] as const)),
  )

const codes = (tree: EvidenceTree): string[] => tree.issues.map((issue) => issue.code)
const issueCodes = async (entry: TreeEntry): Promise<string[]> => {
  const { issues, close } = await entry.open()
  return [...issues, ...close()].map((issue) => issue.code)
}

const two = [member('private/var/mobile/a'), member('b/c')]

describe('openEvidence', () => {
  it.each([
    ['zip', writeZip(two), 'zip', ['x']],
    ['stored zip', writeZip(two, { method: 'store' }), 'zip', ['x']],
    ['zip with sizes after the data', writeZip(two, { dataDescriptor: true }), 'zip', ['x']],
    ['tar', writeTar(two), 'tar', ['x']],
    ['tar.gz', writeTarGz(two), 'tar', ['x', 'x!x']],
    ['zip.gz', gzipSync(writeZip(two)), 'zip', ['x', 'x!x']],
  ] as const)('presents a %s by its bytes, whatever its name', async (_, bytes, kind, containers) => {
    const tree = await opened(bytes, 'x')
    expect(tree.kind).toBe(kind)
    expect(tree.issues).toEqual([])
    expect(await contents(tree)).toEqual({ 'private/var/mobile/a': 'private/var/mobile/a', 'b/c': 'b/c' })
    expect(tree.entries[0]!.logical).toEqual({ path: 'mobile/a' })
    expect(tree.containers.map((entry) => entry.path)).toEqual(containers)
    tree.close()
  })

  it('presents one gzipped file as that file, with its gzip beside it to be hashed', async () => {
    const tree = await opened(gzipSync('a teapot'), 'mmssms.db.gz')
    expect(await contents(tree)).toEqual({ 'mmssms.db': 'a teapot' })
    expect(tree.entries[0]!.sizeBytes).toBe(8)
    expect(tree.containers.map((entry) => entry.path)).toEqual(['mmssms.db.gz'])
  })

  it('presents a single file with what stands beside it', async () => {
    const file = sourceOfBytes(utf8.encode('main'))
    const wal = sourceOfBytes(utf8.encode('log'))
    const tree = await openEvidence({ file, name: 'x.db', beside: { wal } }, powers)
    expect(tree.ok && (await contents(tree.value))).toEqual({ 'x.db': 'main', 'x.db-wal': 'log' })
    expect(tree.ok && tree.value.kind).toBe('file')
  })

  it.each([true, false])('maps an Android backup, compressed: %s', async (compressed) => {
    const bytes = writeAndroidBackup(
      [
        member('data/data/org.example/databases/chat.db'),
        member('data/data/org.example/files/f'),
        member('data/media/0/DCIM/a.jpg'),
      ],
      { compressed },
    )
    const tree = await opened(bytes, 'backup.ab')
    expect(tree.kind).toBe('android-backup')
    expect(tree.entries.map((entry) => entry.logical.path)).toEqual([
      'data/data/org.example/databases/chat.db',
      'data/data/org.example/files/f',
      'data/media/0/DCIM/a.jpg',
    ])
    expect(tree.entries[0]!.path).toBe('apps/org.example/db/chat.db')
    expect(Object.values(await contents(tree))).toContain('data/data/org.example/files/f')
    tree.close()
  })

  it('refuses an encrypted Android backup, and names it where it lies among other files', async () => {
    const bytes = utf8.encode('ANDROID BACKUP\n5\n1\nAES-256\n00\n00\n10000\n00\n00\n')
    const alone = await openEvidence({ file: sourceOfBytes(bytes), name: 'b.ab' }, powers)
    expect(alone).toMatchObject({ ok: false, error: { code: 'E_ANDROID_BACKUP_ENCRYPTED' } })
    const tree = await openedFolder([{ path: 'b.ab', bytes }, member('notes.txt')])
    expect(codes(tree)).toEqual(['E_ANDROID_BACKUP_ENCRYPTED'])
    expect(tree.entries.map((entry) => entry.path)).toEqual(['b.ab', 'notes.txt'])
  })

  it('finds an iOS backup inside an archive', async () => {
    const id = fileIdOf('HomeDomain', 'Library/SMS/sms.db')
    const manifest = sqliteBytes({
      journal: 'delete',
      sql: [
        'CREATE TABLE Files (fileID TEXT, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)',
        {
          into: 'Files',
          row: { fileID: id, domain: 'HomeDomain', relativePath: 'Library/SMS/sms.db', flags: 1 },
        },
      ],
    }).main
    const files = [
      { path: 'phone/Manifest.db', bytes: manifest },
      member(`phone/${id.slice(0, 2)}/${id}`, 'messages'),
    ]
    for (const bytes of [writeZip(files), writeTarGz(files)]) {
      const tree = await opened(bytes, 'x')
      expect(codes(tree)).toEqual(['E_BACKUP_BLOB'])
      const entry = tree.entries.find((each) => each.logical.domain === 'HomeDomain')!
      expect(entry.origin).toBe('phone/')
      expect(await contentOf(entry)).toBe('messages')
      tree.close()
    }
  })

  it('knows the apps of a file system by the property list in each container', async () => {
    const container = 'private/var/mobile/Containers/Data/Application/00000000-0000-4000-8000-000000000001'
    const metadata = (value: object) =>
      utf8.encode(writeXmlPlist(value as Parameters<typeof writeXmlPlist>[0]))
    const name = '.com.apple.mobile_container_manager.metadata.plist'
    const tree = await openedFolder([
      { path: `${container}/${name}`, bytes: metadata({ MCMMetadataIdentifier: 'org.example.chat' }) },
      member(`${container}/Documents/chat.db`),
      { path: `${container}2/${name}`, bytes: metadata({ MCMMetadataIdentifier: '../../x' }) },
      member(`${container}2/Documents/chat.db`),
    ])
    expect(
      tree.entries.filter((entry) => entry.path.endsWith('chat.db')).map((entry) => entry.logical),
    ).toEqual([
      { domain: 'AppDomain-org.example.chat', path: 'Documents/chat.db' },
      { path: 'mobile/Containers/Data/Application/00000000-0000-4000-8000-0000000000012/Documents/chat.db' },
    ])
    expect(codes(tree)).toEqual(['E_CONTAINER_NAME_UNREADABLE'])
  })
})

describe('an opened entry', () => {
  it('says when its file changed while it was open', async () => {
    const path = mkdtempSync(join(spoolFolder, 'changing-'))
    writeFileSync(join(path, 'file'), 'before')
    const folder = listFolder(path)
    const tree = folder.ok ? await openEvidence({ folder: folder.value, name: 'changing' }, powers) : folder
    if (!tree.ok) throw new Error(tree.error.code)
    const [entry] = tree.value.entries
    expect((await entry!.open()).close()).toEqual([])
    const { close } = await entry!.open()
    appendFileSync(join(path, 'file'), ' and after')
    expect(close().map((issue) => issue.code)).toEqual(['E_EVIDENCE_CHANGED'])
    expect(await issueCodes(entry!)).toEqual(['E_ENTRY_SIZE_DIFFERS'])
    rmSync(join(path, 'file'))
    expect(await issueCodes(entry!)).toEqual(['E_ENTRY_UNREADABLE'])
    rmSync(path, { recursive: true })
  })

  it('of some megabytes passes through the spool, which is empty again when all is closed', async () => {
    const spooling = makeIntakePowers({ spoolFolder })
    const large = Uint8Array.from({ length: 6_000_000 }, (_, i) => (i * i) >>> 7)
    const tree = await opened(gzipSync(writeZip([{ path: 'large', bytes: large }])), 'x.zip.gz', spooling)
    const { bytes, issues, close } = await tree.entries[0]!.open()
    expect(issues).toEqual([])
    expect(Buffer.compare(bytes!.read(0, large.length), large)).toBe(0)
    expect([...bytes!.read(5_999_990, 100)]).toEqual([...large.subarray(5_999_990)])
    close()
    tree.close()
    spooling.close()
    expect(readdirSync(spoolFolder)).toEqual([])
  })
})

describe('archives among other files', () => {
  it('are unpacked in their place, one inside another, down to the limit', async () => {
    const innermost = writeZip([member('deep.txt')])
    const inner = writeZip([{ path: 'c.zip', bytes: innermost }, member('b.txt')])
    const tree = await openedFolder([
      { path: 'a.zip', bytes: writeZip([{ path: 'b.zip', bytes: inner }]) },
      { path: 'n/log.gz', bytes: gzipSync('a lamp') },
      { path: 'n/x.zip.gz', bytes: gzipSync(inner) },
      member('z.txt'),
    ])
    expect(tree.entries.map((entry) => entry.path)).toEqual([
      'a.zip!b.zip!c.zip',
      'a.zip!b.zip!b.txt',
      'n/log.gz!log',
      'n/x.zip.gz!x.zip!c.zip!deep.txt',
      'n/x.zip.gz!x.zip!b.txt',
      'z.txt',
    ])
    expect(codes(tree)).toEqual(['E_ARCHIVE_NOT_OPENED'])
    expect(tree.entries.find((entry) => entry.path === 'n/log.gz!log')!.logical).toEqual({ path: 'n/log' })
    expect((await contents(tree))['n/x.zip.gz!x.zip!c.zip!deep.txt']).toBe('deep.txt')
    tree.close()
  })

  it('stay one file where they are documents or programs', async () => {
    const files = [
      { path: 'letter.docx', bytes: writeZip([member('[Content_Types].xml'), member('word/document.xml')]) },
      { path: 'sheet.ods', bytes: writeZip([member('mimetype'), member('content.xml')]) },
      { path: 'app.apk', bytes: writeZip([member('AndroidManifest.xml'), member('classes.dex')]) },
      { path: 'app.ipa', bytes: writeZip([member('Payload/X.app/Info.plist')]) },
      { path: 'lib.jar', bytes: writeZip([member('META-INF/MANIFEST.MF')]) },
    ]
    const tree = await openedFolder(files)
    expect(tree.entries.map((entry) => entry.path)).toEqual(files.map((file) => file.path).sort())
    expect(codes(tree)).toEqual(files.map(() => 'E_ARCHIVE_IS_ONE_FILE'))
  })

  it('are not taken for documents by a member in the wrong place', async () => {
    for (const name of ['mimetype', 'AndroidManifest.xml', 'META-INF/MANIFEST.MF', '[Content_Types].xml']) {
      const tree = await opened(writeZip([member('a'), member('b'), member(name)]), 'x')
      expect(tree.entries).toHaveLength(3)
    }
  })

  it('of one name are kept apart, each under its own', async () => {
    const one = { path: 'a.zip', bytes: writeZip([member('x', 'first')]) }
    const two = { path: 'a.zip', bytes: writeZip([member('x', 'second')]) }
    const tree = await opened(writeZip([one, two]), 'outer')
    expect(await contents(tree)).toEqual({ 'a.zip!x': 'first', 'a.zip#2!x': 'second' })
    expect(codes(tree)).toEqual(['E_NAME_DUPLICATE'])
  })

  it("stay one file inside a phone's own file system", async () => {
    const zip = writeZip([member('x')])
    const tree = await opened(writeZip([{ path: 'private/var/mobile/Library/a.zip', bytes: zip }]), 'x')
    expect(tree.entries.map((entry) => entry.path)).toEqual(['private/var/mobile/Library/a.zip'])
    expect(tree.issues).toEqual([])
  })

  it('are hashed too: each packed file stands among the containers and opens', async () => {
    const tree = await openedFolder([{ path: 'x.zip.gz', bytes: gzipSync(writeZip([member('a')])) }])
    expect(tree.containers.map((entry) => entry.path)).toEqual(['x.zip.gz', 'x.zip.gz!x.zip'])
    for (const container of tree.containers) {
      const { bytes, close } = await container.open()
      expect(bytes!.size).toBeGreaterThan(50)
      close()
    }
  })

  it('can be many: members of hundreds of archives are opened in any order', async () => {
    const files = Array.from({ length: 200 }, (_, i) => ({
      path: `${i}.zip.gz`,
      bytes: gzipSync(writeZip([member('a', `a${i}`), member('b', `b${i}`)])),
    }))
    const tree = await openedFolder(files)
    const odd = tree.entries.filter((_, i) => i % 2 === 1)
    const even = tree.entries.filter((_, i) => i % 2 === 0)
    for (const entry of [...odd, ...even.toReversed()])
      expect(await contentOf(entry)).toBe(entry.path.replace(/^(\d+)\..*!(.)$/, '$2$1'))
    expect(tree.close()).toEqual([])
  })
})

describe('hostile archives', () => {
  const evil = [
    member('../../etc/passwd'),
    member('/etc/shadow'),
    member('..\\..\\windows\\system32\\x'),
    member('C:\\x\\y'),
    member(`${'n'.repeat(300)}.txt`),
    member('twice', 'first'),
    member('twice', 'second'),
    { path: 'link', bytes: new Uint8Array(0), linkTo: '/etc/passwd' },
    member('bell\u0007\n'),
  ]

  it.each([
    ['zip', writeZip(evil)],
    ['tar', writeTar(evil)],
  ] as const)('in %s form: odd names are reported, mapped and kept; nothing is lost', async (_, bytes) => {
    const tree = await opened(bytes, 'evil')
    expect(tree.entries).toHaveLength(evil.length - 1)
    for (const entry of tree.entries) {
      expect(entry.logical.path).not.toMatch(/^\/|^[A-Z]:|(^|\/)\.\.(\/|$)/)
      expect(entry.logical.path).not.toContain('\\')
    }
    expect((await contents(tree))['twice#2']).toBe('second')
    expect(new Set(codes(tree))).toEqual(
      new Set([
        'E_NAME_ESCAPES',
        'E_NAME_TOO_LONG',
        'E_NAME_DUPLICATE',
        'E_NAME_CONTROL',
        'E_LINK_RECORDED',
        'E_NAME_ABSOLUTE',
        'E_NAME_BACKSLASH',
      ]),
    )
    expect(codes(tree).filter((code) => code === 'E_NAME_ESCAPES')).toHaveLength(2)
    expect(tree.issues.find((issue) => issue.code === 'E_NAME_ABSOLUTE')?.data).toEqual({ count: 2 })
  })

  it('a bomb is given up at the ratio, and other members are read', async () => {
    const bytes = writeZip([{ path: 'bomb', bytes: new Uint8Array(3_000_000) }, member('teapot')])
    const tree = await opened(bytes, 'x', limited({ ratio: 100, ratioFloorBytes: 1_000_000 }))
    const [bomb, teapot] = tree.entries
    expect(await issueCodes(bomb!)).toEqual(['E_ENTRY_BOMB'])
    expect((await bomb!.open()).bytes).toBeNull()
    expect(await contentOf(teapot!)).toBe('teapot')
  })

  it('a gzip bomb around an archive or a file is given up before it fills the disk', async () => {
    const bomb = gzipSync(new Uint8Array(20_000_000))
    const using = limited({ ratio: 100, ratioFloorBytes: 1_000_000 })
    const tree = await opened(bomb, 'x.gz', using)
    expect(await issueCodes(tree.entries[0]!)).toEqual(['E_ENTRY_BOMB'])
    const around = gzipSync(
      Buffer.concat([writeTar([member('a')]).subarray(0, 1024), new Uint8Array(20_000_000)]),
    )
    const packed = await opened(around, 'x.tar.gz', using)
    expect(codes(packed)).toEqual(['E_ENTRY_BOMB'])
  })

  it('a member above the limit is given up', async () => {
    const tree = await opened(writeZip([member('a', 'x'.repeat(2000))]), 'x', limited({ entryBytes: 1000 }))
    expect(await issueCodes(tree.entries[0]!)).toEqual(['E_ENTRY_TOO_LARGE'])
  })

  it('more members than the limit are not listed, and that is said', async () => {
    const many = Array.from({ length: 50 }, (_, i) => member(`f${i}`))
    for (const bytes of [writeZip(many), writeTar(many)]) {
      const tree = await opened(bytes, 'x', limited({ entries: 10 }))
      expect(tree.entries.length + tree.containers.length).toBe(10)
      expect(codes(tree)).toContain('E_TREE_TOO_LARGE')
    }
  })

  it('a flood of odd names is counted after the first thousand', async () => {
    const many = Array.from({ length: 1500 }, () => member('same'))
    const tree = await opened(writeZip(many, { method: 'store' }), 'x')
    expect(tree.entries).toHaveLength(1500)
    expect(codes(tree).filter((code) => code === 'E_NAME_DUPLICATE')).toHaveLength(1000)
    expect(tree.issues.find((issue) => issue.code === 'E_ISSUES_MORE')?.data).toEqual({
      code: 'E_NAME_DUPLICATE',
      count: 499,
    })
  })

  it('an encrypted member is named as such', async () => {
    const bytes = writeZip([member('secret'), member('open')])
    setEncrypted(bytes, 'secret')
    const tree = await opened(bytes, 'x')
    expect(await issueCodes(tree.entries[0]!)).toEqual(['E_ENTRY_ENCRYPTED'])
    expect(await contentOf(tree.entries[1]!)).toBe('open')
  })

  it('a member packed by another method is named with it', async () => {
    const bytes = writeZip([member('a')])
    inHeaders(bytes, 'a', ({ zip, at, isLocal }) => zip.writeUInt16LE(12, at + (isLocal ? 8 : 10)))
    const [entry] = (await opened(bytes, 'x')).entries
    const { issues } = await entry!.open()
    expect(issues).toMatchObject([{ code: 'E_ENTRY_METHOD', data: { method: 12 } }])
  })

  it('members that all claim the same bytes are read a hundred times, not a million', async () => {
    const bytes = writeZip(
      Array.from({ length: 150 }, (_, i) => member(`f${i}`, 'the same bytes, again and again')),
    )
    for (let i = 0; i < 150; i++)
      inHeaders(bytes, `f${i}`, ({ zip, at, isLocal }) => isLocal || zip.writeUInt32LE(0, at + 42))
    const tree = await opened(bytes, 'x')
    expect(codes(tree)).toContain('E_ZIP_OVERLAP')
    const said = await Promise.all(tree.entries.map(issueCodes))
    expect(said.filter((each) => each.includes('E_ENTRY_SHARED'))).toHaveLength(49)
  })

  it('pipes and devices in a tar are named and have no content', async () => {
    const bytes = writeTar([member('pipe', ''), member('file')])
    bytes[156] = 0x36
    // The header's checksum follows its type, which rose from 0 to 6.
    const sum = Number.parseInt(new TextDecoder().decode(bytes.subarray(148, 154)), 8) + 6
    bytes.set(utf8.encode(sum.toString(8).padStart(6, '0')), 148)
    const tree = await opened(bytes, 'x')
    expect(codes(tree)).toEqual(['E_ENTRY_SPECIAL'])
    expect(tree.entries.map((entry) => entry.path)).toEqual(['file'])
  })

  it('damaged content is given with the word that its checksum differs', async () => {
    const bytes = writeZip([member('a', 'a bridge in the fog')], { method: 'store' })
    const at = Buffer.from(bytes).indexOf('bridge')
    bytes[at] = bytes[at]! ^ 1
    const tree = await opened(bytes, 'x')
    expect(await issueCodes(tree.entries[0]!)).toEqual(['E_ENTRY_CRC_DIFFERS'])
  })
})

describe('an archive cut at any byte', () => {
  it.each([
    ['zip', writeZip(two)],
    ['tar', writeTar(two)],
    ['tar.gz', writeTarGz(two)],
    ['ab', writeAndroidBackup(two)],
    ['gz', new Uint8Array(gzipSync('a lamp, a teapot'))],
  ] as const)('%s: ends, gives only what was there, and says that something is missing', async (_, whole) => {
    const complete = await contents(await opened(whole, 'x'))
    for (let cut = 0; cut < whole.length; cut++) {
      const result = await openEvidence({ file: sourceOfBytes(whole.slice(0, cut)), name: 'x' }, powers)
      if (!result.ok) continue
      const tree = result.value
      let said = tree.issues.length > 0 || tree.kind === 'file'
      for (const entry of tree.entries) {
        const { bytes, issues, close } = await entry.open()
        said ||= issues.length > 0
        const text = bytes === null ? '' : new TextDecoder().decode(bytes.read(0, bytes.size))
        if (entry.path in complete) expect(complete[entry.path]!.startsWith(text)).toBe(true)
        close()
      }
      const isWhole = tree.entries.length === Object.keys(complete).length
      expect(said || isWhole).toBe(true)
      tree.close()
    }
  })
})

interface Header {
  readonly zip: Buffer
  readonly at: number
  readonly isLocal: boolean
}

/** Does something to a member's local header and to its header in the central directory. */
function inHeaders(bytes: Uint8Array, name: string, act: (header: Header) => unknown): void {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (const [signature, lengthAt, nameAt] of [
    ['PK\x03\x04', 26, 30],
    ['PK\x01\x02', 28, 46],
  ] as const)
    for (let at = zip.indexOf(signature, 0, 'latin1'); at >= 0; at = zip.indexOf(signature, at + 1, 'latin1'))
      if (zip.toString('latin1', at + nameAt, at + nameAt + zip.readUInt16LE(at + lengthAt)) === name)
        act({ zip, at, isLocal: nameAt === 30 })
}

/** Sets the encryption bit of a member. */
function setEncrypted(bytes: Uint8Array, name: string): void {
  inHeaders(bytes, name, ({ zip, at, isLocal }) => {
    const flags = at + (isLocal ? 6 : 8)
    zip.writeUInt8(zip.readUInt8(flags) | 1, flags)
  })
}
