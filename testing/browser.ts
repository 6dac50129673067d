// A real browser on a real desk: a workspace over invented evidence, the console built and served, Chromium driven by
// playwright-core. No browser is downloaded: where the machine has no Chromium, `chromiumPath` is null and tests skip.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Result } from '@manumit/base'
import type { SourceDeclaration } from '@manumit/model'
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright-core'
import { databaseOf } from './artifact-fixture.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The system's Chromium; MANUMIT_CHROMIUM names another. */
export const chromiumPath: string | null =
  [
    process.env.MANUMIT_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((path): path is string => path !== undefined && existsSync(path)) ?? null

/** Said where browser tests are skipped. */
export const NO_CHROMIUM =
  'left out: this machine has no Chromium (apt-get install chromium, or MANUMIT_CHROMIUM=path)'

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // As root, Chromium starts only without its sandbox; it opens nothing but our own pages here.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

export async function launchBrowser(): Promise<Browser> {
  const { chromium } = await import('playwright-core')
  return chromium.launch({ executablePath: chromiumPath!, args: FLAGS })
}

/**
 * The console as `npm start` would build it: a folder with index.html. Built once for each state of its sources, and shared
 * by test files and runs; what is older than a day is removed.
 */
export function builtConsole(): string {
  const folder = join(tmpdir(), `${BUILT}${stateOf(join(root, 'apps/console'))}`)
  for (const name of readdirSync(tmpdir()))
    if (name.startsWith(BUILT) && Date.now() - statSync(join(tmpdir(), name)).mtimeMs > DAY_MILLISECONDS)
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
  if (existsSync(folder)) return folder
  const part = `${folder}.${process.pid}`
  const script = `import(${JSON.stringify(join(root, 'apps/console/index.ts'))}).then((m) => m.buildConsole(${JSON.stringify({ outDir: part })}))`
  // A process of its own: a test runner's NODE_ENV would make it React's other build.
  execFileSync(process.execPath, ['-e', script], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  try {
    renameSync(part, folder)
  } catch {
    // Another worker built the same in the meantime.
    rmSync(part, { recursive: true, force: true })
  }
  return folder
}

const BUILT = 'manumit-built-console-'
const DAY_MILLISECONDS = 86_400_000

/** Names, sizes and times of the files under a folder, as a digest. */
function stateOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('/dist'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => `${path} ${statSync(path).size} ${statSync(path).mtimeMs}`)
  return createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16)
}

/** Where the databases of the artifacts' fixtures lie on a phone. */
const PLACES: Readonly<Record<string, string>> = {
  'ios.sms': 'phone/HomeDomain/Library/SMS/sms.db',
  'ios.calls': 'phone/HomeDomain/Library/CallHistoryDB/CallHistory.storedata',
  'ios.contacts': 'phone/HomeDomain/Library/AddressBook/AddressBook.sqlitedb',
  'ios.voicemail': 'phone/HomeDomain/Library/Voicemail/voicemail.db',
  'android.sms-mms': 'phone/data/com.android.providers.telephony/databases/mmssms.db',
  'chrome.history': 'phone/data/com.android.chrome/app_chrome/Default/History',
}

/**
 * Writes the artifacts' own fixtures to where a phone keeps them. `suffix` is put behind each text of each table, bytes as
 * they are: what a hostile phone may hold in each field of each record.
 */
export function writeInventedPhone(folder: string, suffix: Uint8Array = new Uint8Array()): void {
  for (const [artifact, place] of Object.entries(PLACES)) {
    const sql = readFileSync(join(root, 'packages/artifacts', artifact, 'fixture.sql'), 'utf8')
    const { main, wal } = databaseOf(suffix.length === 0 ? sql : withSuffix(sql, suffix))
    const path = join(folder, place)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, main)
    if (wal) writeFileSync(`${path}-wal`, wal)
  }
}

/** Updates at the end of the main file's part of a recipe, for each column that a statement of it fills with text. */
function withSuffix(sql: string, suffix: Uint8Array): string {
  const hex = Buffer.from(suffix).toString('hex')
  const [main = '', ...log] = sql.split(/^(?=-- wal\b)/m)
  const tables = [...main.matchAll(/CREATE TABLE (\w+)\s*\(([\s\S]*?)\);/g)]
  const updates = tables.flatMap(([, table, columns]) =>
    (columns ?? '')
      .split(/,(?![^(]*\))/)
      .map((column) => /^\s*(\w+)/.exec(column)?.[1] ?? '')
      .filter((column) => column !== '' && !/^(PRIMARY|UNIQUE|FOREIGN|CHECK|CONSTRAINT)$/i.test(column))
      .map(
        (column) =>
          `UPDATE OR IGNORE ${table} SET ${column} = ${column} || CAST(X'${hex}' AS TEXT) WHERE typeof(${column}) = 'text';`,
      ),
  )
  return [main, ...updates, ...log].join('\n')
}

export interface InventedSource {
  readonly path: string
  readonly name: string
  readonly declaration?: Partial<SourceDeclaration>
}

