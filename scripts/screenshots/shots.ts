// Which screens are pictured, and what is done on each first: as somebody would who follows docs/demo-case.md. Addresses come
// from the console's own list of screens.

import type { Page } from 'playwright-core'
import { screens } from '../../apps/console/screens.ts'

export type Width = 1440 | 360

/** One picture a width. */
export interface Shot {
  /** Name of the file, without its width. */
  readonly name: string
  /** Address in the console. */
  readonly path: string
  readonly widths: readonly Width[]
  readonly colours?: 'light' | 'dark'
  /** Brings the screen into the state that is shown. */
  readonly prepare?: (page: Page) => Promise<void>
}

/** In the order of the story. */
export const shots: readonly Shot[] = [
  { name: 'overview', path: pathOf('overview'), widths: [1440, 360] },
  { name: 'timeline', path: pathOf('timeline'), widths: [1440] },
  {
    name: 'conversations',
    path: pathOf('conversations'),
    widths: [1440, 360],
    prepare: (page) => open(page, '.thread-button', 'Fără pașaport'),
  },
  {
    name: 'record',
    path: pathOf('conversations'),
    widths: [1440],
    async prepare(page) {
      await open(page, '.thread-button', 'Fără pașaport')
      const older = page.locator('li', { hasText: 'Socoteala ta: drum 300.' }).last()
      await older.locator('a[href^="/records/"]').click()
      await page.locator('.hex-table').evaluate((table) => table.scrollIntoView({ block: 'center' }))
    },
  },
  {
    name: 'candidate',
    path: pathOf('candidates'),
    widths: [1440, 360],
    prepare: (page) => open(page, '.item', 'Lena depot'),
  },
  {
    name: 'people',
    path: pathOf('people'),
    widths: [1440],
    async prepare(page) {
      await page.locator('main input[type="search"]').first().fill('900222')
      await open(page, '.item', '900222')
    },
  },
  { name: 'map', path: pathOf('map'), widths: [1440] },
  { name: 'graph', path: pathOf('graph'), widths: [1440], prepare: (page) => page.waitForTimeout(3000) },
  { name: 'names', path: pathOf('names'), widths: [1440] },
  {
    name: 'media',
    path: pathOf('media'),
    widths: [1440],
    colours: 'dark',
    prepare: (page) => open(page, '.item', 'pattern-2.jpg'),
  },
]

function pathOf(id: string): string {
  const screen = screens.find((each) => each.id === id)
  if (!screen) throw new Error(`the console has no screen '${id}'`)
  return screen.path
}

/** Opens the entry of a list that holds these words. */
async function open(page: Page, entries: string, ...words: readonly string[]): Promise<void> {
  let found = page.locator(entries)
  for (const word of words) found = found.filter({ hasText: word })
  await found.first().click()
  await page.waitForLoadState('networkidle')
}
