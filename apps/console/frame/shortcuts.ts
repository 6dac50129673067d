// Single-key shortcuts: which key does what, from the list of screens. Pure; app.tsx listens.

export interface KeyPress {
  readonly key: string
  /** With Ctrl, Alt or Meta: the browser's own, left alone. */
  readonly isModified: boolean
  /** In a field that takes text. */
  readonly isTyping: boolean
}

export type Shortcut =
  | { readonly is: 'go'; readonly path: string }
  | { readonly is: 'help' }
  | { readonly is: 'prefix' }

/** What a press does, given whether `g` came before; null: nothing. */
export function shortcutOf(
  press: KeyPress,
  hasPrefix: boolean,
  screens: readonly { readonly path: string; readonly key: string | null }[],
): Shortcut | null {
  if (press.isModified || press.isTyping) return null
  if (hasPrefix) {
    const screen = screens.find(({ key }) => key === press.key)
    return screen ? { is: 'go', path: screen.path } : null
  }
  if (press.key === '?') return { is: 'help' }
  if (press.key === 'g') return { is: 'prefix' }
  if (press.key === '/')
    return screens.some(({ path }) => path === '/search') ? { is: 'go', path: '/search' } : null
  return null
}
