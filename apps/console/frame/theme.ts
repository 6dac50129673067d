// Appearance and shortcuts: kept in the browser's storage, beside the session's other half (session-key.ts), because they say
// nothing of a case.

import type { Theme } from './frame.ts'

const THEME = 'manumit.theme'
const SHORTCUTS = 'manumit.shortcuts'

export interface Preferences {
  readonly theme: Theme
  readonly hasShortcuts: boolean
}

/** What was chosen before; storage that is closed or odd is as if nothing was. */
export function readPreferences(storage: Storage): Preferences {
  const theme = storage.getItem(THEME)
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    hasShortcuts: storage.getItem(SHORTCUTS) !== 'off',
  }
}

export function keepPreferences(storage: Storage, { theme, hasShortcuts }: Preferences): void {
  storage.setItem(THEME, theme)
  storage.setItem(SHORTCUTS, hasShortcuts ? 'on' : 'off')
}

/** style/tokens.css reads it. */
export function showTheme(page: HTMLElement, theme: Theme): void {
  page.setAttribute('data-theme', theme)
}
