import { expect, it } from 'vitest'
import { screens } from '../screens.ts'
import { shortcutOf } from './shortcuts.ts'

const press = (key: string) => ({ key, isModified: false, isTyping: false })

it('g and a key go to a screen; ? opens the sheet', () => {
  expect(shortcutOf(press('g'), false, screens)).toEqual({ is: 'prefix' })
  expect(shortcutOf(press('t'), true, screens)).toEqual({ is: 'go', path: '/timeline' })
  expect(shortcutOf(press('t'), false, screens)).toBeNull()
  expect(shortcutOf(press('?'), false, screens)).toEqual({ is: 'help' })
})

it('whoever types, or presses the browser’s own keys, is left alone', () => {
  expect(shortcutOf({ ...press('?'), isTyping: true }, false, screens)).toBeNull()
  expect(shortcutOf({ ...press('t'), isModified: true }, true, screens)).toBeNull()
})

it('ids, addresses and keys of screens are each used once', () => {
  for (const part of ['id', 'path', 'key'] as const) {
    const values = screens.map((screen) => screen[part]).filter((value) => value !== null)
    expect(values).toEqual([...new Set(values)])
  }
})
