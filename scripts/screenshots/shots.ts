// Which screens are pictured, and what is done on each first: as somebody would who follows docs/demo-case.md.

import type { Page } from 'playwright-core'

export type Width = 1440 | 360

/** One picture a width. */
export interface Shot {
  /** Name of the file, without its width. */
  readonly name: string
  readonly path: string
  readonly widths: readonly Width[]
  readonly colours?: 'light' | 'dark'
  /** Brings the screen into the state that is shown. */
  readonly prepare?: (page: Page, width: Width) => Promise<void>
}

/** In the order of the story. */
export const shots: readonly Shot[] = [{ name: 'overview', path: '/', widths: [1440, 360] }]
