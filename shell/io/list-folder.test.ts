import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FolderListing } from '@manumit/intake'
import { afterAll, describe, expect, it } from 'vitest'
import { listFolder } from './list-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-list-folder-'))
afterAll(() => rmSync(folder, { recursive: true }))

function listed(path: string, options?: Parameters<typeof listFolder>[1]): FolderListing {
  const listing = listFolder(path, options)
  if (!listing.ok) throw new Error(listing.error.code)
  return listing.value
}

function made(name: string): string {
  const path = join(folder, name)
  mkdirSync(path)
  return path
}

describe('listFolder', () => {
  it('lists files in the order of their code units, with size and time, and no folders', () => {
    const root = made('plain')
    mkdirSync(join(root, 'b/empty'), { recursive: true })
    for (const name of ['b/z', 'b/a', 'a', 'Z', 'é']) writeFileSync(join(root, name), name)
    const { files, links, issues } = listed(root)
    expect(files.map((file) => file.path)).toEqual(['Z', 'a', 'b/a', 'b/z', 'é'])
    expect(files.map((file) => file.sizeBytes)).toEqual([1, 1, 3, 3, 2])
    expect(files[0]!.modified).toBeGreaterThan(1.5e15)
    expect([links, issues]).toEqual([[], []])
  })

  it('reports links and follows none, whether to files, folders, nowhere or themselves', () => {
    const root = made('links')
    writeFileSync(join(root, 'file'), 'x')
    mkdirSync(join(root, 'inner'))
    symlinkSync('file', join(root, 'to-file'))
    symlinkSync('..', join(root, 'inner/to-parent'))
    symlinkSync('/nowhere/at/all', join(root, 'to-nothing'))
    const { files, links } = listed(root)
    expect(files.map((file) => file.path)).toEqual(['file'])
    expect(links).toEqual([
      { path: 'inner/to-parent', target: '..' },
      { path: 'to-file', target: 'file' },
      { path: 'to-nothing', target: '/nowhere/at/all' },
    ])
  })

  it('opens what it listed and nothing else', () => {
    const root = made('open')
    writeFileSync(join(root, 'file'), 'content')
    const listing = listed(root)
    const opened = listing.open('file')
    expect(opened.ok && new TextDecoder().decode(opened.value.read(0, 7))).toBe('content')
    if (opened.ok) opened.value.close()
    for (const path of ['../open/file', '/etc/hostname', 'absent'])
      expect(listing.open(path)).toMatchObject({ ok: false, error: { code: 'E_FILE_UNREADABLE' } })
  })

  it('refuses a file swapped for a link after it was listed', () => {
    const root = made('swapped')
    writeFileSync(join(root, 'file'), 'content')
    const listing = listed(root)
    rmSync(join(root, 'file'))
    symlinkSync('/etc/hostname', join(root, 'file'))
    expect(listing.open('file')).toMatchObject({ ok: false, error: { code: 'E_FILE_IS_LINK' } })
  })

  it.runIf(process.platform === 'linux')(
    'escapes names that are not UTF-8 and opens them by their bytes',
    () => {
      const root = made('names')
      const name = Buffer.from([0x66, 0xff, 0x67])
      writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name]), 'odd')
      writeFileSync(join(root, 'f%FFg'), 'percent')
      const listing = listed(root)
      expect(listing.files.map((file) => file.path)).toEqual(['f%FFg', 'f%FFg#2'])
      expect(listing.issues.map((issue) => issue.code)).toEqual(['E_NAME_NOT_UTF8'])
      const contents = listing.files.map((file) => {
        const opened = listing.open(file.path)
        if (!opened.ok) return opened.error.code
        const text = new TextDecoder().decode(opened.value.read(0, 10))
        opened.value.close()
        return text
      })
      expect(contents.sort()).toEqual(['odd', 'percent'])
    },
  )

  it.runIf(process.platform !== 'win32')('reports pipes without waiting for them', () => {
    const root = made('special')
    execFileSync('mkfifo', [join(root, 'pipe')])
    const { files, issues } = listed(root)
    expect(files).toEqual([])
    expect(issues.map((issue) => [issue.code, issue.at?.path])).toEqual([['E_FILE_SPECIAL', 'pipe']])
  })

  it.runIf(process.platform !== 'win32' && process.getuid?.() !== 0)(
    'reports folders it may not list',
    () => {
      const root = made('closed')
      mkdirSync(join(root, 'inner'))
      chmodSync(join(root, 'inner'), 0o000)
      const { issues } = listed(root)
      chmodSync(join(root, 'inner'), 0o700)
      expect(issues.map((issue) => [issue.code, issue.at?.path])).toEqual([['E_FOLDER_UNREADABLE', 'inner']])
    },
  )

  it('stops at its bound and says so', () => {
    const root = made('many')
    for (let i = 0; i < 20; i++) writeFileSync(join(root, `f${i}`), '')
    const { files, issues } = listed(root, { maxFiles: 10 })
    expect(files).toHaveLength(10)
    expect(issues.map((issue) => issue.code)).toEqual(['E_FOLDER_TOO_LARGE'])
  })

  it('refuses what is no folder', () => {
    const path = join(folder, 'a-file')
    writeFileSync(path, '')
    expect(listFolder(path)).toMatchObject({ ok: false, error: { data: { reason: 'ENOTDIR' } } })
    expect(listFolder(join(folder, 'absent'))).toMatchObject({
      ok: false,
      error: { data: { reason: 'ENOENT' } },
    })
  })
})
