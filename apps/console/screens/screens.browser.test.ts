// Screens of people, pictures and work in a real browser on a real desk over the demonstration case: what a person does
// there, by pointer and by keys, and what must never happen.

import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemoCase } from '@manumit/makers'
import {
  builtConsole,
  chromiumPath,
  type DeskInBrowser,
  launchBrowser,
  NO_CHROMIUM,
  openDeskInBrowser,
  watchPage,
} from '@manumit/testing/browser'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const isFullRun = process.env.CI === '1'
const WIDE = { width: 1440, height: 900 }

describe.skipIf(chromiumPath === null)(
  chromiumPath === null ? NO_CHROMIUM : 'people, pictures and work in a browser',
  () => {
    let browser: Browser
    let desk: DeskInBrowser
    let folder: string
    let demo: string

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'manumit-screens-'))
      demo = join(folder, 'demo')
      await makeDemoCase(demo)
      ;[browser, desk] = await Promise.all([
        launchBrowser(),
        openDeskInBrowser({
          consoleFolder: builtConsole(),
          sources: [
            { path: join(demo, 'phone-a-ios-backup'), name: 'Phone A' },
            { path: join(demo, 'phone-b-android'), name: 'Phone B' },
          ],
        }),
      ])
    }, 120_000)
    afterAll(async () => {
      await browser?.close()
      await desk?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    async function opened(path: string) {
      const context = await desk.signedIn(browser, { viewport: WIDE })
      const page = await context.newPage()
      const { problems } = watchPage(page, desk.origin)
      await page.goto(desk.origin + path)
      await page.locator('main h1').waitFor()
      return { page, problems, close: () => context.close() }
    }
    const answer = async (page: Page, reason: string) => {
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox').fill(reason)
      await dialog.locator('button[type=submit]').click()
      await dialog.waitFor({ state: 'detached' })
    }

    it('judges a candidate by keys, with a reason, and takes it back', async () => {
      const { page, problems, close } = await opened('/candidates')
      await page.locator('.item').first().click()
      const shown = page.getByRole('region', { name: 'The candidate in view' })
      await shown.getByRole('heading', { name: 'May these be one person?' }).waitFor()
      // Each bar is there as text too: prior, reasons, total.
      expect(await shown.locator('.waterfall tbody tr').count()).toBeGreaterThanOrEqual(3)
      await page.keyboard.press('a')
      await page.getByRole('dialog').locator('button[type=submit]').click()
      await page.getByText('A reason is needed').waitFor()
      await answer(page, 'the same two numbers on both phones')
      await shown.getByText('Judged one person').first().waitFor()
      await shown.getByText('the same two numbers on both phones').waitFor()
      await page.locator('.item').first().focus()
      await page.keyboard.press('u')
      await answer(page, 'a slip')
      await shown.locator('.judged-head').getByText('Open', { exact: true }).waitFor()
      await shown.getByText('No judgement stands.').waitFor()
      expect(problems).toEqual([])
      await close()
    })

    it('shows the graph as a picture and tells the same as a table; a filter is undone', async () => {
      const { page, problems, close } = await opened('/graph')
      await page.getByRole('img', { name: /Picture of the graph/ }).waitFor()
      await page.getByText('Laying out…').waitFor({ state: 'detached' })
      const counts = page.getByText(/\d+ identifiers, \d+ links/)
      const whole = await counts.innerText()
      await page.getByRole('button', { name: /^Messages \(/ }).click()
      expect(await counts.innerText()).not.toBe(whole)
      await page.getByRole('button', { name: 'Undo' }).click()
      expect(await counts.innerText()).toBe(whole)
      await page.getByPlaceholder('Find in the graph').fill('Lena')
      await page.locator('.graph-found button').first().click()
      const side = page.getByRole('complementary', { name: 'The identifier in view' })
      const neighbours = await side.locator('.graph-neighbours li').count()
      expect(neighbours).toBeGreaterThan(0)
      await page.getByRole('radio', { name: 'Table' }).check()
      const row = page.locator('.graph-table tr[aria-current=true]')
      expect(Number(await row.locator('td').nth(2).innerText())).toBe(neighbours)
      expect(problems).toEqual([])
      await close()
    })

    it('goes through the places of the map in time, and leaves nothing out of the table', async () => {
      const { page, problems, close } = await opened('/map')
      const rows = page.locator('.table-wrap tbody tr')
      await rows.first().waitFor()
      const whole = await rows.count()
      await page.locator('.map-land').waitFor({ state: 'attached' })
      await page.getByRole('radio', { name: 'Only then' }).check()
      await page.getByRole('slider', { name: 'Span of time in view' }).focus()
      await page.keyboard.press('Home')
      const first = await rows.count()
      expect(first).toBeGreaterThan(0)
      expect(first).toBeLessThan(whole)
      await page.getByRole('radio', { name: 'Up to then' }).check()
      await page.keyboard.press('Tab')
      await page.getByRole('slider').focus()
      await page.keyboard.press('End')
      expect(await rows.count()).toBe(whole)
      expect(problems).toEqual([])
      await close()
    })

    it('imports a bank and scans a folder, chosen by path', async () => {
      const { page, problems, close } = await opened('/add')
      for (const { bank, name, material } of [
        { bank: 'bank.csv', name: 'Drawings', material: 'demonstration' },
        { bank: 'bank-text-only.csv', name: 'Text only', material: 'unlawful' },
      ]) {
        await page.goto(`${desk.origin}/add`)
        await page.getByRole('radio', { name: 'Import a bank' }).check()
        await page.getByLabel('Path').fill(join(demo, bank))
        await page.getByLabel('Name for people').fill(name)
        await page.getByLabel('What the bank’s entries are').selectOption(material)
        await page.getByRole('button', { name: 'Import', exact: true }).click()
        await finished(page, `Importing a bank: `)
        await page.goto(`${desk.origin}/add`)
        await page.getByRole('radio', { name: 'Scan files' }).check()
        await page.getByLabel('Path').fill(join(demo, isFullRun ? 'pictures' : 'pictures/downloads'))
        await page.getByRole('combobox', { name: 'Bank' }).selectOption(name)
        await page.getByRole('button', { name: 'Scan', exact: true }).click()
        await finished(page, 'Scanning files: ')
      }
      expect(problems).toEqual([])
      await close()
    })

    it('asks for no picture until one is held, lets go of it, and never asks for one of an unlawful bank’s matches', async () => {
      const { page, problems, close } = await opened('/media')
      const asked: string[] = []
      page.on('request', (request) => {
        const isFromDesk = !request.url().startsWith('blob:')
        if (isFromDesk && (request.url().includes('/picture') || request.resourceType() === 'image'))
          asked.push(request.url())
      })
      await page.locator('.item').first().waitFor()
      let textOnly = 0
      let held = 0
      for (const item of await page.locator('.item').all()) {
        await item.click()
        expect(await page.locator('main img').count()).toBe(0)
        if ((await item.innerText()).includes('Unlawful material')) {
          textOnly++
          expect(await page.locator('.held-frame').count()).toBe(0)
          await page.getByText('never drawn, stored small or exported').waitFor()
          expect(await page.getByText('The hash of an entry of such a bank is not shown.').count()).toBe(1)
          continue
        }
        const frame = page.locator('.held-frame')
        await frame.hover()
        expect(await page.locator('main img').count()).toBe(0)
        if (held > 0) continue
        held++
        await page.mouse.down()
        await page.locator('.held-picture').waitFor()
        await page.mouse.up()
        expect(await page.locator('main img').count()).toBe(0)
        await frame.focus()
        await page.keyboard.down('Space')
        await page.locator('.held-picture').waitFor()
        await page.keyboard.up('Space')
        expect(await page.locator('main img').count()).toBe(0)
        await page.getByText('2 looks').waitFor()
      }
      expect(textOnly).toBeGreaterThan(0)
      expect(held).toBe(1)
      expect(new Set(asked).size).toBe(1)
      expect(problems).toEqual([])
      await close()
    })

    it('takes a file by upload in pieces and adds it within a scope', async () => {
      const upload = join(folder, 'upload')
      mkdirSync(upload, { recursive: true })
      const file = join(upload, 'bank-by-upload.csv')
      copyFileSync(join(demo, 'bank.csv'), file)
      const { page, problems, close } = await opened('/add')
      await page.getByRole('radio', { name: 'Import a bank' }).check()
      await page.getByRole('radio', { name: 'Upload from this browser' }).check()
      await page.getByRole('button', { name: 'Import', exact: true }).click()
      await page.getByText('Choose a file and wait until it has come in.').waitFor()
      await page.locator('input[type=file]').setInputFiles(file)
      await page.getByText('bank-by-upload.csv has come in').waitFor()
      await page.getByRole('button', { name: 'Import', exact: true }).click()
      await finished(page, 'Importing a bank: ')
      expect(problems).toEqual([])
      await close()
    })

    it('recomputes the chain of the log', async () => {
      const { page, problems, close } = await opened('/audit')
      await page.getByRole('button', { name: 'Verify the chain' }).click()
      await page.getByText('The chain holds over').waitFor()
      expect(problems).toEqual([])
      await close()
    })
  },
)

/** The newest job of this title has come to its end. */
const finished = (page: Page, title: string) =>
  page.locator('.job', { hasText: title }).first().getByText('Finished').waitFor({ timeout: 60_000 })
