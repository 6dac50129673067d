import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { writeWholeFiles } from './whole-files.ts'

const root = mkdtempSync(join(tmpdir(), 'manumit-whole-'))
afterAll(() => rmSync(root, { recursive: true }))
let number = 0
const fresh = (): string => join(root, String(++number))

async function* pieces(text: string, times: number) {
  for (let i = 0; i < times; i++) yield text
}

it('gives files their names in order, when the last is whole', async () => {
  const folder = fresh()
  const written = await writeWholeFiles(
    [
      { name: 'a', pieces: () => pieces('tea', 200_000) },
      {
        name: 'b',
        async *pieces() {
          expect(readdirSync(folder).filter((name) => !name.endsWith('.partial'))).toEqual([])
          yield 'pot'
        },
      },
    ],
    { folder, isStopped: () => false },
  )
  expect(written.ok && written.value.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
    ['a', 600_000],
    ['b', 3],
  ])
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('tea'.repeat(200_000))
  expect(readdirSync(folder).sort()).toEqual(['a', 'b'])
})

it('leaves nothing under a name when what it writes fails', async () => {
  const folder = fresh()
  const broken = async function* () {
    yield 'tea'
    throw new Error('a fault')
  }
  const run = writeWholeFiles([{ name: 'a', pieces: broken }], { folder, isStopped: () => false })
  await expect(run).rejects.toThrow('a fault')
  expect(readdirSync(folder)).toEqual([])
})

it.skipIf(process.platform === 'win32')(
  'refuses when the machine takes no more bytes, and leaves no file',
  () => {
    const folder = fresh()
    const module = pathToFileURL(join(import.meta.dirname, 'whole-files.ts')).href
    const script = join(root, 'full.mjs')
    writeFileSync(
      script,
      `import { writeWholeFiles } from ${JSON.stringify(module)}
       const pieces = async function* () { for (let i = 0; i < 64; i++) yield 'x'.repeat(1 << 20) }
       const files = [{ name: 'a', pieces }]
       console.log(JSON.stringify(await writeWholeFiles(files, { folder: ${JSON.stringify(folder)}, isStopped: () => false })))`,
    )
    // A limit on the size of a file is met as a full disk is: in the middle of a write.
    const run = spawnSync('sh', ['-c', `ulimit -f 2000; exec "${process.execPath}" "${script}"`], {
      encoding: 'utf8',
    })
    expect(JSON.parse(run.stdout)).toMatchObject({ ok: false, error: { code: 'E_OUTPUT_FAILED' } })
    expect(readdirSync(folder)).toEqual([])
  },
)

it('leaves, killed, only pieces whose names say so, and they are in nobody’s way', async () => {
  const folder = fresh()
  const module = pathToFileURL(join(import.meta.dirname, 'whole-files.ts')).href
  const script = join(root, 'killed.mjs')
  writeFileSync(
    script,
    `import { writeWholeFiles } from ${JSON.stringify(module)}
     const pieces = async function* () { yield 'x'.repeat(1 << 20); process.kill(process.pid, 'SIGKILL'); yield 'y' }
     await writeWholeFiles([{ name: 'a', pieces }], { folder: ${JSON.stringify(folder)}, isStopped: () => false })`,
  )
  spawnSync(process.execPath, [script])
  expect(readdirSync(folder).every((name) => name.endsWith('.partial'))).toBe(true)
  expect(readdirSync(folder)).toHaveLength(1)
  const again = await writeWholeFiles([{ name: 'a', pieces: () => pieces('z', 1) }], {
    folder,
    isStopped: () => false,
  })
  expect(again.ok).toBe(true)
})
