import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { filesUnder } from './files-under.ts'
import { hashFiles } from './hash-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-files-under-'))
afterAll(() => rmSync(folder, { recursive: true }))

const codeOf = (path: string): string | undefined => {
  const under = filesUnder(path)
  return under.ok ? undefined : under.error.code
}

it.runIf(process.platform === 'linux')(
  'opens a file whose name is not valid UTF-8 by its bytes',
  async () => {
    const inside = join(folder, 'names')
    mkdirSync(inside)
    writeFileSync(Buffer.concat([Buffer.from(`${inside}/bad`), Buffer.from([0xff])]), 'hidden')
    const under = filesUnder(inside)
    if (!under.ok) throw new Error(under.error.code)
    expect(under.value.files.map((file) => file.path)).toEqual([join(inside, 'bad%FF')])
    expect(under.value.issues.map(({ code, at }) => [code, at?.path])).toEqual([
      ['E_NAME_NOT_UTF8', join(inside, 'bad%FF')],
    ])
    const hashed = await Array.fromAsync(hashFiles(under.value.files, { kind: 'md5' }))
    expect(hashed.map((file) => file.ok)).toEqual([true])
  },
)

it('refuses an empty name, nothing, and a link to itself', () => {
  symlinkSync('loop', join(folder, 'loop'))
  expect(['', join(folder, 'absent'), join(folder, 'loop')].map(codeOf)).toEqual([
    'E_PATH_EMPTY',
    'E_PATH_ABSENT',
    'E_FILE_UNREADABLE',
  ])
})

it('does not hold a file that is too long for a picture', async () => {
  const long = { size: 6e9, read: () => new Uint8Array(0), close: () => [] }
  const file = { path: 'long.jpg', open: () => ({ ok: true, value: long }) as const }
  const [hashed] = await Array.fromAsync(hashFiles([file], { kind: 'pdq' }))
  expect(hashed).toMatchObject({ ok: false, error: { code: 'E_PICTURE_TOO_LONG' } })
})

it('gives no digest of a file that ends before its size', async () => {
  const cut = { size: 100, read: (at: number) => new Uint8Array(at === 0 ? 10 : 0), close: () => [] }
  const file = { path: 'cut', open: () => ({ ok: true, value: cut }) as const }
  const [hashed] = await Array.fromAsync(hashFiles([file], { kind: 'sha256' }))
  expect(hashed).toMatchObject({
    ok: false,
    error: { code: 'E_FILE_CUT_SHORT', data: { read: 10, size: 100 } },
  })
})
