// Takes the pictures of docs/demo-case.md from the running product: makes the demo case in a folder of its own, opens the
// desk, signs in by the printed link, and goes through the screens at 1440 and at 360 pixels. Run:
// node scripts/screenshots.ts [--only overview,graph] [--out docs/pictures]

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { signIn as words } from '../apps/console/messages/en/sign-in.ts'
import { type Shot, shots, type Width } from './screenshots/shots.ts'
import { root } from './stages.ts'

const PORT = 7391
const HEIGHTS: Readonly<Record<Width, number>> = { 1440: 900, 360: 780 }
/** A README loads them all: each one stays small. */
const MOST_BYTES = 150_000
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const { values } = parseArgs({
  options: { out: { type: 'string', default: join(root, 'docs/pictures') }, only: { type: 'string' } },
})
const out = resolve(values.out)
const wanted = values.only?.split(',')
// Its name is in the pictures, so that it is short and always the same; where it is there already, this fails.
const home = join(tmpdir(), 'desk')
mkdirSync(home, { mode: 0o700 })
const { desk, link } = await startDesk()
const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox'] })
try {
  await takePictures(browser, link)
} finally {
  await browser.close()
  desk.kill('SIGTERM')
  await new Promise((ended) => desk.once('exit', ended))
  rmSync(home, { recursive: true, force: true })
}

/** `npm start` in a home of its own; gives the address it prints once. */
function startDesk(): Promise<{ readonly desk: ChildProcess; readonly link: string }> {
  const child = spawn(
    process.execPath,
    [join(root, 'apps/cli/start.ts'), '--no-open', '--port', String(PORT)],
    {
      env: { ...process.env, XDG_DATA_HOME: home, HOME: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (bytes: Buffer) => {
      printed += bytes.toString()
      const found = /http:\/\/\S+#\S+/.exec(printed)
      if (found) resolve({ desk: child, link: found[0] })
    })
    child.once('exit', (code) => reject(new Error(`the desk ended with ${code}: ${printed}`)))
  })
}

function browserPath(): string {
  const path = process.env.CHROMIUM ?? BROWSERS.find((each) => existsSync(each))
  if (path === undefined) throw new Error('no Chromium was found; name one in CHROMIUM')
  return path
}

async function takePictures(browser: Browser, link: string): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await becomeOwner(page, link)
  mkdirSync(out, { recursive: true })
  for (const shot of shots) {
    if (wanted && !wanted.includes(shot.name)) continue
    for (const width of shot.widths) await take(page, shot, width)
  }
}

async function becomeOwner(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.locator('input[autocomplete="username"]').fill('Ada Quill')
  await page.locator('input[name="password"]').fill('teapot lantern quarry violin')
  await page.locator('input[name="again"]').fill('teapot lantern quarry violin')
  await page.getByRole('button', { name: words['signIn.makeWithPassword'] }).click()
  await page.getByRole('button', { name: words['signIn.code.kept'] }).click()
  await page.getByRole('navigation').first().waitFor()
}

async function take(page: Page, shot: Shot, width: Width): Promise<void> {
  const { name, path, colours, prepare } = shot
  await page.setViewportSize({ width, height: HEIGHTS[width] })
  await page.emulateMedia({ colorScheme: colours ?? 'light', reducedMotion: 'reduce' })
  await page.goto(`http://localhost:${PORT}${path}`)
  await page.locator('main h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  await prepare?.(page)
  await page.waitForTimeout(400)
  const file = join(out, `${name}-${width}.png`)
  const bytes = await small(await page.screenshot())
  writeFileSync(file, bytes)
  console.log(`${file}: ${Math.round(bytes.length / 1000)} kB`)
}

/** As few colours as it takes. Throws where even sixteen are too many bytes. */
async function small(png: Buffer): Promise<Buffer> {
  for (const colours of [128, 64, 32, 16]) {
    const packed = await sharp(png)
      .png({ palette: true, colours, effort: 10, compressionLevel: 9 })
      .toBuffer()
    if (packed.length <= MOST_BYTES) return packed
  }
  throw new Error(`a picture takes more than ${MOST_BYTES} bytes`)
}
