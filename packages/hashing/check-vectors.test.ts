import { shippedVectors } from '@manumit/testing'
import { describe, expect, it } from 'vitest'
import { checkVectors } from './check-vectors.ts'
import { formulaPicture, formulaPictureSchema } from './formula-picture.ts'
import type { HashKind } from './hash-kind.ts'
import { md5 } from './md5/md5.ts'
import { hashKinds } from './registry.ts'
import { vectorFileSchema } from './vector-file.ts'

const message = { id: 'md5.a', kind: 'md5', check: 'message', ascii: 'a', times: 1 }
const right = '0cc175b9c0f1b6a831c399e269772661'

describe('vectors', () => {
  it('cover every kind of the registry', () => {
    const covered = shippedVectors().flatMap(([, json]) =>
      vectorFileSchema.parse(json).vectors.map((vector) => vector.kind),
    )
    expect([...new Set(covered)].sort()).toEqual(hashKinds.map((kind) => kind.id))
  })

  it('say what was expected and what was found where a build is wrong', () => {
    const wrong: HashKind = { ...md5, compute: () => ({ ok: true, value: { text: '00' } }) }
    expect(checkVectors([wrong], { about: '', vectors: [{ ...message, hash: right }] })).toEqual({
      ok: true,
      value: [
        {
          id: 'md5.a',
          kind: 'md5',
          check: 'message',
          compared: 1,
          differences: [{ value: 'hash', expected: right, found: '00' }],
          passed: false,
        },
      ],
    })
  })

  it('count a refusal as a difference, and show its code', () => {
    const refusing: HashKind = { ...md5, compute: () => ({ ok: false, error: { code: 'E_HASH_CONTENT' } }) }
    const result = checkVectors([refusing], { about: '', vectors: [{ ...message, hash: right }] })
    expect(result).toMatchObject({ ok: true, value: [{ differences: [{ found: 'E_HASH_CONTENT' }] }] })
  })

  it('of kinds that are not asked about are left out', () => {
    expect(checkVectors([], { about: '', vectors: [{ ...message, hash: right }] })).toEqual({
      ok: true,
      value: [],
    })
  })

  it.each([
    ['no object', null],
    ['no list', { about: '' }],
    ['an unknown check', { about: '', vectors: [{ ...message, check: 'guess', hash: right }] }],
    [
      'a picture too large to build',
      {
        about: '',
        vectors: [
          {
            id: 'x',
            kind: 'pdq',
            check: 'trace',
            values: {},
            picture: { formula: 'noise', width: 1e9, height: 1e9, channels: 3, parameters: { seed: 1 } },
          },
        ],
      },
    ],
  ])('are refused as a file with %s', (_, json) => {
    expect(checkVectors(hashKinds, json)).toMatchObject({ ok: false, error: { code: 'E_VECTOR_FILE' } })
  })
})

describe('formula pictures', () => {
  it('are the samples the formula says', () => {
    const ramp = formulaPicture({
      formula: 'ramp',
      width: 2,
      height: 2,
      channels: 3,
      parameters: { a: [1, 2, 3], b: [100, 0, 255], k: [250, 0, 1] },
    })
    expect([...ramp.data]).toEqual([250, 0, 1, 251, 2, 4, 94, 0, 0, 95, 2, 3])
  })

  it('have a formula that is named', () => {
    expect(
      formulaPictureSchema.safeParse({ formula: 'photo', width: 1, height: 1, channels: 1 }).success,
    ).toBe(false)
  })
})
