// A visit's transition: its core type in the low byte, qualifiers in the others. Values are stored signed or unsigned.
// Source: Chromium, ui/base/page_transition_types.h.

import type { SqliteValue } from '@manumit/formats'

const CORES = [
  'link',
  'typed',
  'bookmark',
  'subframe',
  'subframe-manual',
  'generated',
  'start-page',
  'form-submit',
  'reload',
  'keyword',
  'keyword-generated',
] as const

const QUALIFIERS = [
  [0x0080_0000, 'blocked'],
  [0x0100_0000, 'forward-back'],
  [0x0200_0000, 'from-address-bar'],
  [0x0400_0000, 'home-page'],
  [0x0800_0000, 'from-api'],
  [0x1000_0000, 'chain-start'],
  [0x2000_0000, 'chain-end'],
  [0x4000_0000, 'client-redirect'],
  [0x8000_0000, 'server-redirect'],
] as const

const REDIRECTS = 0xc000_0000

export interface Transition {
  /** 'unknown' for a core this version does not know; undefined where the column holds no number. */
  readonly core: string | undefined
  readonly qualifiers: readonly string[] | undefined
  /** The visit came about by a redirect of a server or a page. */
  readonly isRedirect: boolean | undefined
}

export function readTransition(value: SqliteValue): Transition {
  if (typeof value !== 'number') return { core: undefined, qualifiers: undefined, isRedirect: undefined }
  const qualifiers = QUALIFIERS.filter(([bit]) => (value & bit) !== 0).map(([, name]) => name)
  return {
    core: CORES[value & 0xff] ?? 'unknown',
    qualifiers: qualifiers.length > 0 ? qualifiers : undefined,
    isRedirect: (value & REDIRECTS) !== 0,
  }
}
