import { makeIntakePowers } from '@manumit/io'
import { fileIdOf, sqliteBytes, writeMbFile, writeXmlPlist } from '@manumit/makers'
import { describe, expect, it } from 'vitest'
import { memoryFolder } from './memory-folder.ts'
import { openEvidence } from './open-evidence.ts'
import type { EvidenceTree } from './tree.ts'

const powers = makeIntakePowers({ spoolFolder: '/nonexistent' })
const text = new TextEncoder()

interface Stored {
  readonly domain: string
  readonly path: string
  readonly content?: string
  /** Deviations from what a phone would write. */
  readonly fileID?: string | null
  readonly flags?: number
  readonly recordedSize?: number
  readonly isMissing?: boolean
  readonly blob?: Uint8Array | null
  readonly target?: string
}

const sms: Stored = { domain: 'HomeDomain', path: 'Library/SMS/sms.db', content: 'messages' }
const photo: Stored = { domain: 'CameraRollDomain', path: 'Media/DCIM/a.jpg', content: 'teapot' }

/** A backup's files: Manifest.db with a row for each, and each content under its fileID. */
function backup(stored: readonly Stored[], prefix = ''): { path: string; bytes: Uint8Array }[] {
  const rows = stored.map((file, inode) => ({
    fileID: file.fileID === undefined ? fileIdOf(file.domain, file.path) : file.fileID,
    domain: file.domain,
    relativePath: file.path,
    flags: file.flags ?? 1,
    file:
      file.blob === undefined
        ? writeMbFile({
            path: file.path,
            sizeBytes: file.recordedSize ?? file.content?.length ?? 0,
            kind: file.flags === 2 ? 'folder' : file.flags === 4 ? 'link' : 'file',
            modified: 1_700_000_000 + inode,
            inode,
            ...(file.target !== undefined && { target: file.target }),
          })
        : file.blob,
  }))
  const schema = 'CREATE TABLE Files (fileID TEXT, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)'
  const manifest = sqliteBytes({
    journal: 'delete',
    sql: [schema, ...rows.map((row) => ({ into: 'Files', row }))],
  }).main
  return [
    { path: `${prefix}Manifest.db`, bytes: manifest },
    { path: `${prefix}Info.plist`, bytes: text.encode(INFO) },
    ...stored.flatMap((file) => {
      if (file.content === undefined || file.isMissing) return []
      const id = fileIdOf(file.domain, file.path)
      return [{ path: `${prefix}${id.slice(0, 2)}/${id}`, bytes: text.encode(file.content) }]
    }),
  ]
}

const INFO = writeXmlPlist({
  'Device Name': 'Bridge phone',
  'Product Version': '17.0',
  Icon: new Uint8Array(8),
})

