import { expect, it } from 'vitest'
import { findScreen, matchPath } from './router.ts'

it('finds parts by name', () => {
  expect(matchPath('/records/:id', '/records/42')?.params).toEqual({ id: '42' })
  expect(matchPath('/', '/')?.params).toEqual({})
  expect(matchPath('/timeline', '/timeline/')?.params).toEqual({})
})

it.each(['/records', '/records/', '/records/a%2Fb', '/records/1/2', '/other/1'])('%s is no record', (path) =>
  expect(matchPath('/records/:id', path)).toBeNull())

it('takes the first that fits', () =>
  expect(findScreen([{ path: '/a' }, { path: '/:x' }], '/a')?.screen.path).toBe('/a'))
