import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, inflateSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { PhoneRecipe } from '../recipe.ts'
import { makeAndroidTree } from './tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'manumit-tree-'))
afterAll(() => rmSync(folder, { recursive: true }))

const recipe: PhoneRecipe = {
  device: {
    name: 'T',
    make: 'Example',
    model: 'Pocket 7',
    system: '14',
    number: '+447700900001',
    serial: 'T1',
    copied: '2026-03-21T09:30:00Z',
  },
  conversations: [
    { id: 'a', with: ['+447700900002'], messages: [{ at: '2026-03-01T10:00:00Z', in: 'hello' }] },
  ],
}

/** Names of a ustar archive, by its headers alone. */
function tarNames(tar: Uint8Array): string[] {
  const names: string[] = []
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const block = Buffer.from(tar.subarray(at, at + 512))
    names.push(block.subarray(0, block.indexOf(0)).toString())
    at += 512 + Math.ceil(Number.parseInt(block.subarray(124, 135).toString(), 8) / 512) * 512
  }
  return names
}

describe('makeAndroidTree', () => {
  it('writes the same members in each form', async () => {
    const made = async (name: string, options = {}) => {
      await makeAndroidTree(join(folder, name), recipe, options)
      return readFileSync(join(folder, name))
    }
    const plain = tarNames(await made('t.tar'))
    expect(plain).toContain('data/data/com.android.providers.telephony/databases/mmssms.db')
    expect(tarNames(gunzipSync(await made('t.tar.gz')))).toEqual(plain)
    const backup = await made('t.ab')
    const stored = await made('s.ab', { form: 'ab-stored' })
    const headBytes = 'ANDROID BACKUP\n5\n1\nnone\n'.length
    const names = tarNames(inflateSync(backup.subarray(headBytes)))
    expect(names).toContain('apps/com.android.providers.telephony/db/mmssms.db')
    expect(tarNames(stored.subarray(headBytes))).toEqual(names)
    const zip = (await made('t.zip', { prefix: 'filesystem1/' })).toString('latin1')
    for (const name of plain) expect(zip).toContain(`filesystem1/${name}`)
  })

  it('names the key of a recipe that it does not know', async () => {
    const misspelt = { ...recipe, callz: [] } as PhoneRecipe
    await expect(makeAndroidTree(join(folder, 'x'), misspelt)).rejects.toThrow(/callz/)
  })
})