async function tree(files: Parameters<typeof memoryFolder>[0]): Promise<EvidenceTree> {
  const opened = await openEvidence({ folder: memoryFolder(files), name: 'backup' }, powers)
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

const codes = (opened: EvidenceTree): string[] => opened.issues.map((issue) => issue.code)

describe('an iOS backup', () => {
  it('gives stored files their domain, path and time on the phone, and keeps their stored names', async () => {
    const opened = await tree(backup([sms, photo]))
    expect(opened.kind).toBe('ios-backup')
    expect(opened.issues).toEqual([])
    const id = fileIdOf(sms.domain, sms.path)
    expect(opened.entries.find((entry) => entry.logical.path === sms.path)).toMatchObject({
      path: `${id.slice(0, 2)}/${id}`,
      origin: '',
      logical: { domain: 'HomeDomain', path: 'Library/SMS/sms.db' },
      sizeBytes: 8,
      modified: 1_700_000_000_000_000,
    })
    expect(opened.entries.map((entry) => entry.path)).toContain('Manifest.db')
  })

  it('tells what the backup says of its phone, by file and name', async () => {
    expect((await tree(backup([sms]))).devices).toEqual([
      {
        origin: '',
        facts: { 'Info.plist/Device Name': 'Bridge phone', 'Info.plist/Product Version': '17.0' },
      },
    ])
  })

  it('reports a recorded size that is not the real one and keeps each byte', async () => {
    const opened = await tree(backup([{ ...sms, recordedSize: 3 }]))
    expect(codes(opened)).toEqual(['E_ENTRY_SIZE_DIFFERS'])
    expect(opened.issues[0]?.data).toEqual({ declared: 3, actual: 8 })
    const entry = await opened.entries.find((each) => each.logical.domain === 'HomeDomain')!.open()
    expect(new TextDecoder().decode(entry.bytes?.read(0, 100))).toBe('messages')
  })

  it.each([
    ['a file that is missing', { ...photo, isMissing: true }, ['E_BACKUP_FILE_MISSING']],
    [
      'a fileID that would be another path',
      { ...photo, fileID: '../../../../etc/passwd', isMissing: true },
      ['E_BACKUP_FILE_ID'],
    ],
    ['no fileID', { ...photo, fileID: null, isMissing: true }, ['E_BACKUP_FILE_ID']],
    ['a link', { domain: 'RootDomain', path: 'link', flags: 4, target: '/private/etc' }, ['E_LINK_RECORDED']],
    ['a folder', { domain: 'RootDomain', path: 'folder', flags: 2 }, []],
    ['unknown flags', { ...photo, flags: 7, isMissing: true }, ['E_BACKUP_ROW']],
    ['a record that is no MBFile', { ...photo, blob: text.encode('bplist00 torn') }, ['E_BACKUP_BLOB']],
    ['no record', { ...photo, blob: null }, ['E_BACKUP_BLOB']],
    ['a path that climbs', { ...photo, path: '../../x.jpg' }, ['E_NAME_ESCAPES']],
  ] as const)('reports %s and reads the others', async (_, odd, expected) => {
    const opened = await tree(backup([odd, sms]))
    expect(codes(opened)).toEqual(expected)
    expect(opened.entries.filter((entry) => entry.logical.path === sms.path)).toHaveLength(1)
    expect(opened.entries.every((entry) => !entry.logical.path.includes('..'))).toBe(true)
  })

  it('lists files that Manifest.db does not, under their stored names', async () => {
    const stray = { path: `ab/ab${'0'.repeat(38)}`, bytes: text.encode('stray') }
    const opened = await tree([...backup([sms]), stray])
    expect(opened.issues.map((issue) => [issue.code, issue.at?.path])).toEqual([
      ['E_BACKUP_FILE_UNLISTED', stray.path],
    ])
    expect(opened.entries.map((entry) => entry.path)).toContain(stray.path)
  })

  it('reports one stored file that is listed twice', async () => {
    const again = { ...photo, fileID: fileIdOf(sms.domain, sms.path), isMissing: true }
    expect(codes(await tree(backup([sms, again])))).toEqual(['E_BACKUP_DUPLICATE'])
  })

  it('names one from before iOS 10 and lists its files as stored', async () => {
    const opened = await tree([
      { path: 'Manifest.mbdb', bytes: text.encode('mbdb') },
      { path: 'ab', bytes: text.encode('x') },
    ])
    expect(codes(opened)).toEqual(['E_BACKUP_FORMAT_OLD'])
    expect(opened.entries).toHaveLength(2)
  })

  it('keeps two backups in one folder apart', async () => {
    const opened = await tree([...backup([sms], 'one/'), ...backup([photo, sms], 'two/')])
    expect(opened.issues).toEqual([])
    expect(opened.devices.map((device) => device.origin)).toEqual(['one/', 'two/'])
    const origins = opened.entries
      .filter((entry) => entry.logical.path === sms.path)
      .map((entry) => entry.origin)
    expect(origins).toEqual(['one/', 'two/'])
  })
})

describe('a backup inside another backup folder', () => {
  it('is none of its files', async () => {
    const opened = await tree([...backup([sms]), ...backup([photo], 'older/')])
    expect(opened.issues).toEqual([])
    expect(opened.devices.map((device) => device.origin)).toEqual(['', 'older/'])
    expect(opened.entries.find((entry) => entry.path === 'older/Info.plist')?.origin).toBe('older/')
  })
})

describe('a backup whose Manifest.db is no SQLite file', () => {
  const ciphertext = Uint8Array.from({ length: 4096 }, (_, i) => (i * 167 + 13) & 0xff)
  const bag = { path: 'Manifest.plist', bytes: text.encode(writeXmlPlist({ IsEncrypted: false })) }
  const replaced = (bytes: Uint8Array, prefix = '') =>
    backup([sms], prefix).map((file) => (file.path === `${prefix}Manifest.db` ? { ...file, bytes } : file))

  it('is refused as encrypted where that is all there is, whatever its flag says', async () => {
    const folder = memoryFolder([...replaced(ciphertext), bag])
    expect(await openEvidence({ folder, name: 'backup' }, powers)).toMatchObject({
      ok: false,
      error: { code: 'E_BACKUP_ENCRYPTED' },
    })
  })

  it('is an issue beside other files, which are read', async () => {
    const other = { path: 'notes.txt', bytes: text.encode('a bridge') }
    const opened = await tree([...replaced(ciphertext, 'b/'), { ...bag, path: 'b/Manifest.plist' }, other])
    expect(codes(opened)).toContain('E_BACKUP_ENCRYPTED')
    expect(opened.entries.map((entry) => entry.path)).toContain('notes.txt')
  })

  it('is not called encrypted where it is zeros, empty or torn', async () => {
    const whole = backup([sms])[0]!.bytes
    for (const bytes of [new Uint8Array(4096), new Uint8Array(0), whole.subarray(0, 50)]) {
      const opened = await tree([...replaced(bytes), bag])
      expect(codes(opened)).toContain('E_BACKUP_MANIFEST_UNREADABLE')
      expect(opened.kind).toBe('folder')
    }
  })

  it('ends with issues, and opens or says why not, wherever Manifest.db is cut', async () => {
    const whole = backup([sms, photo])[0]!.bytes
    for (let cut = 0; cut < whole.length; cut += 173) {
      const opened = await openEvidence(
        { folder: memoryFolder(replaced(whole.subarray(0, cut))), name: 'b' },
        powers,
      )
      if (opened.ok) expect(opened.value.issues.length).toBeGreaterThan(0)
    }
  })
})
