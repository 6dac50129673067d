import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  builtConsole,
  chromiumPath,
  type DeskInBrowser,
  launchBrowser,
  NO_CHROMIUM,
  openDeskInBrowser,
  PASSWORD,
  watchPage,
  writeInventedPhone,
} from '@manumit/testing/browser'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screens } from './screens.ts'

const isFullRun = process.env.CI === '1'
const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 360, height: 740 }
/** High enough that nothing lies under a bar that stays in view: what is covered cannot be pressed, and axe says so. */
const HIGH = { width: 1440, height: 2400 }
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const OF_VIEW = ['color-contrast']
/** A machine that others use too is slow with eighteen screens. */
const SCREENS_MILLISECONDS = 300_000

/** Markup, a script, a formula, an override of direction and a zero byte. */
const HOSTILE =
  '"><img src=x onerror="window.wasObeyed=1"><script>window.wasObeyed=1</script>=1+1 \u202Egnp.exe\u202C\u0000'
/** Bytes that are no UTF-8: half of a pair, and one that no text has. */
const BROKEN = Uint8Array.of(0xed, 0xa0, 0x80, 0xff)

describe.skipIf(chromiumPath === null)(
  chromiumPath === null ? NO_CHROMIUM : 'the console in a browser',
  () => {
    let browser: Browser
    let desk: DeskInBrowser
    let folder: string

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'manumit-console-'))
      writeInventedPhone(join(folder, 'plain'))
      writeInventedPhone(join(folder, 'hostile'), Buffer.from(HOSTILE))
      writeInventedPhone(join(folder, 'broken'), BROKEN)
      ;[browser, desk] = await Promise.all([
        launchBrowser(),
        openDeskInBrowser({
          consoleFolder: builtConsole(),
          sources: [
            { path: join(folder, 'plain/phone'), name: 'EX-1' },
            {
              path: join(folder, 'hostile/phone'),
              name: `EX-2 ${HOSTILE.replaceAll('\0', '')}`,
            },
            { path: join(folder, 'broken/phone'), name: 'EX-3' },
          ],
        }),
      ])
    })
    afterAll(async () => {
      await browser?.close()
      await desk?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    async function opened(path: string, options: BrowserContextOptions = {}) {
      const context = await desk.signedIn(browser, { viewport: WIDE, ...options })
      const page = await context.newPage()
      const { problems, rested } = watchPage(page, desk.origin)
      /** As a link within the console does it; the first time as an address typed. */
      const go = async (to: string) => {
        if (page.url().startsWith(desk.origin))
          await page.evaluate((path) => {
            history.pushState(null, '', path)
            dispatchEvent(new PopStateEvent('popstate'))
          }, to)
        else await page.goto(desk.origin + to)
        await page.locator('main h1').waitFor()
        await rested()
      }
      await go(path)
      return { page, problems, go, rested, close: () => context.close() }
    }
    const pathsOf = async (page: Page) => {
      const [record] = await recordsOf(page, 1)
      return screens.map(({ path }) => path.replace(':id', String(record?.id)))
    }

    it('signs out, and in again by password', async () => {
      const { page, close } = await opened('/')
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByLabel('Name').fill('A. Examiner')
      await page.getByLabel('Password').fill(`${PASSWORD} not`)
      await page.getByRole('button', { name: 'Sign in with password' }).click()
      await page.getByRole('alert').waitFor()
      await page.getByLabel('Password').fill(PASSWORD)
      await page.getByRole('button', { name: 'Sign in with password' }).click()
      await page.getByRole('heading', { name: 'Case overview' }).waitFor()
      const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
      expect(kept).not.toContain('teapots')
      await close()
      desk.forget()
    })

    const views = [
      { name: '1440 px, light', viewport: HIGH, colorScheme: 'light' },
      { name: '360 px, dark', viewport: NARROW, colorScheme: 'dark' },
      ...(isFullRun
        ? ([
            { name: '1440 px, dark', viewport: HIGH, colorScheme: 'dark' },
            { name: '360 px, light', viewport: NARROW, colorScheme: 'light' },
          ] as const)
        : []),
    ] as const

    it.each(views)(
      'each screen at $name: no rule of WCAG 2.2 AA broken, nothing wider than the window, nothing obeyed, no error',
      async ({ name: _, ...options }) => {
        const { default: AxeBuilder } = await import('@axe-core/playwright')
        const { page, problems, go, close } = await opened('/', options)
        const found: string[] = []
        const isWhole = isFullRun || options.viewport === HIGH
        for (const path of await pathsOf(page)) {
          await go(path)
          const axe = new AxeBuilder({ page })
          // What width and colours can change; the short run asks the rest once.
          const { violations } = await (isWhole ? axe.withTags(WCAG) : axe.withRules(OF_VIEW)).analyze()
          for (const { id, nodes } of violations)
            found.push(
              `${path}: ${id} at ${nodes
                .slice(0, 3)
                .map((node) => node.target.join(' '))
                .join(', ')}`,
            )
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          if (over > 0) found.push(`${path}: ${over} px wider than the window`)
          if (!(await page.getByRole('note').first().innerText()).includes('Not for real cases'))
            found.push(`${path}: does not say that it is not for real cases`)
          found.push(...(await obeyed(page)).map((sign) => `${path}: ${sign}`))
        }
        expect([...found, ...problems]).toEqual([])
        await close()
      },
      SCREENS_MILLISECONDS,
    )

    it('on paper nothing but a screen’s content is printed, and that it is not for real cases', async () => {
      const { page, close } = await opened('/')
      await page.emulateMedia({ media: 'print' })
      expect(await page.getByRole('note').first().innerText()).toContain('Not for real cases')
      expect(await page.getByRole('note').first().isVisible()).toBe(true)
      expect(await page.locator('#navigation').isVisible()).toBe(false)
      await close()
    })

    it('what a hostile phone holds in each text is shown, and nothing of it acts', async () => {
      const { page, problems, go, rested, close } = await opened('/')
      const ids = await recordsOf(page, 2)
      expect(ids.length).toBeGreaterThan(20)
      const seen = new Map<string, number>()
      const records = ids.filter(({ kind }) => {
        seen.set(kind, (seen.get(kind) ?? 0) + 1)
        return isFullRun || seen.get(kind)! <= 2
      })
      for (const path of records.map(({ id }) => `/records/${id}`)) {
        await go(path)
        expect(await obeyed(page), path).toEqual([])
      }
      // Records whose time is no time stand at the end; what was stored for it is a text like any other.
      await go('/timeline')
      await page.getByRole('grid', { name: 'Records in time order' }).focus()
      await page.keyboard.press('End')
      await rested()
      expect(await page.getByRole('grid').innerText()).toContain('not a time')
      expect(await obeyed(page)).toEqual([])
      await go('/conversations')
      for (const thread of (await page.locator('.thread-button').all()).slice(0, 4)) {
        await thread.click()
        await rested()
        expect(await obeyed(page)).toEqual([])
      }
      await page.goto(`${desk.origin}/search`)
      await page.getByRole('searchbox').fill('img')
      await page.keyboard.press('Enter')
      await page.locator('.search-found li').first().waitFor()
      expect(await page.locator('.search-found').innerText()).toContain('<img src=x onerror=')
      expect(await page.locator('.search-found .mark').first().innerText()).toBe('U+202E')
      expect(await obeyed(page)).toEqual([])
      expect(problems).toEqual([])
      await close()
    })

    it('moves through the timeline by keyboard, opens a record and comes back to it', async () => {
      const { page, close } = await opened('/timeline')
      const list = page.getByRole('grid', { name: 'Records in time order' })
      await list.focus()
      await page.keyboard.press('End')
      const last = Number(await list.getAttribute('aria-rowcount'))
      await page.locator(`#row-${last - 1} [role=gridcell] a`).waitFor()
      expect(await list.getAttribute('aria-activedescendant')).toBe(`row-${last - 1}`)
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: /^Record \d/ }).waitFor()
      await page.goBack()
      await page.locator(`#row-${last - 2}`).waitFor()
      expect(await page.getByRole('grid').getAttribute('aria-activedescendant')).toBe(`row-${last - 2}`)
      await close()
    })

    it('narrows the time by the handles of the histogram, and takes it back', async () => {
      const { page, close } = await opened('/timeline')
      const count = async () => Number(await page.getByRole('grid').getAttribute('aria-rowcount'))
      const whole = await count()
      await page.getByRole('slider', { name: 'First time shown' }).focus()
      await page.keyboard.press('PageUp')
      await page.waitForFunction(
        (rows) => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') !== String(rows),
        whole,
      )
      expect(await count()).toBeLessThan(whole)
      await page.getByRole('button', { name: 'Show the whole time' }).click()
      await page.waitForFunction(
        (rows) => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === String(rows),
        whole,
      )
      await close()
    })

    it('opens the keyboard sheet with “?”, and a screen with two keys; both can be turned off', async () => {
      const { page, go, close } = await opened('/')
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
      await page.keyboard.press('Escape')
      await page.keyboard.press('g')
      await page.keyboard.press('s')
      await page.getByRole('heading', { name: 'Search' }).waitFor()
      await page.getByRole('searchbox').fill('?g')
      expect(await page.getByRole('dialog').count()).toBe(0)
      await go('/')
      await page.keyboard.press('?')
      await page.getByLabel('Single-key shortcuts').uncheck()
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      expect(await page.getByRole('dialog').count()).toBe(0)
      await close()
    })

    it('marks the bytes of the part that has the focus', async () => {
      const { page, close } = await opened('/timeline')
      await page.locator('.record-row .kind-message').first().waitFor()
      await page.locator('.record-row:has(.kind-message) a').first().click()
      const part = page.locator('.hex-mark').nth(1)
      await part.focus()
      expect(await page.locator('.hex-bytes .hex-pointed').count()).toBeGreaterThan(0)
      await close()
    })
  },
)

/** Records of a source, asked for as the page itself would. */
const recordsOf = (page: Page, sourceId: number): Promise<{ readonly id: number; readonly kind: string }[]> =>
  page.evaluate(async (source) => {
    const ask = async (route: string, input: object) => {
      const answer = await fetch(`/api/${route}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-manumit-csrf': localStorage.getItem('manumit.session') ?? '',
        },
        body: JSON.stringify(input),
      })
      return answer.json()
    }
    return (await ask('timeline.page', { filter: { sourceId: source }, limit: 1000 })).rows
  }, sourceId)

/** Signs that something from evidence acted: a script that ran, an element it made, a direction it turned. */
const obeyed = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...('wasObeyed' in window ? ['a script ran'] : []),
    ...[...document.querySelectorAll('img[src="x"], #console script, #console iframe')].map(
      (element) => element.outerHTML,
    ),
    ...(/[\u202A-\u202E\u2066-\u2069]/.test(document.body.innerText)
      ? ['a hidden character is in the page']
      : []),
    ...(/[\u202A-\u202E\u2066-\u2069]/.test(document.title) ? ['a hidden character is in the title'] : []),
  ])