export interface DeskInBrowser {
  readonly origin: string
  /** The one-time link of the start. */
  readonly link: string
  readonly folder: string
  /** Makes the owner's account by the link, once; then a context that is signed in. */
  signedIn(browser: Browser, options?: BrowserContextOptions): Promise<BrowserContext>
  /** After a test that signed out: the next context signs in anew. */
  forget(): void
  close(): Promise<void>
}

/** How long an act may wait for what it acts on, on a machine that others use too. */
const ACT_MILLISECONDS = 30_000

export const PASSWORD = 'seven blue teapots on a bridge'

/** A desk over the sources, listening on a free port of this machine. */
export async function openDeskInBrowser({
  sources,
  consoleFolder,
  workspaceFolder,
}: {
  readonly sources: readonly InventedSource[]
  readonly consoleFolder: string
  /** Kept, and opened again when it is there; absent: made, and removed at the end. */
  readonly workspaceFolder?: string
}): Promise<DeskInBrowser> {
  const folder = workspaceFolder ?? mkdtempSync(join(tmpdir(), 'manumit-browser-'))
  const { openWorkspace } = await import('@manumit/store')
  const { addEvidence } = await import('@manumit/casework')
  const { startDesk } = await import('@manumit/server')
  const { randomUUID } = await import('node:crypto')
  if (!existsSync(join(folder, 'workspace.db'))) {
    const powers = { now: () => (Date.now() * 1000) as never, actor: 'test', randomId: randomUUID }
    const workspace = must(
      await openWorkspace({ folder, create: { kind: 'case', name: 'An invented case' }, powers }),
    )
    for (const { path, name, declaration } of sources)
      must(
        await addEvidence({
          workspace,
          folder,
          path,
          declaration: { name, authority: null, holderRole: 'unknown', scope: {}, ...declaration },
          onProgress: () => {},
        }),
      )
    await workspace.close()
  }
  const log: string[] = []
  const desk = must(
    await startDesk({
      folder,
      endpoint: { host: 'localhost', port: await freePort() },
      consoleFolder,
      actor: 'test',
      log: (event, data) => void log.push(`${event} ${JSON.stringify(data)}`),
    }),
  )
  const link = desk.link?.address ?? ''
  let isOwned = false
  let state: Awaited<ReturnType<BrowserContext['storageState']>> | null = null
  return {
    origin: desk.origin,
    link,
    folder,
    async signedIn(browser, options = {}) {
      state ??= await enter(browser, isOwned ? desk.origin : link)
      isOwned = true
      const context = await browser.newContext({ ...options, storageState: state })
      context.setDefaultTimeout(ACT_MILLISECONDS)
      return context
    },
    forget() {
      state = null
    },
    async close() {
      await desk.close()
      if (!workspaceFolder) rmSync(folder, { recursive: true, force: true })
      const faults = log.filter((line) => line.startsWith('fault'))
      if (faults.length > 0) throw new Error(`The desk met faults: ${faults.join('; ')}`)
    },
  }
}

/** Comes in by the pages themselves: by the one-time link, which makes the owner or signs the owner in, or by password. */
async function enter(browser: Browser, address: string) {
  const context = await browser.newContext()
  context.setDefaultTimeout(ACT_MILLISECONDS)
  const page = await context.newPage()
  await page.goto(address)
  const byLink = page.getByRole('button', { name: 'Sign in with this link' })
  const make = page.getByRole('button', { name: 'Make the account' })
  const byPassword = page.getByRole('button', { name: 'Sign in with password' })
  await byLink.or(make).or(byPassword).first().waitFor()
  if (await byLink.isVisible()) await byLink.click()
  else {
    await page.getByLabel('Name').fill('A. Examiner')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    if (await make.isVisible()) {
      await page.getByLabel('Password again').fill(PASSWORD)
      await make.click()
      await page.getByRole('button', { name: 'I have kept it: go on' }).click()
    } else await byPassword.click()
  }
  await page.getByRole('navigation').waitFor({ state: 'attached' })
  const state = await context.storageState()
  await context.close()
  return state
}

export interface WatchedPage {
  /** What went wrong that nobody asked about: errors, dialogs, calls to anywhere but its own origin. */
  readonly problems: readonly string[]
  /** When no call is under way (but the stream of jobs) and nothing says that it is loading. */
  rested(): Promise<void>
}

export function watchPage(page: Page, origin: string): WatchedPage {
  const problems: string[] = []
  const underWay = new Set<Request>()
  page.on('pageerror', (error) => problems.push(`threw ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !/^(data|blob):/.test(request.url()))
      problems.push(`asked ${request.url()}`)
    if (!request.url().endsWith('/api/jobs.events')) underWay.add(request)
  })
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end as 'requestfinished', (request) => void underWay.delete(request))
  return {
    problems,
    async rested() {
      const until = Date.now() + ACT_MILLISECONDS
      do await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20))))
      while ((underWay.size > 0 || (await page.locator('.spinner').count()) > 0) && Date.now() < until)
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.data ?? {})}`)
  return result.value
}
